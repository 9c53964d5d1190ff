"""Frozen requests for checks and amount rules: the shortest way to a line, no database.

Customer 1 owes, account 10 is receivables, 20 and 21 are the discount accounts.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from arcore.company.posting_period import PostingRange
from ledger.posting.for_sources import (
    Account,
    AccountLine,
    Application,
    Bank,
    BankLine,
    Currency,
    OpenEntry,
    Party,
    PartyAccounts,
    PartyKind,
    PartyLine,
    Period,
    PostingRequest,
    TransactionRequest,
)

DAY = date(2026, 1, 23)
EUR = Currency("EUR", Decimal("0.01"))
USD = Currency("USD", Decimal("0.01"))
CUSTOMER, VENDOR = PartyKind.CUSTOMER, PartyKind.VENDOR
ACCOUNTS = PartyAccounts(control=10, discount_debit=20, discount_credit=21)


def party(kind: PartyKind = CUSTOMER, **fields: Any) -> Party:
    """Customer (or vendor) C1 Adatum, not blocked."""
    known = {
        "id": 1,
        "no": "C1",
        "name": "Adatum",
        "blocked": "",
        "privacy_blocked": False,
        "posting_group_id": 1,
        "accounts": ACCOUNTS,
    }
    return Party(kind=kind, **{**known, **fields})


def party_line(amount: str, document_type: str = "payment", **fields: Any) -> PartyLine:
    """A new entry of the party, in euro."""
    known = {
        "number": 0,
        "party": party(),
        "amount_lcy": Decimal(amount),
        "currency": EUR,
        "due_date": DAY,
        "document_date": DAY,
    }
    return PartyLine(amount=Decimal(amount), document_type=document_type, **{**known, **fields})


def account_line(amount: str, **fields: Any) -> AccountLine:
    """A G/L line on account 7070."""
    account = {
        "id": 70,
        "no": "7070",
        "name": "Sales",
        "blocked": False,
        "direct_posting": True,
        "is_bank": False,
    }
    own = {name: fields.pop(name) for name in list(fields) if name in account}
    return AccountLine(
        number=1, account=Account(**{**account, **own}), amount_lcy=Decimal(amount), **fields
    )


def bank_line(amount: str, **bank: Any) -> BankLine:
    """Money into bank account MAIN."""
    known = {
        "id": 5,
        "code": "MAIN",
        "name": "Main bank",
        "account_id": 50,
        "currency_id": "EUR",
        "blocked": False,
    }
    return BankLine(
        number=1,
        bank=Bank(**{**known, **bank}),
        document_type="payment",
        amount=Decimal(amount),
        amount_lcy=Decimal(amount),
    )


def open_entry(remaining: str, document_type: str = "invoice", **fields: Any) -> OpenEntry:
    """Invoice INV1 of the party, open, posted and due on the day, without discount."""
    known = {
        "kind": CUSTOMER,
        "id": 1,
        "party_id": 1,
        "party_no": "C1",
        "document_no": "INV1",
        "posting_date": DAY,
        "due_date": DAY,
        "currency_id": "EUR",
        "open": True,
        "remaining_lcy": Decimal(remaining),
        "discount_date": None,
        "remaining_discount": Decimal(0),
        "max_tolerance": Decimal(0),
        "control_account_id": 10,
    }
    return OpenEntry(
        document_type=document_type, remaining=Decimal(remaining), **{**known, **fields}
    )


def applied(*entries: OpenEntry) -> tuple[Application, ...]:
    """Apply to all that remains of each."""
    return tuple(Application(entry=entry) for entry in entries)


def request_of(*lines: Any, day: date = DAY, number: int | None = None, **fields: Any):
    """One transaction of these lines."""
    transaction = TransactionRequest(
        posting_date=day, document_type="payment", document_no="P1", lines=lines, number=number
    )
    known = {
        "source": "test",
        "local_currency": EUR,
        "period": Period(PostingRange(), PostingRange()),
        "transactions": (transaction,) if lines else (),
    }
    return PostingRequest(**{**known, **fields})


def messages(found: Any) -> list[str]:
    """What the refusals say."""
    return [str(refusal) for refusal in found]
