"""What posting the ticks will write, as tables: payments with their numbers, G/L entries."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.ui.preview import PreviewGroup
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.models import DocumentType
from ledger.posting import Plan
from ledger.posting.for_sources import Drawn
from payments.reconciliation.tables import EntryPreviewTable, GeneralPreviewTable
from payments.reconciliation.views.plan_rows import SHOWN, general_rows


def planned_groups(plan: Plan) -> list[PreviewGroup]:
    """The first of each kind; a note tells how many there are of more than are shown."""
    touched = [p for p in plan.positions if p.touched or p.line is not None]
    first = _("The first ones; %(count)d in all.")
    general = GeneralPreviewTable(general_rows(plan), exclude=("line",))
    return [
        PreviewGroup(
            _("Customer entries"),
            EntryPreviewTable(_entry_rows(plan, touched[:SHOWN])),
            first % {"count": len(touched)} if len(touched) > SHOWN else "",
        ),
        PreviewGroup(
            _("G/L entries"),
            general,
            first % {"count": len(plan.general)} if len(plan.general) > SHOWN else "",
        ),
    ]


def received(plan: Plan) -> Decimal:
    """The money that moves: received less paid out, in the account's currency."""
    new = [p.line.amount for p in plan.positions if p.line is not None]
    return -sum(new, ZERO)


def payments(plan: Plan) -> int:
    """How many payments and refunds will be posted."""
    return sum(1 for p in plan.positions if p.line is not None)


def expected_no(plan: Plan, document_no: str | Drawn) -> str:
    """The number that a payment gets unless somebody posts in between."""
    if not isinstance(document_no, Drawn):
        return document_no
    draw = next(one for one in plan.draws if one.series_id == document_no.series_id)
    return f"{draw.prefix}{draw.last_number + document_no.index + 1:0{draw.digits}d}"


def _entry_rows(plan: Plan, positions: list[Any]) -> list[dict[str, Any]]:
    customers = Customer.objects.in_bulk({p.party_id for p in positions})
    return [
        {
            "document": expected_no(plan, p.document_no),
            "kind": DocumentType(p.document_type).label,
            "party": str(customers[p.party_id]),
            "due": p.due_date,
            "remaining": p.remaining,
            "outcome": _("closed") if p.remaining == ZERO else _("stays open"),
        }
        for p in positions
    ]
