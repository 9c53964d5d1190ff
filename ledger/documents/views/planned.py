"""A plan of the posting road as tables to look at before anything is written."""

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from arcore.ui.preview import PreviewGroup
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.documents.labels import labels_of
from ledger.documents.posting.quantities import LineQuantities, ship_now
from ledger.documents.tables import (
    PlannedEntryTable,
    PlannedGeneralTable,
    PlannedGoodsTable,
)
from ledger.models import DocumentType, GLAccount, SalesDocument, SalesLine
from ledger.posting import Plan


def planned_groups(request: HttpRequest, plan: Plan) -> list[PreviewGroup]:
    """Customer entries (with what they close), bank entries and G/L entries to come."""
    groups = [
        PreviewGroup(
            _("Customer ledger entries"),
            PlannedEntryTable(_customer_rows(plan), request=request),
        ),
        PreviewGroup(
            _("Bank account ledger entries"),
            PlannedEntryTable(_bank_rows(plan), request=request),
        ),
        PreviewGroup(
            _("G/L entries"), PlannedGeneralTable(_general_rows(plan), request=request)
        ),
    ]
    return [group for group in groups if len(group.table.rows)]


def planned_goods(
    request: HttpRequest, document: SalesDocument, lines: Sequence[SalesLine]
) -> PreviewGroup | None:
    """What an order would ship, or a return order receive; None when nothing is left to."""
    rows = []
    for line in lines:
        quantities = LineQuantities(
            line.quantity, line.shipped, line.invoiced, line.to_ship, line.to_invoice
        )
        moved = ship_now(quantities, ship=True)
        if moved:
            rows.append(
                SimpleNamespace(
                    document=document.no, description=line.description, quantity=moved
                )
            )
    if not rows:
        return None
    title = labels_of(document.type).goods
    return PreviewGroup(title, PlannedGoodsTable(rows, request=request))


def _customer_rows(plan: Plan) -> list[Any]:
    wanted = [p for p in plan.positions if p.line is not None or p.touched]
    parties = Customer.objects.in_bulk([p.party_id for p in wanted])
    return [
        SimpleNamespace(
            party=parties.get(p.party_id),
            document_type=_type_of(p),
            due_date=p.due_date,
            amount=p.line.amount if p.line else None,
            remaining=p.remaining,
            currency=p.line.currency.code if p.line else p.currency_id,
        )
        for p in wanted
    ]


def _type_of(position: Any) -> str:
    label = str(DocumentType(position.document_type).label)
    if position.line is None:
        return f"{label} {position.document_no}"
    return label


def _bank_rows(plan: Plan) -> list[Any]:
    return [
        SimpleNamespace(
            party=f"{one.line.bank.code} {one.line.bank.name}",
            document_type=DocumentType(one.line.document_type).label,
            due_date=None,
            amount=one.line.amount,
            remaining=one.line.amount,
            currency=one.line.bank.currency_id,
        )
        for one in plan.bank
    ]


def _general_rows(plan: Plan) -> list[Any]:
    accounts = GLAccount.objects.in_bulk([one.account_id for one in plan.general])
    return [
        SimpleNamespace(
            account=accounts.get(one.account_id),
            document_type=DocumentType(one.document_type).label,
            debit=_part(one.amount),
            credit=_part(-one.amount),
        )
        for one in plan.general
    ]


def _part(amount: Decimal) -> Decimal:
    return max(amount, ZERO)
