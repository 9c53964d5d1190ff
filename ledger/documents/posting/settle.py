"""Posted copies of drafts, and what the drafts have left: written in the posting's commit.

Set-based: the number of statements does not depend on the number of drafts or lines. Copies
take their columns from the draft's own rows, which the posting holds locked.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from arcore.values.money import ZERO
from ledger.documents.directions import (
    BACK,
    DIRECTIONS,
    OUT,
    STEPWISE,
    Direction,
    goes_in_steps,
)
from ledger.documents.posting.drafts import DraftToPost
from ledger.documents.posting.invoice import totals
from ledger.documents.vat import LineAmounts
from ledger.posting import Written
from ledger.posting.for_sources import Query, row_set, run

_HEADER = """no, sell_to_id, bill_to_id, sell_to_name, sell_to_address, bill_to_name,
    bill_to_address, bill_to_vat_no, language, posting_date, document_date, due_date,
    discount_date, discount_percent, payment_terms_id, payment_method_id, currency_id, factor,
    external_document_no, your_reference, salesperson, prices_including_vat,
    total_net, total_vat, total_gross"""
_HEADER_FROM = """b.no, d.sell_to_id, d.bill_to_id, d.sell_to_name, d.sell_to_address,
    d.bill_to_name, d.bill_to_address, d.bill_to_vat_no, d.language, d.posting_date,
    d.document_date, d.due_date, d.discount_date, d.discount_percent, d.payment_terms_id,
    d.payment_method_id, d.currency_id, d.factor, d.external_document_no, d.your_reference,
    d.salesperson, d.prices_including_vat"""
_LINE = """line_no, kind, item_id, account_id, description, unit, unit_price, discount_percent,
    product_group_id, vat_product_group_id, source_line_id, vat_rate"""
_LINE_FROM = """l.line_no, l.kind, l.item_id, l.account_id, l.description, l.unit, l.unit_price,
    l.discount_percent, l.product_group_id, l.vat_product_group_id, l.id"""

_ORDERS = ", ".join(f"'{order_type}'" for order_type in STEPWISE)
_ORDER_NO = f"CASE WHEN d.type IN ({_ORDERS}) THEN d.no ELSE '' END"

_GOODS = {
    direction: f"""
WITH header AS (
    INSERT INTO {direction.goods._meta.db_table}
        ({_HEADER}, register_id, source_document_id, order_no)
    SELECT {_HEADER_FROM}, 0, 0, 0, %s, d.id, {_ORDER_NO}
    FROM unnest(%s::bigint[], %s::text[]) AS b(document_id, no)
    JOIN ledger_salesdocument d ON d.id = b.document_id
    RETURNING id, source_document_id
)
INSERT INTO {direction.goods_line._meta.db_table}
    (document_id, {_LINE}, quantity, invoiced, net, vat, gross)
SELECT h.id, {_LINE_FROM}, l.vat_rate, w.quantity, w.invoiced, 0, 0, 0
FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS w(line_id, quantity, invoiced)
JOIN ledger_salesline l ON l.id = w.line_id
JOIN header h ON h.source_document_id = l.document_id
"""
    for direction in DIRECTIONS
}


# Direct documents post whole: their lines and heads are marked by the statement that copies them.
_MARKED_WHOLE = """line AS (
    UPDATE ledger_salesline l
    SET shipped = l.shipped + w.shipped, invoiced = l.quantity, to_ship = 0, to_invoice = 0
    FROM w WHERE l.id = w.line_id AND l.kind <> 'comment'
), head AS (
    UPDATE ledger_salesdocument SET version = version + 1, status = 'posted'
    WHERE id IN (SELECT source_document_id FROM header)
)"""

_BILLED = (
    ("document_id", "bigint"),
    ("no", "text"),
    ("entry_id", "bigint"),
    ("net", "numeric"),
    ("vat", "numeric"),
    ("gross", "numeric"),
)
_BILLED_LINES = (
    ("line_id", "bigint"),
    ("vat_rate", "numeric"),
    ("quantity", "numeric"),
    ("net", "numeric"),
    ("vat", "numeric"),
    ("gross", "numeric"),
    ("shipped", "numeric"),
)
_BILLS = {
    OUT: ("postedinvoice", "", ""),
    BACK: ("postedcreditmemo", ", corrects_id", ", d.corrects_id"),
}


@cache
def _bills(direction: Direction, documents: int, lines: int, *, whole: bool) -> str:
    """The copies of so many documents and lines; counts only shape the text.

    Of whole documents they are CTEs only, which may ride in another statement.
    """
    table, more, more_from = _BILLS[direction]
    copied = f"""INSERT INTO ledger_{table}line (document_id, {_LINE}, quantity, net, vat, gross)
