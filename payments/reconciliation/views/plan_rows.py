"""The rows of a plan as they are shown before posting: the first of them, and totals of all."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from customers.models import Customer
from ledger.models import DocumentType, GLAccount, Vendor
from ledger.posting import Plan
from ledger.posting.for_sources import Drawn, PartyKind

SHOWN = 40


@dataclass(frozen=True)
class PlanTotals:
    """All of what posting writes, however little of it is shown."""

    transactions: int
    general: int
    entries: int
    closed: int
    debit: Decimal


def totals(plan: Plan) -> PlanTotals:
    """Counts, and the sum of debits in local currency."""
    touched = [p for p in plan.positions if p.touched or p.line is not None]
    return PlanTotals(
        transactions=len(plan.transactions),
        general=len(plan.general),
        entries=len(touched),
        closed=sum(1 for p in touched if p.existing is not None and p.remaining == ZERO),
        debit=sum((g.amount for g in plan.general if g.amount > 0), ZERO),
    )


def general_rows(plan: Plan) -> list[dict[str, Any]]:
    """The first G/L entries, each with its statement line."""
    first = plan.general[:SHOWN]
    accounts = GLAccount.objects.in_bulk({row.account_id for row in first})
    return [
        {
            "line": row.transaction.number,
            "document": number_of(row.transaction.document_no),
            "day": row.transaction.posting_date,
            "account": str(accounts[row.account_id]),
            "description": row.description,
            "debit": row.amount if row.amount > 0 else None,
            "credit": -row.amount if row.amount < 0 else None,
        }
        for row in first
    ]


def entry_rows(plan: Plan) -> list[dict[str, Any]]:
    """The first entries that are made or touched, and what is left of each."""
    first = [p for p in plan.positions if p.touched or p.line is not None][:SHOWN]
    names: dict[PartyKind, dict[int, Any]] = {
        PartyKind.CUSTOMER: Customer.objects.in_bulk(_parties(first, PartyKind.CUSTOMER)),
        PartyKind.VENDOR: Vendor.objects.in_bulk(_parties(first, PartyKind.VENDOR)),
    }
    return [
        {
            "document": number_of(p.document_no),
            "kind": DocumentType(p.document_type).label,
            "party": str(names[p.kind][p.party_id]),
            "due": p.due_date,
            "remaining": p.remaining,
            "outcome": _("closed") if p.remaining == ZERO else _("stays open"),
        }
        for p in first
    ]


def number_of(number: str | Drawn) -> str:
    """A document number; one that is drawn only when posting has none yet."""
    return _("(next number)") if isinstance(number, Drawn) else number


def _parties(positions: list, kind: PartyKind) -> set[int]:
    return {p.party_id for p in positions if p.kind is kind}
