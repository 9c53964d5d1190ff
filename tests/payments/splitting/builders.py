"""The shortest way to a split receipt, and frozen splits for pure checks."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from arcore.company.models import User
from arcore.company.posting_period import PostingRange
from customers.models import Customer
from ledger.models import ApplicationMark, CustomerLedgerEntry, Register
from ledger.posting import Command, post
from ledger.posting.for_sources import Currency, Period
from payments.journal.values import Side
from payments.models import JournalBatch, SplitReceipt
from payments.splitting.amounts import pay
from payments.splitting.posting import post_split
from payments.splitting.posting.values import Part, Share, Split
from payments.splitting.preparing import add_customers, open_receipt
from tests.builders import TODAY, House
from tests.ledger.posting.requests import open_entry, party
from tests.payments.registration.builders import numbered_batch

EUR = Currency("EUR", Decimal("0.01"))
PERIOD = Period(PostingRange(), PostingRange())


def received(house: House, user: User, amount: str, *customers: Customer, **fields: Any):
    """Money into the bank today, meant for these customers; amounts are proposed."""
    batch = JournalBatch.objects.filter(name="REGISTER").first() or numbered_batch(house)
    values = {
        "batch": batch,
        "posting_date": TODAY,
        "amount": Decimal(amount),
        "account_type": "bank",
        "bank": house.bank,
        "account": None,
        **fields,
    }
    receipt = open_receipt(values, user)
    if customers:
        add_customers(receipt.pk, customers, user, timezone.now())
    receipt.refresh_from_db()
    return receipt


def paid(receipt: SplitReceipt, entry: CustomerLedgerEntry, amount: str) -> None:
    """So much of it is for the entry."""
    pay(receipt.pk, entry, Decimal(amount), receipt.prepared_by, timezone.now())


def amounts(receipt: SplitReceipt) -> dict[int, Decimal]:
    """What is paid, by entry."""
    marks = ApplicationMark.objects.filter(owner=receipt.owner)
    return dict(marks.values_list("customer_entry_id", "amount"))


def command_of(receipt: SplitReceipt, **options: Any) -> Command:
    """The command that posts the receipt as it stands."""
    receipt.refresh_from_db()
    known = {"version": receipt.version, "user_id": receipt.prepared_by_id, "today": TODAY}
    return post_split(receipt.pk, **{**known, **options})


def split(receipt: SplitReceipt, **options: Any) -> Register:
    """Post it."""
    return post(command_of(receipt, **options))


def share(number: int, *parts: str, on_account: str = "0", **entry: Any) -> Share:
    """A customer's share of parts that pay entries of the same remaining amount."""
    return Share(
        number,
        party(no=f"C{number}"),
        tuple(Part(open_entry(part, **entry), Decimal(part)) for part in parts),
        Decimal(on_account),
    )


def split_of(amount: str, *shares: Share, **fields: Any) -> Split:
    """Money in euro into bank 5."""
    known = {"local": EUR, "currency": EUR, "account": Side("bank", 5), "day": TODAY}
    return Split(received=Decimal(amount), shares=shares, **{**known, **fields})