SELECT h.id, {_LINE_FROM}, coalesce(w.vat_rate, l.vat_rate), w.quantity, w.net, w.vat, w.gross
FROM w JOIN ledger_salesline l ON l.id = w.line_id
JOIN header h ON h.source_document_id = l.document_id
"""
    copies = f"""header AS (
    INSERT INTO ledger_{table}
        ({_HEADER}, register_id, source_document_id, order_no, entry_id{more})
    SELECT {_HEADER_FROM}, b.net, b.vat, b.gross, %s, d.id, {_ORDER_NO}, b.entry_id{more_from}
    FROM {row_set.relation(_BILLED, documents)} AS b({row_set.names(_BILLED)})
    JOIN ledger_salesdocument d ON d.id = b.document_id
    RETURNING id, source_document_id
), w AS (
    SELECT * FROM {row_set.relation(_BILLED_LINES, lines)} AS w({row_set.names(_BILLED_LINES)})
)
"""
    if whole:
        return f"{copies}, copied AS (\n{copied}), {_MARKED_WHOLE}"
    return f"WITH {copies}{copied}"


@cache
def _alone(ctes: str) -> str:
    return f"WITH {ctes}\nSELECT 1"


_LINES_LEFT = f"""
UPDATE ledger_salesline l
SET shipped = l.shipped + w.shipped,
    invoiced = l.invoiced + w.invoiced,
    to_ship = CASE WHEN d.type IN ({_ORDERS}) THEN l.quantity - l.shipped - w.shipped ELSE 0 END,
    to_invoice = l.quantity - l.invoiced - w.invoiced
FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS w(line_id, shipped, invoiced),
     ledger_salesdocument d
WHERE l.id = w.line_id AND d.id = l.document_id
"""

_COLLECTED = {
    direction: f"""
WITH taken AS (
    SELECT * FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[])
        AS w(goods_line_id, quantity, collected)
), goods AS (
    UPDATE {direction.goods_line._meta.db_table} s SET invoiced = s.invoiced + t.quantity
    FROM taken t WHERE s.id = t.goods_line_id RETURNING s.id
)
UPDATE ledger_salesline l
SET invoiced = l.invoiced + c.quantity, to_invoice = l.quantity - l.invoiced - c.quantity
FROM (
    SELECT s.source_line_id AS id, sum(t.collected) AS quantity
    FROM taken t JOIN {direction.goods_line._meta.db_table} s ON s.id = t.goods_line_id
    WHERE t.collected > 0 GROUP BY 1
) c
WHERE l.id = c.id
"""
    for direction in DIRECTIONS
}

_OF_GOODS = " || ".join(
    f"""ARRAY(
    SELECT o.document_id FROM {direction.goods_line._meta.db_table} s
    JOIN ledger_salesline o ON o.id = s.source_line_id WHERE s.id = ANY(%s)
)"""
    for direction in DIRECTIONS
)
_DOCUMENTS_LEFT = f"""
UPDATE ledger_salesdocument d
SET version = d.version + 1,
    status = CASE WHEN d.type NOT IN ({_ORDERS}) OR NOT EXISTS (
        SELECT 1 FROM ledger_salesline l
        WHERE l.document_id = d.id AND l.kind <> 'comment' AND l.invoiced < l.quantity
    ) THEN 'posted' ELSE 'released' END
WHERE d.id = ANY(%s::bigint[] || {_OF_GOODS})
"""


def whole_copies(drafts: list[DraftToPost], written: Written) -> Query | None:
    """The CTEs that do all there is to do for `drafts`; None where it takes more than one."""
    directions = {draft.direction for draft in drafts}
    if not _are_whole(drafts) or len(directions) > 1 or any(draft.ships for draft in drafts):
        return None
    return _billed(directions.pop(), drafts, written, _entries_of(drafts, written), whole=True)


def _are_whole(drafts: list[DraftToPost]) -> bool:
    """Whether they post as they stand and touch no other document's goods."""
    return not any(
        goes_in_steps(draft.row.type) or any(line.goods for line in draft.lines)
        for draft in drafts
    )


