"""Open customer or vendor entries, found by SQL and indexes: never lines x entries.

Each question is one statement, however many lines ask; its parameters are arrays. What comes
back are the entries that answer, at most IN_RANGE_CAP + 1 for each amount.

Entries of the bank account's currency only: posting refuses to apply across currencies.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from payments.matching.numbers import KEY_SQL, REFERENCE_SQL
from payments.matching.sql import array, array_sql, ask
from payments.matching.values import IN_RANGE_CAP, Entry, Ledger, Wanted, Window

_DEADLINE = "greatest(e.discount_date, e.discount_tolerance_date)"
_COLUMNS = f"""e.id, e.{{party}}, e.document_type, e.document_no, e.external_document_no,
    e.payment_reference, e.posting_date, e.due_date, e.remaining, e.remaining_discount,
    {_DEADLINE}, CASE WHEN e.document_type NOT IN ('invoice', 'credit_memo') THEN NULL
    WHEN e.accepted_discount_tolerance THEN {_DEADLINE} ELSE e.discount_date END"""
_WHERE = """e.open AND e.currency_id = %s AND e.document_type NOT IN ('payment', 'refund')
    AND (cardinality(%s::bigint[]) = 0 OR e.id <> ALL(%s))"""
_IN_TIME = f"(e.remaining_discount <> 0 AND coalesce(r.day <= {_DEADLINE}, false))"

_BY_NUMBER = f"""
SELECT k.key, {_COLUMNS} FROM unnest({array_sql("text")}) AS k(key)
JOIN {{table}} e ON {KEY_SQL.format("e.document_no")} = k.key WHERE {_WHERE}
UNION
SELECT k.key, {_COLUMNS} FROM unnest({array_sql("text")}) AS k(key)
JOIN {{table}} e ON {KEY_SQL.format("e.external_document_no")} = k.key
WHERE e.external_document_no <> '' AND {_WHERE}
"""
_BY_REFERENCE = f"""
SELECT k.key, {_COLUMNS} FROM unnest({array_sql("text")}) AS k(key)
JOIN {{table}} e ON {REFERENCE_SQL.format("e.payment_reference")} = k.key
WHERE e.payment_reference <> '' AND {_WHERE}
"""
_IN_RANGE = f"""
SELECT r.place, f.* FROM
    unnest({array_sql("int4")}, {array_sql("numeric")}, {array_sql("numeric")},
        {array_sql("date")}) AS r(place, low, high, day),
LATERAL (
    SELECT {_COLUMNS} FROM {{table}} e
    WHERE e.remaining BETWEEN r.low AND r.high AND NOT {_IN_TIME} AND {_WHERE}
    UNION ALL
    SELECT {_COLUMNS} FROM {{table}} e
    WHERE e.remaining - e.remaining_discount BETWEEN r.low AND r.high AND {_IN_TIME}
        AND {_WHERE}
    LIMIT {IN_RANGE_CAP + 1}
) f
"""
_BY_ID = f"SELECT {_COLUMNS} FROM {{table}} e WHERE e.id = ANY(%s) AND {_WHERE}"
_FOLLOWING = f"""
SELECT r.place, f.* FROM
    unnest({array_sql("int4")}, {array_sql("bigint")}, {array_sql("numeric")},
        {array_sql("numeric")}, {array_sql("date")}, {array_sql("date")}, {array_sql("bigint")}
    ) AS r(place, party, low, high, day, after_due, after_id),
