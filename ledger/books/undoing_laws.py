"""Laws of what was undone: an application that was unapplied, an entry that was reversed."""

from typing import Any

from django.db import connection

SIDES = (
    ("customer", "ledger_customerledgerentry", "ledger_detailedcustomerentry"),
    ("vendor", "ledger_vendorledgerentry", "ledger_detailedvendorentry"),
)


def _culprits(text: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


def undone_is_mirrored() -> list[str]:
    """An application is undone whole, and what undid it cancels it out, in the G/L as well."""
    found = []
    for side, _entry, detail in SIDES:
        rows = _culprits(f"""
            WITH undone AS (
                SELECT application_no, bool_and(unapplied) AS whole
                FROM {detail} WHERE application_no IN (
                    SELECT application_no FROM {detail} WHERE unapplied)
                GROUP BY 1
            ), left_over AS (
                SELECT d.application_no FROM {detail} d
                JOIN undone u ON u.application_no = d.application_no
                GROUP BY d.application_no, d.entry_id, d.entry_type
                HAVING sum(d.amount) <> 0 OR sum(d.amount_lcy) <> 0
            ), general AS (
                SELECT g.application_no FROM ledger_generalledgerentry g
                JOIN undone u ON u.application_no = g.application_no
                GROUP BY g.application_no, g.account_id HAVING sum(g.amount) <> 0
            )
            SELECT application_no FROM undone WHERE NOT whole
            UNION SELECT application_no FROM left_over
            UNION SELECT application_no FROM general ORDER BY 1 LIMIT 10
        """)
        found += [f"{side} application {number} is undone in part" for (number,) in rows]
    return found


def reversed_is_closed() -> list[str]:
    """A reversed entry is closed, and the entry that reversed it has the opposite amount."""
    found = []
    for side, entry, _detail in SIDES:
        rows = _culprits(f"""
            SELECT e.id FROM {entry} e LEFT JOIN {entry} m ON m.id = e.reversed_by_id
            WHERE e.reversed AND e.open OR m.id IS NOT NULL AND (
                NOT e.reversed OR NOT m.reversed
                OR (m.amount, m.amount_lcy) IS DISTINCT FROM (-e.amount, -e.amount_lcy))
            ORDER BY 1 LIMIT 10
        """)
        found += [f"{side} entry {number}" for (number,) in rows]
    return found
