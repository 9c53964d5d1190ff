"""Journal templates and batches: receipts, purchases, general entries, what comes every month."""

from typing import Any

from arcore.company.models import NumberSeries
from arcore.company.purposes import Purpose
from arcore.desk.demo.setup.chart import Accounts
from arcore.desk.demo.setup.series import SERIES
from ledger.models import BankAccount
from payments.models import JournalBatch, JournalTemplate

# template -> name, type, source code, recurring
TEMPLATES = {
    "RECEIPTS": ("Receipts", JournalTemplate.Kind.CASH_RECEIPTS, "CASHREC", False),
    "PURCHASES": ("Purchases", JournalTemplate.Kind.GENERAL, "PURCHJNL", False),
    "GENERAL": ("General entries", JournalTemplate.Kind.GENERAL, "GENERAL", False),
    "MONTHLY": ("Monthly entries", JournalTemplate.Kind.GENERAL, "RECURRING", True),
}


def make_journals(accounts: Accounts, banks: dict[str, BankAccount]) -> dict[str, JournalBatch]:
    """Batches by template and name."""
    series = NumberSeries.objects.get(code=SERIES[Purpose.PAYMENT_JOURNAL].code)
    templates = {
        code: JournalTemplate.objects.create(
            code=code,
            name=name,
            kind=kind,
            source_code=source,
            recurring=recurring,
            number_series=None if recurring else series,
        )
        for code, (name, kind, source, recurring) in TEMPLATES.items()
    }
    bank = {"balancing_type": "bank", "balancing_bank": banks["MAIN"]}
    cash = {"balancing_type": "account", "balancing_account": accounts["cash"]}
    run = {"balancing_type": "account", "balancing_account": accounts["transfers"]}
    wanted: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("RECEIPTS", "CHEQUES", "Cheques and transfers to the bank", bank),
        ("RECEIPTS", "CASH", "Receipts of the cash desk", cash),
        ("PURCHASES", "BILLS", "Bills and credit memos of vendors", {}),
        ("PURCHASES", "RUNS", "Payments to vendors", run),
        ("GENERAL", "DEFAULT", "Corrections and other entries", {}),
        ("MONTHLY", "DEFAULT", "Rent and charges", bank),
    )
    made = [
        JournalBatch.objects.create(
            template=templates[code], name=name, description=words, **balancing
        )
        for code, name, words, balancing in wanted
    ]
    return {f"{batch.template.code} {batch.name}": batch for batch in made}
