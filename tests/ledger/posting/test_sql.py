"""Statements reach the server one by one on a socket, pipelined over a network: same rows."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import GeneralLedgerEntry, Register
from ledger.posting import sql
from ledger.posting.sql import Query, fetch_together, pipelined, run


@pytest.fixture(params=[True, False], ids=["socket", "network"])
def near(request, monkeypatch):
    monkeypatch.setattr(sql, "_is_near", lambda _connection: request.param)
    return request.param


def test_several_statements_answer_in_their_order(db, near):
    rows = fetch_together([Query("SELECT %s::int AS a", (place,)) for place in (1, 2, 3)])
    assert [row[0].a for row in rows] == [1, 2, 3]


def test_an_invoice_posts_the_same_rows_either_way(house, near, guards_now):
    register = house.post_draft(house.draft(house.customer(), ("2", "50")))
    guards_now()
    entries = GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id")
    assert [str(entry.amount) for entry in entries] == ["120.000", "-100.000", "-20.000"]


def test_a_refused_statement_surfaces_and_leaves_the_connection_usable(db, near):
    text = (
        "INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by) "
        "VALUES ('k', '', '', '', now(), 0)"
    )

    def both():
        with transaction.atomic(), pipelined():
            run(Query(text))
            run(Query("SELECT 1"))

    with pytest.raises(IntegrityError):
        both()
    assert not Register.objects.exists()


@pytest.mark.parametrize("ids", [[], [7], [1, 70_000, 5_000_000_000, -3]])
def test_ids_arrive_whole_whatever_their_size(db, near, ids):
    text = "SELECT i FROM unnest(%s::bigint[]) WITH ORDINALITY AS t(i, n) ORDER BY n"
    assert [row.i for row in fetch_together([Query(text, (ids,))])[0]] == ids


def test_the_columns_of_a_statement_are_worked_out_once_and_stay_its_own(db, near):
    for value in (1, 2):
        [[one], [other]] = fetch_together(
            [Query("SELECT %s::int AS a", (value,)), Query("SELECT %s::int AS b", (-value,))]
        )
        assert (one.a, other.b) == (value, -value)