def _entries_of(drafts: list[DraftToPost], written: Written) -> dict[int, int]:
    """The ledger entry of each draft that is invoiced, by the draft's identity."""
    entries = iter(written.entries)
    return {id(draft): next(entries)[0] for draft in drafts if draft.invoices}


def settle_documents(drafts: list[DraftToPost], written: Written) -> None:
    """Write the copies of `drafts` with their numbers, then bring the drafts up to date."""
    entry_of = _entries_of(drafts, written)
    taken = {direction: _taken(direction, drafts) for direction in DIRECTIONS}
    whole = _are_whole(drafts)
    for direction in DIRECTIONS:
        own = [draft for draft in drafts if draft.direction is direction]
        _ship(_GOODS[direction], [draft for draft in own if draft.ships], written)
        posted = [draft for draft in own if draft.invoices]
        if posted:
            copies = _billed(direction, posted, written, entry_of, whole=whole)
            run(Query(_alone(copies.text), copies.params) if whole else copies)
    if whole:
        return
    moved = [line for draft in drafts for line in draft.lines if line.ship or line.invoice]
    _run(
        _LINES_LEFT,
        [line.row.id for line in moved],
        [line.ship for line in moved],
        [line.invoice for line in moved],
    )
    for direction, quantities in taken.items():
        if quantities:
            whole_of_it, collected = zip(*quantities.values(), strict=True)
            _run(_COLLECTED[direction], list(quantities), list(whole_of_it), list(collected))
    _run(
        _DOCUMENTS_LEFT,
        [draft.row.id for draft in drafts],
        *(list(quantities) for quantities in taken.values()),
    )


def _taken(
    direction: Direction, drafts: Iterable[DraftToPost]
) -> dict[int, tuple[Decimal, Decimal]]:
    """How much of each posted goods line is billed now, and how much of it for another order."""
    taken: dict[int, Decimal] = defaultdict(lambda: ZERO)
    collected: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for draft in drafts:
        if draft.direction is not direction:
            continue
        for line in draft.lines:
            for goods_line_id, quantity in line.goods.items():
                taken[goods_line_id] += quantity
                if line.row.collected_line_id:  # of an order that this line does not belong to
                    collected[goods_line_id] += quantity
    return {line_id: (quantity, collected[line_id]) for line_id, quantity in taken.items()}


def _run(text: str, *params: Any) -> None:
    run(Query(text, params))


def _ship(text: str, drafts: list[DraftToPost], written: Written) -> None:
    if not drafts:
        return
    lines = [
        line
        for draft in drafts
        for line in draft.lines
        if line.ship or line.row.kind == "comment"
    ]
    _run(
        text,
        written.register_id,
        [draft.row.id for draft in drafts],
        [written.numbers[draft.goods_no] for draft in drafts],
        [line.row.id for line in lines],
        [line.ship for line in lines],
        [line.shipped_now_invoiced for line in lines],
    )


def _billed(
    direction: Direction,
    drafts: list[DraftToPost],
    written: Written,
    entry_of: dict[int, int],
    *,
    whole: bool,
) -> Query:
    documents = [
        (draft.row.id, written.numbers[draft.invoice_no], entry_of[id(draft)], *_amounts(total))
        for draft, total in ((draft, totals(draft)) for draft in drafts)
    ]
    lines = [
        # the rate that was charged, not the draft's
        (line.row.id, line.row.vat_rate, line.invoice, *_amounts(line.amounts), line.ship)
        for draft in drafts
        for line in draft.lines
        if line.invoice or line.row.kind == "comment"
    ]
    size = (min(len(documents), row_set.FEW + 1), min(len(lines), row_set.FEW + 1))
    params = (
        written.register_id,
        *row_set.parameters(_BILLED, documents),
        *row_set.parameters(_BILLED_LINES, lines),
    )
    return Query(_bills(direction, *size, whole=whole), params)


def _amounts(of: LineAmounts | None) -> tuple[Decimal, Decimal, Decimal]:
    return (of.net, of.vat, of.gross) if of else (ZERO, ZERO, ZERO)
