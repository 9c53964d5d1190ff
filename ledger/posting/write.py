"""Station 6: numbers are drawn, placeholders become ids, and all rows are written set-based.

Up to `MOST_IN_ONE_STATEMENT` rows go in one data-modifying statement over sets of rows, more by
COPY: the number of statements does not depend on the number of lines.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.company.models.number_series import HIGHEST_NUMBER
from ledger.posting.changes import changed_rows
from ledger.posting.columns import CHANGES, SEQUENCES, TABLES, Table
from ledger.posting.known import PartyKind
from ledger.posting.plan import Plan
from ledger.posting.refusals import PostingRefused, Refusal
from ledger.posting.request import Draw, Drawn
from ledger.posting.row_set import FEW, names, parameters, relation
from ledger.posting.rows import Identities, new_rows
from ledger.posting.sql import Query, copy_rows, fetch, run
from ledger.posting.written import Written

MOST_IN_ONE_STATEMENT = 600


def draw(plan: Plan) -> tuple[Identities, dict[Drawn, str]]:
    """Lock and draw the number series and the ids, in one statement.

    Series are locked by id: two postings that draw from the same two never wait for each
    other. Raises `PostingRefused` when a series moved on or ran out meanwhile.
    """
    counts = {
        "ledger_transaction_id_seq": len(plan.numbered()),
        "ledger_generalledgerentry_id_seq": len(plan.general),
        "ledger_bankledgerentry_id_seq": len(plan.bank),
        "ledger_customerledgerentry_id_seq": len(plan.new_positions(PartyKind.CUSTOMER)),
        "ledger_vendorledgerentry_id_seq": len(plan.new_positions(PartyKind.VENDOR)),
        "ledger_detailedcustomerentry_id_seq": _details(plan, PartyKind.CUSTOMER),
        "ledger_detailedvendorentry_id_seq": _details(plan, PartyKind.VENDOR),
        "ledger_application_no_seq": plan.applications,
    }
    assert set(counts) == set(SEQUENCES)
    draws = plan.draws
    drawn = tuple(name for name in SEQUENCES if counts[name])
    row = fetch(
        Query(
            _draw_statement(
                tuple((name, counts[name] == 1) for name in drawn), min(len(draws), FEW + 1)
            ),
            (
                *parameters(
                    _WANTED,
                    [(d.series_id, d.count, d.first_date, d.latest_date) for d in draws],
                ),
                *(counts[name] for name in drawn if counts[name] > 1),
            ),
        )
    )[0]
    last_numbers = dict(zip(row.series or [], row.last_numbers or [], strict=True))
    numbers: dict[Drawn, str] = {}
    for wanted in draws:
        if wanted.series_id not in last_numbers:
            raise PostingRefused([_moved_on(wanted)])
        first = last_numbers[wanted.series_id] - wanted.count
        for index in range(wanted.count):
            text = f"{wanted.prefix}{first + index + 1:0{wanted.digits}d}"
            numbers[Drawn(wanted.series_id, index)] = text
    ids: dict[str, list[int]] = {name: [] for name in SEQUENCES}
    ids.update((name, row[2 + place]) for place, name in enumerate(drawn))
    return Identities(plan, ids, numbers), numbers


_WANTED = (
    ("series_id", "bigint"),
    ("count", "int"),
    ("first_date", "date"),
    ("latest_date", "date"),
)
_DRAW = f"""
), held AS MATERIALIZED (
    SELECT id FROM company_numberseries WHERE id IN (SELECT series_id FROM wanted)
    ORDER BY id FOR NO KEY UPDATE
), drawn AS (
    UPDATE company_numberseries s
    SET last_number = s.last_number + w.count,
        last_date = greatest(s.last_date, w.latest_date)
    FROM wanted w JOIN held h ON h.id = w.series_id
    WHERE s.id = w.series_id
      AND s.last_number + w.count <= {HIGHEST_NUMBER}
      AND (NOT s.date_order OR s.last_date IS NULL OR s.last_date <= w.first_date)
    RETURNING s.id, s.last_number
)
SELECT (SELECT array_agg(id ORDER BY id) FROM drawn) AS series,
       (SELECT array_agg(last_number ORDER BY id) FROM drawn) AS last_numbers
