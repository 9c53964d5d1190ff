"""The vendors of the demo company: bills, credit memos, payments, and who is blocked."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from ledger.models import (
    DetailedVendorEntry,
    ExchangeAdjustment,
    GeneralLedgerEntry,
    Vendor,
    VendorLedgerEntry,
)
from payments.models import PostedJournal

Type = DetailedVendorEntry.EntryType


def test_bills_came_from_journals_and_most_are_paid(demo):
    bills = VendorLedgerEntry.objects.filter(document_type="invoice")
    assert bills.count() >= 15
    assert set(bills.values_list("source", flat=True)) == {"PURCHJNL"}
    assert PostedJournal.objects.filter(batch_name="BILLS").exists()
    paid, left = bills.filter(open=False).count(), bills.filter(open=True).count()
    assert paid > left > 0


def test_there_are_credit_memos_and_discounts_taken_in_time(demo):
    memos = VendorLedgerEntry.objects.filter(document_type="credit_memo", amount__gt=0)
    assert set(memos.values_list("open", flat=True)) == {True, False}
    discounts = DetailedVendorEntry.objects.filter(entry_type=Type.DISCOUNT)
    assert discounts.exists()
    for one in discounts.select_related("entry", "applied_entry"):
        bill = one.applied_entry
        assert bill is not None
        assert bill.discount_date is not None
        assert one.entry.posting_date <= bill.discount_date


def test_what_the_runs_paid_the_bank_paid(demo):
    """Between two statements nothing of a run is left on its account."""
    passed = GeneralLedgerEntry.objects.filter(account__no="58000")
    runs = passed.filter(transaction__register__source="journal")
    cleared = passed.filter(description__startswith="VIREMENTS FOURNISSEURS")
    totals = [found.aggregate(total=Sum("amount"))["total"] for found in (runs, cleared)]
    assert runs.exists()
    assert totals[0] == -totals[1] != Decimal(0)


def test_one_vendor_is_blocked_for_payments_with_bills_open_and_one_for_all(demo):
    (disputed,) = Vendor.objects.filter(blocked="payment")
    (given_up,) = Vendor.objects.filter(blocked="all")
    assert disputed.ledger_entries.filter(open=True, due_date__lt=demo.today).exists()
    assert not given_up.ledger_entries.filter(open=True, document_type="invoice").exists()


def test_foreign_balances_were_adjusted_at_the_end_of_the_last_month(demo):
    """The dollar account is there in a company of any size."""
    adjusted = ExchangeAdjustment.objects.values_list("currency", "day")
    assert ("USD", date(2026, 2, 28)) in adjusted
    assert {day for _currency, day in adjusted} == {date(2026, 2, 28)}
