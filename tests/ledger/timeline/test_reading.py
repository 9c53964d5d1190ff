"""What stands in a timeline, in which order, and the balance after it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from arcore.ui.keyset import LAST, Sort
from customers.changing import change_customer
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import amend, post
from ledger.subledger import PAYABLES
from ledger.timeline.account import Kind
from tests.builders import TODAY
from tests.ledger.applying.actions import payment, reverse, unapply
from tests.ledger.posting.paying import Line, paying
from tests.ledger.timeline.telling import events, told

D = Decimal
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def adatum(house):
    return house.customer()


def discounted(house, customer, number="INV"):
    """An invoice of 1,000.00, 20.00 less until today."""
    line = Line(customer.pk, "1000", "invoice", discount="20", discount_date=TODAY)
    register = post(paying(number, line, account_id=house.accounts["fees"].pk))
    return CustomerLedgerEntry.objects.get(transaction__register=register)


def test_a_life_from_invoice_to_reversal_with_its_running_balance(house, adatum):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(invoice, reason="wrong invoice")
    reverse(paid)
    assert told(adatum) == [
        ("Invoice", "INV", 1000, 1000),
        ("Payment", "P1", -980, 20),
        ("Application", "P1", -20, 0),
        ("Unapplication", "P1", 20, 20),
        ("Reversal", "P1", 980, 1000),
    ]
    rows = events(adatum).rows
    assert [one.is_undone for one in rows[:5]] == [False, True, True, False, False]
    assert rows[3].register.reason == "wrong invoice"


def test_what_is_posted_for_an_earlier_day_stands_on_that_day(house, adatum):
    house.invoice_of("100", adatum)
    house.invoice_of("50", adatum, day=YESTERDAY)
    assert [(row[2], row[3]) for row in told(adatum)] == [(50, 50), (100, 150)]


def test_newest_first_is_the_same_the_other_way_round(house, adatum):
    discounted(house, adatum)
    payment(house, adatum, "-980", applies=[CustomerLedgerEntry.objects.get()])
    newest_first = told(adatum, sort=Sort("date", descending=True))
    assert newest_first == told(adatum)[::-1]


def test_an_application_tells_its_documents_with_their_amounts(house, adatum):
    first, second = discounted(house, adatum, "A"), discounted(house, adatum, "B")
    paid = payment(house, adatum, "-1480", applies=[first, second])
    (application,) = events(adatum, kinds={Kind.APPLICATION}).rows
    assert application.entry == paid
    assert [(p.applied, p.applied_amount) for p in application.pairs] == [
        (first, 1000),
        (second, 500),
    ]
    assert (application.left_out, application.amount_lcy) == (0, -20)


def test_a_payment_of_many_shows_a_few_and_sums_them_all(house, adatum):
    """Each of five gives 20.00: the effect counts all of them, the row shows three whole pairs."""
    owed = [discounted(house, adatum, f"I{number}") for number in range(5)]
    payment(house, adatum, "-4900", applies=owed)
    (application,) = events(adatum, kinds={Kind.APPLICATION}).rows
    assert [pair.applied_amount for pair in application.pairs] == [1000, 1000, 1000]
    assert all(pair.granted["discount"].amount == -20 for pair in application.pairs)
    assert (application.left_out, application.amount_lcy, application.balance) == (2, -100, 0)


def test_foreign_money_shows_its_own_amount_and_the_gain(house, adatum):
    invoice = house.invoice_of("100", adatum, currency=house.usd, factor=D("1.10"))
    payment(house, adatum, "-100", currency="USD", factor="1.20", applies=[invoice])
    rows = [one for one in events(adatum).rows if one.head]
    assert [(one.amount, one.amount_lcy, one.balance) for one in rows] == [
        (100, 110, 110),
        (-100, -120, -10),
        (None, 10, 0),
    ]


def test_a_vendor_s_account_runs_the_other_way(house):
    vendor = house.vendor()
    bill = Line(vendor.pk, "-60", "invoice", "vendor")
    post(paying("B1", bill, account_id=house.accounts["fees"].pk))
    owed = VendorLedgerEntry.objects.get()
    paid = Line(vendor.pk, "60", "payment", "vendor", ((owed.pk, None),))
    post(paying("P1", paid, bank_id=house.bank.pk))
    assert told(vendor, PAYABLES) == [
        ("Invoice", "B1", -60, -60),
        ("Payment", "P1", 60, 0),
        ("Application", "P1", 0, 0),
    ]


def test_changes_follow_what_was_posted_that_day(house, adatum):
    """The house posts in January; changes carry the moment at which they are made."""
    invoice, jane = house.invoice_of("100", adatum), house.user()
    before = timezone.now()
    for offset, hold in ((1, "LEGAL"), (2, "")):
        now = before + timedelta(seconds=offset)
        amend(invoice.pk, {"on_hold": hold}, reason="Asked", user_id=jane.pk, now=now)
    change_customer(adatum.pk, {"blocked": "invoice"}, user=jane, version=None)
    rows = told(adatum)
    assert rows[0] == ("Invoice", invoice.document_no, 100, 100)
    assert sorted(row[0] for row in rows[1:]) == [
        "Block changed",
        "Entry changed",
        "Entry changed",
    ]
    assert {row[3] for row in rows} == {100}
    changed = [one for one in events(adatum).rows if one.amendments]
    assert [(one.amendments[0].after, one.user) for one in changed] == [
        ("LEGAL", jane),
        ("", jane),
    ]


def test_what_was_changed_at_one_moment_is_one_event(house, adatum):
    entries = [house.invoice_of("10", adatum) for _ in range(7)]
    now = timezone.now()
    for entry in entries:
        amend(entry.pk, {"on_hold": "X"}, reason="Asked", user_id=None, now=now)
    (change,) = (one for one in events(adatum).rows if one.amendments)
    assert (len(change.amendments), change.left_out) == (5, 2)


def test_another_account_is_not_in_it(house, adatum):
    other = house.customer("Other")
    entry = house.invoice_of("100", other)
    amend(entry.pk, {"on_hold": "X"}, reason="Asked", user_id=None, now=timezone.now())
    assert told(adatum) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.DOCUMENT, [("Invoice", 1000)]),
        (Kind.PAYMENT, [("Payment", 20)]),
        (Kind.APPLICATION, [("Application", 0), ("Unapplication", 20)]),
        (Kind.REVERSAL, [("Reversal", 1000)]),
        (Kind.REVALUATION, []),
        (Kind.CHANGE, [("Entry changed", 1000)]),
    ],
)
def test_a_kind_alone_keeps_the_true_balance(house, adatum, kind, expected):
    """Rows that are filtered out count in the balance of those that stay."""
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(invoice)
    reverse(paid)
    now = timezone.now() + timedelta(seconds=1)
    amend(invoice.pk, {"on_hold": "X"}, reason="Asked", user_id=None, now=now)
    assert [(row[0], row[3]) for row in told(adatum, kinds={kind})] == expected


def test_a_period_begins_with_what_was_owed_before_it(house, adatum):
    for day, amount in ((YESTERDAY, "50"), (TODAY, "100"), (TODAY + timedelta(days=1), "7")):
        house.invoice_of(amount, adatum, day=day)
    within = {"first": TODAY, "last": TODAY}
    assert [(row[2], row[3]) for row in told(adatum, **within)] == [(100, 150)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_forth_and_back_show_every_event_once(house, adatum, descending, size):
    """Postings, changes of entries and of the card, two of them at one moment."""
    invoice = discounted(house, adatum)
    payment(house, adatum, "-980", applies=[invoice])
    change_customer(adatum.pk, {"city": "Lyon"}, user=None, version=None)
    made = next(one for one in events(adatum).rows if one.changes)
    now = made.changes[0].at
    amend(invoice.pk, {"on_hold": "X"}, reason="Asked", user_id=None, now=now)
    sort = Sort("date", descending=descending)
    whole = [(one.pk, one.balance) for one in events(adatum, sort=sort).rows]
    assert len(whole) >= 5

    def walk(place, forward):
        while True:
            page = events(adatum, sort=sort, place=place, size=size)
            yield [(one.pk, one.balance) for one in page.rows]
            place = page.next if forward else page.previous
            if place is None:
                return

    forth = list(walk(None, forward=True))
    assert [row for page in forth for row in page] == whole

    back = list(walk(LAST, forward=False))
    assert back[0] == whole[-size:]
    assert {row for page in back for row in page} == set(whole)
