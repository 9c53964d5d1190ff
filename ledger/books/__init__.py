"""The laws of the books, proved again from the rows: one law, one query, no trust in caches.

A law returns the culprits it found, empty when it holds. `check_books()` runs them all; the
command `manage.py check_books` prints the figures and fails on a broken law.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ledger.books.figures import Figures, figures
from ledger.books.laws import (
    applications_cancel_out,
    bank_entries_equal_bank_accounts,
    closed_means_realized,
    closed_means_zero,
    control_accounts_equal_subledgers,
    details_equal_remaining,
    goods_equal_their_orders,
    guards_stand,
    posted_documents_have_entries,
    series_have_no_gaps,
    transactions_balance,
)
from ledger.books.undoing_laws import reversed_is_closed, undone_is_mirrored

LAWS: tuple[Callable[[], list[str]], ...] = (
    guards_stand,
    transactions_balance,
    details_equal_remaining,
    closed_means_zero,
    closed_means_realized,
    applications_cancel_out,
    undone_is_mirrored,
    reversed_is_closed,
    control_accounts_equal_subledgers,
    bank_entries_equal_bank_accounts,
    posted_documents_have_entries,
    goods_equal_their_orders,
    series_have_no_gaps,
)


@dataclass(frozen=True, slots=True)
class BrokenLaw:
    """A law by name and up to ten of its culprits."""

    law: str
    culprits: tuple[str, ...]


def check_books() -> list[BrokenLaw]:
    """Every broken law; an empty list means that the books hold."""
    broken = []
    for law in LAWS:
        culprits = law()
        if culprits:
            broken.append(BrokenLaw(law.__name__, tuple(culprits[:10])))
    return broken


__all__ = ["LAWS", "BrokenLaw", "Figures", "check_books", "figures"]