LATERAL (
    SELECT {_COLUMNS} FROM {{table}} e
    WHERE {{whose}} e.posting_date <= r.day AND {{sign}}
        AND (e.due_date, e.id) > (r.after_due, r.after_id) AND {{inside}} AND {_WHERE}
    ORDER BY e.due_date, e.id LIMIT %s
) f
"""
_INSIDE = f"""(CASE WHEN {_IN_TIME} THEN e.remaining - e.remaining_discount ELSE e.remaining END
    BETWEEN r.low AND r.high)"""
_TABLES = {
    Ledger.CUSTOMER: ("ledger_customerledgerentry", "customer_id"),
    Ledger.VENDOR: ("ledger_vendorledgerentry", "vendor_id"),
}
_BEGINNING = (date(1, 1, 1), 0)
_LEAST = Decimal("0.001")  # an open entry is never zero; closed ones are


class EntriesInDatabase:
    """The questions of `EntrySource`; entries in `left_out` are not there."""

    def __init__(
        self, ledger: Ledger, currency_id: str, left_out: Collection[int] = ()
    ) -> None:
        self.ledger = ledger
        self._table, self._party = _TABLES[ledger]
        self._where = (currency_id, list(left_out), list(left_out))

    def by_number(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries filed under each key, by the number index."""
        wanted = array(sorted(keys))
        rows = self._ask(_BY_NUMBER, (wanted, *self._where, wanted, *self._where))
        return self._by_key(rows)

    def by_reference(self, references: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries with each payment reference."""
        wanted = sorted(references)
        if not wanted:
            return {}
        return self._by_key(self._ask(_BY_REFERENCE, (array(wanted), *self._where)))

    def in_range(self, windows: Sequence[Window]) -> list[list[Entry]]:
        """Entries inside each window, at most IN_RANGE_CAP + 1."""
        columns = (
            array(range(len(windows))),
            array(_low(window) for window in windows),
            array(_high(window) for window in windows),
            array(window.day for window in windows),
        )
        rows = self._ask(_IN_RANGE, (*columns, *self._where, *self._where))
        return self._by_place(rows, len(windows))

    def by_id(self, ids: Iterable[int]) -> list[Entry]:
        """The open entries among these."""
        rows = self._ask(_BY_ID, (list(ids), *self._where))
        return [Entry(self.ledger, *row) for row in rows]

    def following(self, wanted: Sequence[Wanted], limit: int) -> list[list[Entry]]:
        """The next entries by due date for each wish; wishes of one shape share a statement."""
        answers: list[list[Entry]] = [[] for _wish in wanted]
        shapes: dict[tuple[bool, bool | None, bool], list[int]] = defaultdict(list)
        for place, wish in enumerate(wanted):
            shape = (wish.party is None, wish.inside, wish.is_positive)
            shapes[shape].append(place)
        for shape, places in shapes.items():
            some = [wanted[place] for place in places]
            found = self._following(shape, some, limit)
            for place, entries in zip(places, found, strict=True):
                answers[place] = entries
        return answers

    def _following(
        self, shape: tuple[bool, bool | None, bool], wanted: Sequence[Wanted], limit: int
    ) -> list[list[Entry]]:
        is_of_all, inside, is_positive = shape
        text = _FOLLOWING.replace("{whose}", "" if is_of_all else "e.{party} = r.party AND")
        text = text.replace("{sign}", "e.remaining > 0" if is_positive else "e.remaining < 0")
        conditions = {None: "true", True: _INSIDE, False: f"NOT {_INSIDE}"}
        text = text.replace("{inside}", conditions[inside])
        after = [wish.after or _BEGINNING for wish in wanted]
        columns = (
            array(range(len(wanted))),
            array(wish.party or 0 for wish in wanted),
            array(_low(wish.window) for wish in wanted),
            array(_high(wish.window) for wish in wanted),
            array(wish.window.day for wish in wanted),
            array(due for due, _id in after),
            array(entry_id for _due, entry_id in after),
        )
        return self._by_place(self._ask(text, (*columns, *self._where, limit)), len(wanted))

    def _ask(self, text: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        # Not str.format: the number key is a regular expression with braces of its own.
        text = text.replace("{table}", self._table).replace("{party}", self._party)
        return ask(text, params)

    def _by_key(self, rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for key, *row in rows:
            found[key].append(Entry(self.ledger, *row))
        return found

    def _by_place(self, rows: Iterable[tuple[Any, ...]], size: int) -> list[list[Entry]]:
        found: list[list[Entry]] = [[] for _place in range(size)]
        for place, *row in rows:
            found[place].append(Entry(self.ledger, *row))
        return found


def _low(window: Window) -> Decimal:
    return window.low if window.high <= 0 else max(window.low, _LEAST)


def _high(window: Window) -> Decimal:
    return min(window.high, -_LEAST) if window.high <= 0 else window.high
