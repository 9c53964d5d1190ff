"""Undo shipment or return receipt lines: a mirror line with negative quantity.

The order or return order is outstanding again. Only lines wholly uninvoiced and not already
undone (spec customers-and-sales, section 3). The block matrix lets every customer pass: undoing
only restores what was agreed before.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from ledger.documents.directions import BACK, DIRECTIONS, OUT, Direction
from ledger.models import PostedReturnReceipt, PostedShipment
from ledger.posting import Command, Refusal, Source, Written
from ledger.posting.for_sources import (
    PartyKind,
    PostingRequest,
    Query,
    facts,
    fetch,
    fetch_together,
    run,
)


def _of_each(text: str) -> dict[Direction, str]:
    """The statement over the tables of each direction."""
    return {
        direction: text.format(
            goods=direction.goods._meta.db_table,
            lines=direction.goods_line._meta.db_table,
            collects=f"{direction.collects}_id",
        )
        for direction in DIRECTIONS
    }


_LOCK = _of_each("""
SELECT o.id FROM ledger_salesdocument o
WHERE o.id = (SELECT source_document_id FROM {goods} WHERE id = %s)
FOR NO KEY UPDATE
""")

_LINES = _of_each("""
SELECT s.id, s.line_no, s.quantity, s.invoiced, s.undone_line_id,
       EXISTS (SELECT 1 FROM {lines} u WHERE u.undone_line_id = s.id) AS undone,
       EXISTS (
           SELECT 1 FROM ledger_salesline l JOIN ledger_salesdocument d ON d.id = l.document_id
           WHERE l.{collects} = s.id AND d.status IN ('open', 'released')
       ) AS collected
FROM {lines} s
WHERE s.document_id = %s AND s.id = ANY(%s) AND s.kind <> 'comment' ORDER BY s.line_no
""")

_SELL_TO = _of_each("SELECT sell_to_id FROM {goods} WHERE id = %s")

_MIRROR = _of_each("""
WITH mirrored AS (
    INSERT INTO {lines}
        (document_id, line_no, kind, item_id, account_id, description, unit, unit_price,
         discount_percent, product_group_id, vat_product_group_id, vat_rate, source_line_id,
         quantity, invoiced, net, vat, gross, undone_line_id)
    SELECT document_id, line_no + 1, kind, item_id, account_id, description, unit, unit_price,
           discount_percent, product_group_id, vat_product_group_id, vat_rate, source_line_id,
           -quantity, 0, 0, 0, 0, id
    FROM {lines} WHERE id = ANY(%s)
    RETURNING source_line_id, quantity
), changed AS (
    UPDATE ledger_salesline l
    SET shipped = l.shipped + m.quantity,
        to_ship = l.quantity - l.shipped - m.quantity,
        to_invoice = l.quantity - l.invoiced
    FROM (SELECT source_line_id, sum(quantity) AS quantity FROM mirrored GROUP BY 1) m
    WHERE l.id = m.source_line_id
    RETURNING l.document_id
)
UPDATE ledger_salesdocument d SET version = d.version + 1
WHERE d.id IN (SELECT document_id FROM changed)
""")


class GoodsUndo(Source):
    """Takes back the lines of `options["lines"]` of one posted shipment or return receipt."""

    direction: ClassVar[Direction]

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.goods_id: int = command.options["goods"]
        self.line_ids: list[int] = list(command.options["lines"])

    def lock(self) -> None:
        """The order guards its goods: whoever invoices or undoes them holds it."""
        fetch(Query(_LOCK[self.direction], (self.goods_id,)))

    def request(self) -> PostingRequest:
        """No numbers, no ledger rows; refusals name the lines of the goods."""
        lines, parties, house = fetch_together(
            [
                Query(_LINES[self.direction], (self.goods_id, self.line_ids)),
                facts.customers_of(_SELL_TO[self.direction], (self.goods_id,)),
                facts.house(self.command.user_id),
            ]
        )
        local, period = facts.read_house(house)
        customers = facts.read_parties(PartyKind.CUSTOMER, parties)
        found = [refusal for line in lines for refusal in self._refusals(line)]
        if lines and len(lines) < len(set(self.line_ids)):
            found.append(Refusal(str(self.direction.words.line_of_another)))
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            parties=tuple((party, self.direction.undo) for party in customers.values()),
            dates=(self.command.today,),
            found=tuple(found),
            own_rows=bool(lines),
        )

    def settle(self, written: Written) -> None:
        """Mirror lines, and the order's quantities as if the goods had never moved."""
        run(Query(_MIRROR[self.direction], (self.line_ids,)))

    def _refusals(self, line: Any) -> list[Refusal]:
        words = self.direction.words
        if line.undone or line.undone_line_id is not None:
            return [Refusal(str(words.already_undone), line.line_no)]
        if line.invoiced:
            return [Refusal(str(words.already_billed), line.line_no)]
        if line.collected:
            return [Refusal(str(words.collected_by_draft), line.line_no)]
        return []


class ShipmentUndo(GoodsUndo):
    """Undoes shipment lines."""

    name: ClassVar[str] = "undo-shipment"
    direction: ClassVar[Direction] = OUT


class ReturnReceiptUndo(GoodsUndo):
    """Undoes return receipt lines."""

    name: ClassVar[str] = "undo-receipt"
    direction: ClassVar[Direction] = BACK


_UNDOS: dict[type, type[GoodsUndo]] = {
    undo.direction.goods: undo for undo in (ShipmentUndo, ReturnReceiptUndo)
}


def undo_goods(
    goods: PostedShipment | PostedReturnReceipt,
    line_ids: Iterable[int],
    *,
    user_id: int | None,
    today: date,
) -> Command:
    """The command that undoes some lines of a posted shipment or return receipt."""
    lines = sorted(line_ids)
    return Command(
        source_class=_UNDOS[type(goods)],
        source_id=f"{goods.pk}/{'.'.join(str(line) for line in lines)}"[:90],
        version=1,
        user_id=user_id,
        today=today,
        options={"goods": goods.pk, "lines": lines},
    )
