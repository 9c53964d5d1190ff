"""Journal lines that nobody has posted yet: cheques of the morning, the rent of the month."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arcore.company.models import User
from arcore.desk.demo.setup import Setup
from ledger.models import CustomerLedgerEntry
from payments.journal.lines import add_line
from payments.journal.proposals import proposed_amount
from payments.models import JournalBatch

CHEQUES, CASH = 12, 3


def leave_journals(setup: Setup, today: date, chance: Random) -> None:
    """Cheques and cash that pay invoices, and the monthly lines; all for clara to go on with."""
    clara = setup.users["clara"]
    cheques, cash = setup.journals["RECEIPTS CHEQUES"], setup.journals["RECEIPTS CASH"]
    owed = list(
        CustomerLedgerEntry.objects.filter(
            open=True,
            document_type="invoice",
            currency=setup.currencies["EUR"],
            customer__blocked="",
            on_hold="",
            dispute="",
        )
        .select_related("customer", "currency")
        .order_by("due_date", "pk")[:400]
    )
    paid = chance.sample(owed, min(len(owed), CHEQUES + CASH))
    for place, entry in enumerate(paid):
        batch = cheques if place < CHEQUES else cash
        words = f"Cheque {chance.randrange(100_000, 999_999)}" if batch is cheques else "Cash"
        _pay(batch, entry, today, words, clara)
    _monthly(setup, today, clara)


def _pay(
    batch: JournalBatch, entry: CustomerLedgerEntry, today: date, words: str, user: User
) -> None:
    external = words.removeprefix("Cheque ") if words.startswith("Cheque") else ""
    values = {
        "posting_date": today,
        "document_type": "payment",
        "document_no": "",
        "account_type": "customer",
        "account": entry.customer,
        "applies_to": entry,
        "amount": proposed_amount(entry, today),
        "description": words,
        "external_document_no": external,
        "balancing_type": batch.balancing_type,
        "balancing": batch.balancing_side,
    }
    add_line(batch.pk, values, user)


def _monthly(setup: Setup, today: date, user: User) -> None:
    batch = setup.journals["MONTHLY DEFAULT"]
    next_first = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    for account, amount, words in (
        ("rent", 4_850, "Workshop rent %4 %5"),
        ("insurance", 612, "Fleet insurance %4 %5"),
    ):
        values = {
            "posting_date": next_first,
            "document_no": f"{account.upper()}-%3-%5",
            "account_type": "account",
            "account": setup.accounts[account],
            "amount": Decimal(amount),
            "description": words,
            "balancing_type": "bank",
            "balancing": batch.balancing_bank,
            "recurring_method": "fixed",
            "frequency": "1M",
        }
        add_line(batch.pk, values, user)
