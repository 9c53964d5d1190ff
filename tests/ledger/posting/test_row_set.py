"""Few rows are written out, many come as arrays: the statement sees the same relation."""

from decimal import Decimal

import pytest

from ledger.posting.row_set import FEW, names, parameters, relation
from ledger.posting.sql import Query, fetch

COLUMNS = (("id", "bigint"), ("amount", "numeric"), ("told", "text"))


def rows_of(count):
    return [
        (place, Decimal(place) / 4 if place % 2 else None, f'{place}, "it\'s" {{a\\b}}')
        for place in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 50])
def test_rows_arrive_in_their_order_with_their_values(db, count):
    rows = rows_of(count)
    text = f"SELECT * FROM {relation(COLUMNS, count)} AS w({names(COLUMNS)})"
    found = fetch(Query(text, parameters(COLUMNS, rows)))
    assert [(row.id, row.amount, row.told) for row in found] == rows


def test_the_text_stays_the_same_for_many_rows():
    many = {relation(COLUMNS, count) for count in (FEW + 1, 50, 5_000)}
    assert len(many) == 1
    few = {relation(COLUMNS, count) for count in range(1, FEW + 1)}
    assert len(few) == FEW
