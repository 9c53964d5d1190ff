"""manage.py check_books: prove the whole ledger again from its rows; exit 1 on a broken law."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.books import LAWS, check_books, figures


class Command(BaseCommand):
    help = "Prove the whole ledger again from its rows."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, value in asdict(figures()).items():
            self.stdout.write(f"{name.replace('_', ' '):20} {value:>20,}")
        broken = check_books()
        if broken:
            told = "\n".join(f"{b.law}: {'; '.join(b.culprits)}" for b in broken)
            raise CommandError(f"The books are broken.\n{told}", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"The books hold: {len(LAWS)} laws checked."))
