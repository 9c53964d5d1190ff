"""Preview shows exactly the rows that posting writes, and writes nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from ledger.documents.posting import post_documents
from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    GeneralLedgerEntry,
    Register,
)
from ledger.posting import post, preview
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying

D = Decimal


def order_partial(house):
    draft = house.draft(house.customer(), ("10", "33.335"), ("3", "0.05"), kind="order")
    draft.lines.update(to_ship=2, to_invoice=1)
    return command(draft)


def command(draft, **options):
    return post_documents({draft.pk: draft.version}, user_id=None, today=TODAY, **options)


def invoice(house):
    return command(house.draft(house.customer(), ("3", "33.335"), ("1", "0.05")))


def foreign_invoice(house):
    return command(house.draft(house.customer(), currency=house.usd, factor=D("0.87")))


def credit_memo_applied(house):
    entry = house.invoice_of("1200")
    draft = house.draft(entry.customer, ("1", "100"), kind="credit_memo", applies_to=entry)
    return command(draft)


def immediate(house):
    draft = house.draft(
        house.customer(), balancing_account=house.accounts["cash"], discount_percent=D(2),
        discount_date=TODAY, payment_terms=house.terms,
    )  # fmt: skip
    return command(draft)


def apply_to_oldest(house):
    customer = house.customer(application_method="oldest")
    for days in (9, 1, 5):
        house.invoice_of("100", customer, due_date=TODAY + timedelta(days=days))
    return command(house.draft(customer, ("1", "125"), kind="credit_memo"))


def discounted_payment(house):
    entry = house.invoice_of("1000", discount_percent=D(2), discount_date=TODAY)
    line = Line(entry.customer_id, "-980", applies=((entry.pk, None),))
    return paying("P1", line, bank_id=house.bank.pk)


def planned(plan):
    """The plan's rows in plain values; entries named by document, new ones by type."""

    def name(position):
        existing = position.existing
        return existing.document_no if existing else f"new {position.document_type}"

    return {
        "general": [(g.account_id, g.amount, g.vat_rate, g.vat_base) for g in plan.general],
        "details": [
            (name(d.position), d.entry_type, d.amount, d.amount_lcy, d.discount_before)
            for d in plan.details
        ],
        "entries": sorted(
            (name(p), p.remaining, p.remaining_lcy, p.remaining_discount, bool(p.remaining))
            for p in plan.positions
            if p.line or p.touched
        ),
        "bank": [(b.line.amount, b.line.amount_lcy) for b in plan.bank],
    }


def stored(register, known):
    """The same of the rows that a register wrote."""

    def name(entry):
        if entry.pk in known:
            return entry.document_no
        return f"new {entry.document_type}"

    own = {"transaction__register": register}
    details = DetailedCustomerEntry.objects.filter(**own).order_by("id").select_related("entry")
    touched = CustomerLedgerEntry.objects.filter(details__in=details).distinct()
    general = GeneralLedgerEntry.objects.filter(**own).order_by("id")
    bank = [b for t in register.transactions.all() for b in t.bank_entries.order_by("id")]
    return {
        "general": [(g.account_id, g.amount, g.vat_rate, g.vat_base) for g in general],
        "details": [
            (name(d.entry), d.entry_type, d.amount, d.amount_lcy, d.discount_before)
            for d in details
        ],
        "entries": sorted(
            (name(e), e.remaining, e.remaining_lcy, e.remaining_discount, e.open)
            for e in touched
        ),
        "bank": [(b.amount, b.amount_lcy) for b in bank],
    }


@pytest.mark.parametrize(
    "make",
    [
        invoice,
        order_partial,
        foreign_invoice,
        credit_memo_applied,
        immediate,
        apply_to_oldest,
        discounted_payment,
    ],
)
def test_preview_equals_posting(house, guards_now, make):
    wanted = make(house)
    known = set(CustomerLedgerEntry.objects.values_list("pk", flat=True))
    registers = Register.objects.count()
    shown = preview(wanted)
    assert shown.plan is not None
    assert Register.objects.count() == registers
    rows = planned(shown.plan)
    register = post(wanted)
    guards_now()
    assert rows == stored(register, known)


@pytest.mark.committing
def test_a_preview_outside_a_transaction_can_write_nothing(committed_house, monkeypatch):
    from ledger.documents.posting.source import SalesPosting

    wanted = invoice(committed_house)
    assert preview(wanted).refusals == ()

    def write(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE customers_customer SET name = 'x'")

    monkeypatch.setattr(SalesPosting, "request", write)
    with pytest.raises(Exception, match="read-only transaction"):
        preview(wanted)
