"""Lines wait in a temporary file and come back as they were."""

from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import chain, zip_longest

import pytest

from payments.statements import line_store
from payments.statements.line_store import CHUNK_LINES, LineStore
from payments.statements.parsed import ParsedCharge, ParsedLine

FULL = ParsedLine(
    1, 1, date(2026, 3, 5), date(2026, 3, 6), Decimal("97.00"), "EUR",
    original_amount=Decimal("112.500"), original_currency="TND", exchange_rate=Decimal("1.16"),
    charges=(ParsedCharge(Decimal("3.00"), "EUR", kind="FEES"),),
    document_numbers=("24-1", "24-2"), remittance_text="Société «été»", from_batch=True,
)  # fmt: skip


def line(number: int) -> ParsedLine:
    return ParsedLine(number, number, date(2026, 3, 5), None, Decimal(number), "EUR")


def test_a_line_comes_back_equal_with_all_its_types():
    with closing(LineStore()) as store:
        store.add(FULL)
        store.end_statement()
        [found] = store.lines(1)
    assert found == FULL
    assert isinstance(found, ParsedLine)
    assert found.gross_amount == Decimal("100.00")
    assert str(found.original_amount) == "112.500"


@pytest.mark.parametrize("count", [0, 1, CHUNK_LINES - 1, CHUNK_LINES, CHUNK_LINES + 1, 2_000])
def test_chunks_do_not_show(count):
    with closing(LineStore()) as store:
        for number in range(count):
            store.add(line(number))
        store.end_statement()
        assert [found.sequence for found in store.lines(1)] == list(range(count))


def test_statements_keep_apart_and_may_be_read_at_the_same_time():
    with closing(LineStore()) as store:
        for count in (CHUNK_LINES + 3, 0, 2 * CHUNK_LINES):
            for number in range(count):
                store.add(line(number))
            store.end_statement()
        assert list(store.lines(2)) == []
        both = zip_longest(store.lines(1), store.lines(3))
        numbers = [found.sequence for found in chain.from_iterable(both) if found is not None]
    assert sorted(numbers) == sorted([*range(CHUNK_LINES + 3), *range(2 * CHUNK_LINES)])


def test_many_lines_go_to_the_disk_and_come_back(monkeypatch):
    monkeypatch.setattr(line_store, "IN_MEMORY_BYTES", 1_000)
    with closing(LineStore()) as store:
        for number in range(3 * CHUNK_LINES):
            store.add(line(number))
        store.end_statement()
        assert sum(found.amount for found in store.lines(1)) == sum(range(3 * CHUNK_LINES))
