"""What may change on a posted entry, what may not, and what is kept of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.books import check_books
from ledger.models import DetailedCustomerEntry, EntryAmendment
from ledger.posting import PostingRefused, amend
from tests.builders import TODAY
from tests.ledger.posting.paying import pay

NOW = datetime(2026, 1, 24, 9, 0, tzinfo=UTC)
LATER = TODAY + timedelta(days=30)


def change(entry, *, reason="Agreed by phone", user_id=None, **changes):
    return amend(entry.pk, changes, reason=reason, user_id=user_id, now=NOW)


@pytest.fixture
def entry(house):
    return house.invoice_of("120.00")


@pytest.fixture
def closed(house, entry):
    pay(house, entry, "120.00", "P1")
    return entry


@pytest.mark.parametrize(
    "changes",
    [
        {"due_date": LATER},
        {"on_hold": "ABC"},
        {"dispute": "disputed"},
        {"promised_pay_date": LATER},
        {"description": "Second delivery"},
        {"payment_reference": "RF18 5390"},
    ],
)
def test_an_open_entry_takes_each_change(entry, changes, guards_now):
    change(entry, **changes)
    guards_now()
    entry.refresh_from_db()
    ((name, value),) = changes.items()
    assert getattr(entry, name) == value
    assert check_books() == []


def test_a_new_due_date_reaches_the_initial_detail(house, entry):
    pay(house, entry, "20.00", "P1")
    change(entry, due_date=LATER)
    details = DetailedCustomerEntry.objects.filter(entry=entry).order_by("id")
    assert [d.initial_due_date for d in details] == [LATER, TODAY]


def test_who_when_why_from_and_to_are_kept(house, entry):
    user = house.user()
    change(entry, user_id=user.pk, reason="  Will pay in March ", due_date=LATER, on_hold="X")
    told = EntryAmendment.objects.order_by("id").values_list("field", "before", "after")
    assert list(told) == [
        ("due_date", TODAY.isoformat(), LATER.isoformat()),
        ("on_hold", "", "X"),
    ]
    one = EntryAmendment.objects.earliest("id")
    assert (one.user, one.amended_at, one.reason) == (user, NOW, "Will pay in March")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"due_date": LATER}, "due_date"), ({"payment_reference": "R"}, None)],
)
def test_a_closed_entry_keeps_due_date_and_reference(closed, changes, field):
    with pytest.raises(PostingRefused, match="INV00001 is closed") as raised:
        change(closed, **changes)
    assert raised.value.refusals[0].field == (field or "payment_reference")


@pytest.mark.parametrize(
    "changes",
    [
        {"on_hold": "X"},
        {"dispute": "disputed"},
        {"promised_pay_date": LATER},
        {"description": "x"},
    ],
)
def test_a_closed_entry_still_takes_the_rest(closed, changes):
    assert len(change(closed, **changes)) == 1


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (TODAY, False),
        (TODAY - timedelta(days=1), True),
        (date(2100, 12, 31), False),
        (date(9999, 12, 31), True),
        (date(2, 1, 1), True),
    ],
)
def test_dates_lie_after_the_document_and_in_the_books(house, day, refused):
    entry = house.invoice_of("10.00", due_date=LATER)
    for field in ("due_date", "promised_pay_date"):
        if refused:
            with pytest.raises(PostingRefused):
                change(entry, **{field: day})
        else:
            assert len(change(entry, **{field: day})) == 1


def test_a_due_date_is_never_taken_away_and_a_promise_may_be(entry):
    change(entry, promised_pay_date=LATER)
    assert len(change(entry, promised_pay_date=None)) == 1
    with pytest.raises(PostingRefused, match="Enter a due date"):
        change(entry, due_date=None)


@pytest.mark.parametrize(
    "changes",
    [
        {"on_hold": "X" * 11},
        {"description": "é" * 251},
        {"payment_reference": "1" * 51},
        {"description": "a\x00b"},
        {"dispute": "maybe"},
    ],
)
def test_text_that_does_not_fit_is_refused(entry, changes):
    with pytest.raises(PostingRefused) as raised:
        change(entry, **changes)
    assert raised.value.refusals[0].field in changes


def test_all_refusals_come_together_and_nothing_is_changed(entry):
    with pytest.raises(PostingRefused) as raised:
        change(entry, reason=" ", due_date=None, on_hold="X" * 11, description="fine")
    assert [r.field for r in raised.value.refusals] == ["reason", "due_date", "on_hold"]
    entry.refresh_from_db()
    assert (entry.due_date, entry.description) == (TODAY, "Adatum")
    assert not EntryAmendment.objects.exists()


def test_a_reason_too_long_is_refused(entry):
    with pytest.raises(PostingRefused, match="longer than 250"):
        change(entry, reason="x" * 251, on_hold="X")


def test_the_same_value_again_is_no_change(entry):
    assert change(entry, reason="", due_date=TODAY, on_hold="  ") == []
    assert not EntryAmendment.objects.exists()


@pytest.mark.parametrize("field", ["amount", "posting_date", "customer", "remaining"])
def test_no_other_field_is_offered(entry, field):
    with pytest.raises(ValueError, match=field):
        change(entry, **{field: 1})


def test_an_entry_that_does_not_exist_is_told(db):
    with pytest.raises(PostingRefused, match="does not exist"):
        amend(1, {"on_hold": "X"}, reason="x", user_id=None, now=NOW)


@pytest.mark.committing
def test_a_payment_and_a_new_due_date_at_once_both_count(committed_house, run_together):
    house = committed_house
    entry = house.invoice_of("120.00")
    tasks = [
        lambda: pay(house, entry, "20.00", "P1"),
        lambda: change(entry, due_date=LATER),
    ] * 3
    outcomes = run_together(6, lambda task: task(), tasks)
    assert [o for o in outcomes if isinstance(o, Exception)] == []
    entry.refresh_from_db()
    assert (entry.remaining, entry.due_date) == (100, LATER)
    assert EntryAmendment.objects.count() == 1
    assert check_books() == []
