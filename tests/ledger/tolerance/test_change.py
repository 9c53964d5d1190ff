"""Changing payment tolerance: set-up first, then every open entry, once, whoever runs beside."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from arcore.company.models import Company, Currency
from ledger.books import check_books
from ledger.models import (
    CustomerLedgerEntry,
    EntryAmendment,
    ToleranceChange,
    VendorLedgerEntry,
)
from ledger.posting import PostingRefused, post, under_way
from ledger.posting.for_sources import ToleranceLimits
from ledger.tolerance import change as module
from ledger.tolerance.change import change_payment_tolerance, let_entries_follow
from tests.ledger.posting.paying import Line, paying

D = Decimal
NOW = datetime(2026, 1, 24, 9, 0, tzinfo=UTC)
NONE = ToleranceLimits()
KEY = UUID("6f1e7a52-8c0f-4d5e-9f3b-2f9d1c7a4b10")


def change(percent="1", most="5", *, code="EUR", seen=NONE, key=None, reason="Too many rests"):
    return change_payment_tolerance(
        code,
        ToleranceLimits(D(percent), D(most)),
        seen=seen,
        reason=reason,
        key=key or uuid4(),
        user_id=None,
        now=NOW,
    )


def follow(changed, **options):
    return let_entries_follow(changed, now=NOW, wait_s=5, **options)


def tolerances():
    found = CustomerLedgerEntry.objects.order_by("id").values_list("max_tolerance", flat=True)
    return list(found)


def test_set_up_then_entries_then_finished(house):
    house.invoice_of("100")
    house.invoice_of("900")
    line = Line(house.vendor().pk, "-100", "invoice", "vendor")
    post(paying("V1", line, account_id=house.accounts["fees"].pk))
    changed = change()
    assert tolerances() == [0, 0]
    done = follow(changed)
    assert tolerances() == [1, 5]
    assert VendorLedgerEntry.objects.get().max_tolerance == -1
    assert (done.customer_entries, done.vendor_entries, done.finished_at) == (2, 1, NOW)
    assert (done.percent_before, done.percent, done.most_before, done.most) == (0, 1, 0, 5)
    assert check_books() == []


def test_the_local_currency_is_the_company_s_and_others_their_own(house):
    change(code="EUR")
    change(code="USD", most="7")
    company = Company.objects.get()
    assert (company.payment_tolerance_percent, company.payment_tolerance_max) == (1, 5)
    eur, usd = Currency.objects.order_by("code")
    assert (eur.payment_tolerance_max, usd.payment_tolerance_max) == (0, 7)


def test_the_same_key_changes_once(house):
    house.invoice_of("100")
    first = change(key=KEY)
    assert change(key=KEY) == first
    assert ToleranceChange.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"percent": "-0.01"}, "percent"),
        ({"percent": "100.01"}, "percent"),
        ({"most": "-0.01"}, "most"),
        ({"most": "0.005"}, "most"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 251}, "reason"),
        ({"seen": ToleranceLimits(D(2), D(0))}, None),
    ],
)
def test_senseless_changes_are_refused_and_nothing_is_stored(house, values, field):
    with pytest.raises(PostingRefused) as raised:
        change(**values)
    assert [refusal.field for refusal in raised.value.refusals] == [field]
    assert Company.objects.get().payment_tolerance_max == 0
    assert not ToleranceChange.objects.exists()


@pytest.mark.parametrize(("percent", "most"), [("0", "0"), ("100", "0"), ("0", "0.01")])
def test_the_ends_of_what_is_allowed(house, percent, most):
    assert change(percent, most).pk


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(house, monkeypatch):
    for _ in range(3):
        house.invoice_of("100")
    monkeypatch.setattr(module, "CHUNK_ENTRIES", 1)
    changed = change()

    def cut(done, total):
        if done == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        follow(changed, report=cut)
    changed.refresh_from_db()
    assert (sorted(tolerances()), changed.customer_entries) == ([0, 1, 1], 2)
    assert changed.finished_at is None
    steps = []
    done = follow(changed, report=lambda done, total: steps.append((done, total)))
    assert (tolerances(), done.customer_entries) == ([1, 1, 1], 3)
    assert steps == [(0, 1), (1, 1)]
    assert EntryAmendment.objects.count() == 3


def test_postings_that_do_not_end_are_told_with_the_way_out(house, monkeypatch):
    changed = change()
    monkeypatch.setattr(under_way, "wait_for_postings", lambda seconds: False)
    with pytest.raises(PostingRefused, match="choose “Continue”"):
        follow(changed)
    changed.refresh_from_db()
    assert changed.finished_at is None


@pytest.mark.committing
def test_ten_confirmations_at_once_change_once(committed_house, run_together):
    for _ in range(3):
        committed_house.invoice_of("100")
    outcomes = run_together(10, lambda: follow(change(key=KEY)))
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert ToleranceChange.objects.get().customer_entries == 3
    assert EntryAmendment.objects.count() == 3


@pytest.mark.committing
def test_invoices_posted_beside_the_change_have_the_new_tolerance(
    committed_house, run_together
):
    """Whatever was under way when the set-up changed is found by the run."""
    house = committed_house
    drafts = [house.draft(house.customer(), ("1", "1000")) for _ in range(5)]
    tasks = [lambda draft=draft: house.post_draft(draft) for draft in drafts]
    outcomes = run_together(6, lambda task: task(), [*tasks, lambda: follow(change())])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert tolerances() == [5] * 5
    assert check_books() == []