"""


@cache
def _draw_statement(sequences: tuple[tuple[str, bool], ...], series: int) -> str:
    """The text for a set of sequences; one id of a sequence is cheaper alone."""
    wanted = f"SELECT * FROM {relation(_WANTED, series)} AS w({names(_WANTED)})"
    ids = (
        f"ARRAY[nextval('{name}')]"
        if single
        else f"ARRAY(SELECT nextval('{name}') FROM generate_series(1, %s))"
        for name, single in sequences
    )
    drawn = "".join(f", {array} AS ids_{place}\n" for place, array in enumerate(ids))
    return f"WITH wanted AS (\n    {wanted}{_DRAW}{drawn}"


def _details(plan: Plan, kind: PartyKind) -> int:
    return sum(1 for detail in plan.details if detail.position.kind is kind)


def _moved_on(wanted: Draw) -> Refusal:
    return Refusal(
        _(
            "Series %(series)s meanwhile gave its last number, or one for a day after %(day)s "
            "though it keeps its numbers in date order: post again to see which."
        )
        % {
            "series": wanted.series_code,
            "day": date_format(wanted.first_date, "SHORT_DATE_FORMAT"),
        },
        field="posting_date",
    )


def write_small(
    plan: Plan, register_id: int, ids: Identities, rider: Query | None = None
) -> None:
    """All rows in one statement, with the source's rider; run it pipelined with what follows."""
    inserts = {t.name: rows for t, rows in new_rows(plan, register_id, ids) if rows}
    changes = {t.key: rows for t, rows in changed_rows(plan, ids) if rows}
    if not inserts and not changes:
        assert rider is None, "nothing to ride in"
        return
    shape = tuple((name, _size(rows)) for name, rows in inserts.items())
    changed = tuple((key, _size(rows)) for key, rows in changes.items())
    params: list[Any] = []
    for name, rows in inserts.items():
        params.extend(parameters(TABLES[name].columns, rows))
    for key, rows in changes.items():
        params.extend(parameters(CHANGES[key].columns, rows))
    parts = _parts(shape, changed)
    if rider is not None:
        parts = _together(parts, rider.text)
        params.extend(rider.params)
    run(Query(_whole(parts), params))


def _size(rows: Sequence[Any]) -> int:
    """The number of rows as far as the statement's text depends on it."""
    return min(len(rows), FEW + 1)


def write_large(plan: Plan, register_id: int, ids: Identities) -> None:
    """New rows by COPY, changed entries by one UPDATE a table."""
    for table, rows in new_rows(plan, register_id, ids):
        if rows:
            constants = tuple(table.constants.values())
            columns = [name for name, _type in table.columns] + list(table.constants)
            copy_rows(table.name, columns, (row + constants for row in rows))
    for table, rows in changed_rows(plan, ids):
        if rows:
            params = parameters(table.columns, rows)
            run(Query(_whole(_parts((), ((table.key, _size(rows)),))), params))


@cache
def _whole(parts: str) -> str:
    return f"WITH {parts}\nSELECT 1"


@cache
def _together(parts: str, rider: str) -> str:
    return f"{parts},\n{rider}"


@cache
def _parts(inserts: tuple[tuple[str, int], ...], changes: tuple[tuple[str, int], ...]) -> str:
    """The text for a set of tables: constant, so that the server keeps its plan."""
    parts = [_insert(TABLES[name], count) for name, count in inserts]
    parts += [_change(CHANGES[key], count) for key, count in changes]
    named = [f"part_{place} AS ({part})" for place, part in enumerate(parts)]
    return ",\n".join(named)


def _insert(table: Table, count: int) -> str:
    columns = ", ".join([name for name, _type in table.columns] + list(table.constants))
    rest = "".join(f", {_literal(value)}" for value in table.constants.values())
    rows = relation(table.columns, count)
    return f"INSERT INTO {table.name} ({columns}) SELECT n.*{rest} FROM {rows} AS n"


def _change(table: Table, count: int) -> str:
    sets = ", ".join(f"{name} = n.{name}" for name, _type in table.columns if name != "id")
    rows = relation(table.columns, count)
    return (
        f"UPDATE {table.name} t SET {sets} "
        f"FROM {rows} AS n({names(table.columns)}) WHERE t.id = n.id"
    )


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f"'{value}'"


def written(
    plan: Plan, register_id: int, ids: Identities, numbers: Mapping[Drawn, str]
) -> Written:
    """Ids and numbers in the order of the request."""
    place = {transaction: index for index, transaction in enumerate(plan.transactions)}
    entries: list[dict[int, int]] = [{} for _ in plan.transactions]
    banks: list[dict[int, int]] = [{} for _ in plan.transactions]
    for position in plan.positions:
        if position.line is not None and position.transaction is not None:
            entries[place[position.transaction]][position.line.number] = ids.entry(position)
    for index, bank in enumerate(plan.bank):
        banks[place[bank.transaction]][bank.line.number] = ids.bank(index)
    transactions: Sequence[int] = [ids.transaction(t) for t in plan.transactions]
    return Written(register_id, numbers, transactions, entries, banks)


def is_small(plan: Plan) -> bool:
    """Whether the rows fit one statement."""
    rows = len(plan.details) + len(plan.general) + len(plan.positions) + len(plan.bank)
    return rows <= MOST_IN_ONE_STATEMENT
