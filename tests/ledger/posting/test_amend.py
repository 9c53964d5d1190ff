"""What may change on a posted entry, what may not, and what is kept of it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    DetailedVendorEntry,
    EntryAmendment,
    VendorLedgerEntry,
)
from ledger.posting import PostingRefused, amend, post
from ledger.posting.known import PartyKind
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, pay, paying

NOW = datetime(2026, 1, 24, 9, 0, tzinfo=UTC)
LATER = TODAY + timedelta(days=30)


def change(
    entry, *, reason="Agreed by phone", user_id=None, kind=PartyKind.CUSTOMER, **changes
):
    return amend(entry.pk, changes, reason=reason, user_id=user_id, now=NOW, kind=kind)


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
        {"external_document_no": "4711"},
        {"max_tolerance": Decimal("5")},
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
    [
        ({"due_date": LATER}, "due_date"),
        ({"payment_reference": "R"}, "payment_reference"),
        ({"external_document_no": "R"}, "external_document_no"),
        ({"discount_date": LATER}, "discount_date"),
        ({"discount_tolerance_date": LATER}, "discount_tolerance_date"),
        ({"remaining_discount": Decimal(1)}, "remaining_discount"),
        ({"max_tolerance": Decimal(1)}, "max_tolerance"),
    ],
)
def test_a_closed_entry_keeps_what_only_an_open_one_may_change(closed, changes, field):
    with pytest.raises(PostingRefused, match="INV00001 is closed") as raised:
        change(closed, **changes)
    assert [refusal.field for refusal in raised.value.refusals] == [field]


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
        {"external_document_no": "1" * 36},
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


class TestDiscount:
    """Discount date, last day of grace and the discount itself."""

    @pytest.fixture
    def offering(self, house):
        house.company.payment_discount_grace = "5D"
        house.company.save()
        return house.invoice_of(
            "1000",
            discount_percent=Decimal(2),
            discount_date=TODAY,
            payment_terms=house.terms,
            due_date=LATER,
        )

    def test_the_last_day_of_grace_moves_along_and_both_are_told(self, offering):
        told = change(offering, discount_date=LATER)
        grace = LATER + timedelta(days=5)
        assert [(t.field, t.after) for t in told] == [
            ("discount_date", LATER.isoformat()),
            ("discount_tolerance_date", grace.isoformat()),
        ]
        offering.refresh_from_db()
        assert (offering.discount_date, offering.discount_tolerance_date) == (LATER, grace)

    def test_a_day_of_grace_of_one_s_own_stays(self, offering):
        change(offering, discount_date=LATER, discount_tolerance_date=LATER)
        offering.refresh_from_db()
        assert offering.discount_tolerance_date == LATER

    def test_the_discount_is_taken_away_with_its_dates(self, offering):
        change(offering, remaining_discount=Decimal(0), discount_date=None)
        offering.refresh_from_db()
        assert (offering.discount_date, offering.discount_tolerance_date) == (None, None)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"discount_date": None}, "or set the discount possible to 0"),
            ({"discount_date": TODAY - timedelta(days=1)}, "before the document date"),
            ({"discount_date": date(9999, 1, 1)}, "from 1990 to 2100"),
            (
                {"discount_tolerance_date": TODAY - timedelta(days=1)},
                "before the discount date",
            ),
            ({"discount_tolerance_date": None}, "Enter the last day of grace"),
            ({"discount_tolerance_date": date(9999, 1, 1)}, "from 1990 to 2100"),
            ({"remaining_discount": Decimal("-0.01")}, "from 0.00 to 1,000.00"),
            ({"remaining_discount": Decimal("1000.01")}, "from 0.00 to 1,000.00"),
            ({"remaining_discount": Decimal("1.005")}, "EUR has 2 decimals"),
            ({"remaining_discount": Decimal("NaN")}, "Enter an amount"),
            ({"remaining_discount": None}, "Enter an amount"),
        ],
    )
    def test_senseless_discounts_are_refused(self, offering, changes, said):
        with pytest.raises(PostingRefused, match=said):
            change(offering, **changes)

    @pytest.mark.parametrize("discount", ["0", "0.01", "1000"])
    def test_a_discount_from_nothing_to_all_of_it(self, offering, discount):
        assert len(change(offering, remaining_discount=Decimal(discount))) == 1

    def test_a_discount_needs_its_date(self, entry):
        with pytest.raises(PostingRefused, match="never granted"):
            change(entry, remaining_discount=Decimal(1))
        with pytest.raises(PostingRefused, match="Without a discount date"):
            change(entry, discount_tolerance_date=LATER)
        change(entry, remaining_discount=Decimal(1), discount_date=LATER)

    def test_a_discount_moved_in_time_is_granted(self, house):
        entry = house.invoice_of(
            "1000",
            day=TODAY - timedelta(days=9),
            discount_percent=Decimal(2),
            discount_date=TODAY - timedelta(days=1),
            payment_terms=house.terms,
        )
        change(entry, discount_date=TODAY)
        pay(house, entry, "980", "P1")
        entry.refresh_from_db()
        assert not entry.open
        assert check_books() == []


class TestMaxTolerance:
    @pytest.mark.parametrize(
        ("amount", "fits"), [("0.01", True), ("100", True), ("100.01", False)]
    )
    def test_it_lies_within_what_remains(self, house, entry, amount, fits):
        pay(house, entry, "20.00", "P1")
        if fits:
            (told,) = change(entry, max_tolerance=Decimal(amount))
            assert (told.before, told.after) == ("0.000", f"{Decimal(amount):.3f}")
        else:
            with pytest.raises(PostingRefused, match=r"from 0\.00 to 100\.00"):
                change(entry, max_tolerance=Decimal(amount))

    def test_a_credit_memo_has_it_negative(self, house):
        house.post_draft(house.draft(house.customer(), ("1", "100"), kind="credit_memo"))
        memo = CustomerLedgerEntry.objects.get()
        with pytest.raises(PostingRefused, match=r"from -120\.00 to 0\.00"):
            change(memo, max_tolerance=Decimal(1))
        assert len(change(memo, max_tolerance=Decimal(-1))) == 1

    def test_a_customer_without_tolerance_keeps_none(self, house):
        entry = house.invoice_of("120", house.customer(block_payment_tolerance=True))
        with pytest.raises(PostingRefused, match="lift the block on the customer card"):
            change(entry, max_tolerance=Decimal(1))

    def test_a_payment_has_neither_tolerance_nor_discount(self, house):
        post(paying("P1", Line(house.customer().pk, "-50"), bank_id=house.bank.pk))
        payment = CustomerLedgerEntry.objects.get()
        changes = {
            "max_tolerance": Decimal(-1),
            "remaining_discount": Decimal(-1),
            "discount_date": LATER,
            "discount_tolerance_date": LATER,
        }
        with pytest.raises(PostingRefused) as raised:
            change(payment, **changes)
        assert [r.message for r in raised.value.refusals[:3]] == [
            "Only invoices and credit memos have a max. payment tolerance.",
            "Only invoices and credit memos have a remaining discount possible.",
            "Only invoices and credit memos have a discount date.",
        ]


def test_a_payment_method_is_told_by_its_code(house, entry):
    (told,) = change(entry, payment_method=house.cash_method)
    assert (told.before, told.after) == ("", "CASH")
    (told,) = change(entry, payment_method=None)
    assert (told.before, told.after) == ("CASH", "")
    with pytest.raises(PostingRefused, match="Choose one of the payment methods"):
        change(entry, payment_method="CASH")


class TestVendor:
    """The vendor's entries are the mirror, where they have the fields."""

    @pytest.fixture
    def owed(self, house):
        line = Line(house.vendor().pk, "-50", "invoice", "vendor")
        post(paying("V1", line, account_id=house.accounts["fees"].pk))
        return VendorLedgerEntry.objects.get()

    def test_it_takes_what_it_has(self, owed, guards_now):
        told = change(
            owed,
            kind=PartyKind.VENDOR,
            due_date=LATER,
            on_hold="X",
            max_tolerance=Decimal(-5),
        )
        guards_now()
        assert [(t.vendor_entry_id, t.entry_id) for t in told] == [(owed.pk, None)] * 3
        owed.refresh_from_db()
        assert (owed.due_date, owed.on_hold, owed.max_tolerance) == (LATER, "X", -5)
        assert DetailedVendorEntry.objects.get().initial_due_date == LATER

    @pytest.mark.parametrize("field", ["dispute", "promised_pay_date", "payment_method"])
    def test_it_has_no_other_fields(self, owed, field):
        with pytest.raises(ValueError, match=field):
            change(owed, kind=PartyKind.VENDOR, **{field: None})

    def test_one_that_does_not_exist_is_told(self, db):
        with pytest.raises(PostingRefused, match="vendor ledger entry does not exist"):
            amend(1, {}, reason="x", user_id=None, now=NOW, kind=PartyKind.VENDOR)
