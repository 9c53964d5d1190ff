"""Undo shipment lines: a mirror line with negative quantity; the order is outstanding again.

Only lines wholly uninvoiced and not already undone (spec customers-and-sales, section 3). The
block matrix lets every customer pass: undoing only removes exposure.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from customers.blocking import Action
from ledger.models import PostedShipment
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

_LOCK = """
SELECT o.id FROM ledger_salesdocument o
WHERE o.id = (SELECT source_document_id FROM ledger_postedshipment WHERE id = %s)
FOR NO KEY UPDATE
"""

_LINES = """
SELECT s.id, s.line_no, s.quantity, s.invoiced, s.undone_line_id,
       EXISTS (SELECT 1 FROM ledger_postedshipmentline u WHERE u.undone_line_id = s.id) AS undone,
       EXISTS (
           SELECT 1 FROM ledger_salesline l JOIN ledger_salesdocument d ON d.id = l.document_id
           WHERE l.shipment_line_id = s.id AND d.status IN ('open', 'released')
       ) AS collected
FROM ledger_postedshipmentline s
WHERE s.document_id = %s AND s.id = ANY(%s) AND s.kind <> 'comment' ORDER BY s.line_no
"""

_SELL_TO = "SELECT sell_to_id FROM ledger_postedshipment WHERE id = %s"

_MIRROR = """
WITH mirrored AS (
    INSERT INTO ledger_postedshipmentline
        (document_id, line_no, kind, item_id, account_id, description, unit, unit_price,
         discount_percent, product_group_id, vat_product_group_id, vat_rate, source_line_id,
         quantity, invoiced, net, vat, gross, undone_line_id)
    SELECT document_id, line_no + 1, kind, item_id, account_id, description, unit, unit_price,
           discount_percent, product_group_id, vat_product_group_id, vat_rate, source_line_id,
           -quantity, 0, 0, 0, 0, id
    FROM ledger_postedshipmentline WHERE id = ANY(%s)
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
"""


def undo_shipment(
    shipment: PostedShipment, line_ids: Iterable[int], *, user_id: int | None, today: date
) -> Command:
    """The command that undoes some lines of a posted shipment."""
    lines = sorted(line_ids)
    return Command(
        source_class=ShipmentUndo,
        source_id=f"{shipment.pk}/{'.'.join(str(line) for line in lines)}"[:90],
        version=1,
        user_id=user_id,
        today=today,
        options={"shipment": shipment.pk, "lines": lines},
    )


class ShipmentUndo(Source):
    """Takes back the lines of `options["lines"]` of one posted shipment."""

    name: ClassVar[str] = "undo-shipment"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.shipment_id: int = command.options["shipment"]
        self.line_ids: list[int] = list(command.options["lines"])

    def lock(self) -> None:
        """The order guards its shipments: whoever invoices or undoes them holds it."""
        fetch(Query(_LOCK, (self.shipment_id,)))

    def request(self) -> PostingRequest:
        """No numbers, no ledger rows; refusals name the shipment's lines."""
        lines, parties, house = fetch_together(
            [
                Query(_LINES, (self.shipment_id, self.line_ids)),
                facts.customers_of(_SELL_TO, (self.shipment_id,)),
                facts.house(self.command.user_id),
            ]
        )
        local, period = facts.read_house(house)
        customers = facts.read_parties(PartyKind.CUSTOMER, parties)
        found = [refusal for line in lines for refusal in _refusals(line)]
        if lines and len(lines) < len(set(self.line_ids)):
            message = _(
                "A line does not belong to this shipment. Reload the page and choose again."
            )
            found.append(Refusal(message))
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            parties=tuple((party, Action.UNDO_SHIPMENT) for party in customers.values()),
            dates=(self.command.today,),
            found=tuple(found),
            own_rows=bool(lines),
        )

    def settle(self, written: Written) -> None:
        """Mirror lines, and the order's quantities as if the goods had never left."""
        run(Query(_MIRROR, (self.line_ids,)))


def _refusals(line: Any) -> list[Refusal]:
    if line.undone or line.undone_line_id is not None:
        return [Refusal(_("This shipment line is already undone."), line.line_no)]
    if line.invoiced:
        return [Refusal(_("This shipment is already invoiced."), line.line_no)]
    if line.collected:
        message = _("An invoice in preparation collects this shipment. Remove its line first.")
        return [Refusal(message, line.line_no)]
    return []
