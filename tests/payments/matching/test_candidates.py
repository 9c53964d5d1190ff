"""Entries found by SQL are those found in memory."""

from datetime import date
from decimal import Decimal

import pytest

from payments.matching.candidates import EntriesInDatabase
from payments.matching.in_memory import EntriesInMemory
from payments.matching.numbers import KEY_SQL, REFERENCE_SQL
from payments.matching.sql import ask, tell
from payments.matching.values import IN_RANGE_CAP, Ledger, Wanted, Window
from tests.payments.builders import invoice

DAY = date(2026, 1, 23)


@pytest.fixture
def both(house):
    """The same twelve open entries by SQL and in memory."""
    nordwind, loire = house.customer("Nordwind"), house.customer("Loire")
    amounts = ("100.00", "100.00", "98.00", "250.00")
    for place in range(12):
        discount = {"discount_date": date(2026, 1, 20 + place % 5), "discount_percent": 2}
        invoice(
            house, amounts[place % 4], (nordwind, loire)[place % 2], f"24-01{place:02d}",
            due_date=date(2026, 2, 1 + place % 7), day=date(2026, 1, 20 + place % 6),
            **(discount if place % 3 == 0 else {}),
        )  # fmt: skip
    database = EntriesInDatabase(Ledger.CUSTOMER, house.eur.pk)
    ids = [row[0] for row in ask("SELECT id FROM ledger_customerledgerentry WHERE open")]
    entries = database.by_id(ids)
    assert len(entries) == 12
    return database, EntriesInMemory(Ledger.CUSTOMER, entries), entries


def test_by_number(both):
    database, memory, entries = both
    keys = ["24-0100", "24-0107", "24", "24-01", "NOTHING", entries[0].document_no]
    found = database.by_number(keys)
    assert {key: set(e) for key, e in found.items()} == {
        key: set(e) for key, e in memory.by_number(keys).items()
    }
    assert set(found) == {"24-0100", "24-0107", entries[0].document_no}


@pytest.mark.parametrize("day", [DAY, date(2026, 1, 20), date(2026, 2, 20)])
@pytest.mark.parametrize(
    ("low", "high"), [("98", "98"), ("98", "100"), ("0", "245"), ("-100", "0"), ("300", "400")]
)
def test_in_range(both, low, high, day):
    database, memory, _entries = both
    window = Window(Decimal(low), Decimal(high), day)
    (found,), (expected,) = database.in_range([window]), memory.in_range([window])
    assert len(found) == len(expected)
    if len(found) <= IN_RANGE_CAP:
        assert set(found) == set(expected)


@pytest.mark.parametrize("inside", [None, True, False])
@pytest.mark.parametrize("is_positive", [True, False])
def test_following_page_by_page(both, inside, is_positive):
    database, memory, entries = both
    window = Window(Decimal(98), Decimal(100), DAY)
    for party in (None, entries[0].party):
        after = None
        for _page in range(8):
            wanted = [Wanted(party, window, inside, is_positive, after)]
            (found,) = database.following(wanted, 2)
            assert found == memory.following(wanted, 2)[0]
            if len(found) < 2:
                break
            after = (found[-1].due_date, found[-1].id)


def test_left_out_and_other_currencies_are_not_there(both, house):
    database, _memory, _entries = both
    window = Window(Decimal(250), Decimal(250), DAY)
    gone = {entry.id for entry in database.in_range([window])[0]}
    assert gone
    left = EntriesInDatabase(Ledger.CUSTOMER, house.eur.pk, gone)
    assert left.in_range([window]) == [[]]
    assert left.by_id(gone) == []
    assert EntriesInDatabase(Ledger.CUSTOMER, house.usd.pk).in_range([window]) == [[]]


def test_vendors_are_asked_the_same_way(house):
    database = EntriesInDatabase(Ledger.VENDOR, house.eur.pk)
    window = Window(Decimal(-5), Decimal(5), DAY)
    assert database.by_number(["24-0100"]) == {}
    assert database.by_reference(["RF18"]) == {}
    assert database.in_range([window]) == [[]]
    assert database.following([Wanted(1, window, inside=True, is_positive=True)], 2) == [[]]


@pytest.mark.parametrize("ledger", [Ledger.CUSTOMER, Ledger.VENDOR])
@pytest.mark.parametrize(
    ("index", "key", "column"),
    [
        ("number", KEY_SQL, "document_no"),
        ("external", KEY_SQL, "external_document_no"),
        ("reference", REFERENCE_SQL, "payment_reference"),
    ],
)
@pytest.mark.django_db
def test_numbers_are_looked_up_by_their_index(ledger, index, key, column):
    """The planner takes an index when the query's expression is the indexed one.

    The server's own reading of both is compared: what it plans on an almost empty table depends
    on when it last counted the rows.
    """
    tell(f"CREATE TEMP TABLE asked (LIKE ledger_{ledger}ledgerentry) ON COMMIT DROP")
    tell(f"CREATE INDEX asked_key ON asked (({key.format(column)}))")
    expression = "SELECT pg_get_expr(indexprs, indrelid) FROM pg_index WHERE indexrelid = "
    asked = ask(f"{expression} 'asked_key'::regclass")
    assert ask(f"{expression} 'match_{ledger}_{index}'::regclass") == asked
