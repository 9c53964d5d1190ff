"""The shortest way to a journal batch, its lines, and frozen journals for pure checks."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from arcore.company.posting_period import PostingRange
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import post
from ledger.posting.for_sources import Account, Bank, Currency, Period
from payments.journal.posting import post_batch
from payments.journal.values import Journal, Known, Line, Side
from payments.models import AccountType, JournalBatch, JournalLine, JournalTemplate
from tests.builders import TODAY, House
from tests.ledger.posting.requests import party

EUR = Currency("EUR", Decimal("0.01"))
USD = Currency("USD", Decimal("0.01"))


def template(house: House, code: str = "CASH", **fields: Any) -> JournalTemplate:
    """A template of cash receipts; the one of that code, if it is there already."""
    fields = {"name": code.title(), "source_code": "CASHREC", **fields}
    return JournalTemplate.objects.get_or_create(code=code, defaults=fields)[0]


def receipts(house: House, name: str = "DEFAULT", **fields: Any) -> JournalBatch:
    """A batch whose money goes to the bank."""
    fields.setdefault("template", template(house))
    fields.setdefault("balancing_type", "bank")
    fields.setdefault("balancing_bank", house.bank)
    return JournalBatch.objects.create(name=name, **fields)


def recurring(house: House, **fields: Any) -> JournalBatch:
    """A batch of recurring lines without a balancing account of its own."""
    recurs = template(house, "RECUR", recurring=True)
    return receipts(house, template=recurs, balancing_type="", balancing_bank=None, **fields)


def line_of(
    batch: JournalBatch,
    house: House,
    side: Any,
    amount: str,
    *,
    against: Any = None,
    **fields: Any,
) -> JournalLine:
    """One more line: `side` and `against` are accounts, customers, vendors or banks.

    `against` is the bank when it is left out, nothing when it is False.
    """
    if against is None:
        against = house.bank
    number = (batch.lines.count() + 1) * 10_000
    known = {
        "line_no": number,
        "posting_date": TODAY,
        "document_date": fields.get("posting_date", TODAY),
        "document_type": "payment",
        "document_no": f"P{number // 10_000:04d}",
        "currency": house.eur,
        "amount": Decimal(amount),
        "amount_lcy": Decimal(amount),
        **_named("", side),
        **(_named("balancing_", against) if against else {}),
    }
    return JournalLine.objects.create(batch=batch, **{**known, **fields})


def _named(prefix: str, row: Any) -> dict[str, Any]:
    kinds = {
        "GLAccount": AccountType.ACCOUNT,
        "Customer": AccountType.CUSTOMER,
        "Vendor": AccountType.VENDOR,
        "BankAccount": AccountType.BANK,
    }
    kind = kinds[type(row).__name__]
    type_field = f"{prefix}type" if prefix else "account_type"
    return {type_field: kind, f"{prefix}{kind}": row}


def paying(entry: CustomerLedgerEntry | VendorLedgerEntry) -> dict[str, Any]:
    """Fields of a line that is applied to one document."""
    if isinstance(entry, CustomerLedgerEntry):
        return {"applies_to_customer_entry": entry}
    return {"applies_to_vendor_entry": entry}


def paid_in_bulk(batch: JournalBatch, house: House, count: int) -> None:
    """`count` open invoices of ten customers, and in the batch a line that pays each of them."""
    customers = [house.customer(f"Customer {place}") for place in range(10)]
    sales = receipts(house, f"S{count}", balancing_type="", balancing_bank=None)
    JournalLine.objects.bulk_create(
        JournalLine(
            batch=sales,
            line_no=place,
            posting_date=TODAY,
            document_type="invoice",
            document_no=f"I{count}-{place:05d}",
            account_type="customer",
            customer=customers[place % 10],
            balancing_type="account",
            balancing_account=house.accounts["sales"],
            currency=house.eur,
            amount=Decimal(100),
            amount_lcy=Decimal(100),
        )
        for place in range(1, count + 1)
    )
    post(post_batch(sales.pk, version=1, user_id=None, today=TODAY))
    JournalLine.objects.bulk_create(
        JournalLine(
            batch=batch,
            line_no=place,
            posting_date=TODAY,
            document_type="payment",
            document_no=f"P{place:06d}",
            account_type="customer",
            customer_id=entry.customer_id,
            balancing_type="bank",
            balancing_bank=house.bank,
            currency=house.eur,
            amount=Decimal(-100),
            amount_lcy=Decimal(-100),
            applies_to_customer_entry=entry,
        )
        for place, entry in enumerate(
            CustomerLedgerEntry.objects.filter(document_type="invoice", open=True), start=1
        )
    )


CUSTOMER, ACCOUNT, BANK = Side("customer", 1), Side("account", 70), Side("bank", 5)
KNOWN = Known(
    parties={("customer", 1): party()},
    accounts={
        70: Account(70, "7070", "Sales", blocked=False, direct_posting=True, is_bank=False)
    },
    banks={
        5: Bank(5, "MAIN", "Main bank", account_id=50, currency_id="EUR", blocked=False),
        6: Bank(6, "USD", "Dollar bank", account_id=60, currency_id="USD", blocked=False),
    },
)


def line(amount: str = "-100", **fields: Any) -> Line:
    """A payment of customer C1 into bank MAIN, in euro."""
    known = {
        "number": 10_000,
        "posting_date": TODAY,
        "document_type": "payment",
        "document_no": "P1",
        "account": CUSTOMER,
        "balancing": BANK,
        "currency": EUR,
        "amount_lcy": Decimal(amount),
    }
    return Line(amount=Decimal(amount), **{**known, **fields})


def journal(*lines: Line, **fields: Any) -> Journal:
    """A journal of these lines, numbered by ten thousands."""
    numbered = tuple(
        replace(one, number=place * 10_000) for place, one in enumerate(lines, start=1)
    )
    known = {
        "local": EUR,
        "period": Period(PostingRange(), PostingRange()),
        "known": KNOWN,
        "code": "CASH DEFAULT",
    }
    return Journal(lines=numbered, **{**known, **fields})


def told(found: Any) -> list[tuple[int | None, str | None]]:
    """Line and field of each refusal."""
    return [(refusal.line, refusal.field) for refusal in found]
