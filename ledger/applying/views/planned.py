"""What a posting will write, as tables: entries, details, G/L and bank, the first of each."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from arcore.ui.preview import PreviewGroup
from arcore.ui.tables import Table
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.applying.tables import (
    PlannedBankTable,
    PlannedDetailTable,
    PlannedLedgerTable,
    PlannedPartyTable,
)
from ledger.models import DocumentType, GLAccount, Vendor
from ledger.models.open_entry import DetailedEntry
from ledger.posting import Plan
from ledger.posting.for_sources import Drawn, PartyKind

SHOWN = 60


def planned_rows(request: HttpRequest, plan: Plan) -> list[PreviewGroup]:
    """The groups that have rows; a note tells how many there are of more than are shown."""
    touched = [p for p in plan.positions if p.touched or p.line is not None]
    groups: list[tuple[str, type[Table], Sequence[Any], Any]] = [
        (_("Entries"), PlannedPartyTable, touched, _party_rows),
        (_("Detailed entries"), PlannedDetailTable, plan.details, _detail_rows),
        (_("Bank account ledger entries"), PlannedBankTable, plan.bank, _bank_rows),
        (_("G/L entries"), PlannedLedgerTable, plan.general, _general_rows),
    ]
    first = _("The first ones; %(count)d in all.")
    return [
        PreviewGroup(
            title,
            table(rows_of(plan, found[:SHOWN]), request=request),
            first % {"count": len(found)} if len(found) > SHOWN else "",
        )
        for title, table, found, rows_of in groups
        if found
    ]


def expected_no(plan: Plan, document_no: str | Drawn) -> str:
    """A document number; one that posting draws as it is unless somebody posts in between."""
    if not isinstance(document_no, Drawn):
        return document_no
    draw = next(one for one in plan.draws if one.series_id == document_no.series_id)
    return f"{draw.prefix}{draw.last_number + document_no.index + 1:0{draw.digits}d}"


def _party_rows(plan: Plan, positions: Sequence[Any]) -> list[Any]:
    names: dict[PartyKind, dict[int, Any]] = {
        PartyKind.CUSTOMER: Customer.objects.in_bulk(_ids(positions, PartyKind.CUSTOMER)),
        PartyKind.VENDOR: Vendor.objects.in_bulk(_ids(positions, PartyKind.VENDOR)),
    }
    return [
        SimpleNamespace(
            document=expected_no(plan, p.document_no),
            kind=DocumentType(p.document_type).label,
            party=names[p.kind].get(p.party_id),
            due_date=p.due_date,
            before=p.existing.remaining if p.existing else p.line.amount,
            after=p.remaining,
            currency=p.currency_id,
            outcome=_outcome(p),
        )
        for p in positions
    ]


def _outcome(position: Any) -> str:
    if position.remaining == ZERO:
        return _("closed")
    was_closed = position.existing is not None and not position.existing.open
    return _("open again") if was_closed else _("stays open")


def _ids(positions: Sequence[Any], kind: PartyKind) -> set[int]:
    return {p.party_id for p in positions if p.kind is kind}


def _detail_rows(plan: Plan, details: Sequence[Any]) -> list[Any]:
    return [
        SimpleNamespace(
            document=expected_no(plan, one.position.document_no),
            kind=DocumentType(one.position.document_type).label,
            entry_type=DetailedEntry.EntryType(one.entry_type).label,
            posting_date=one.transaction.posting_date,
            amount=one.amount,
            amount_lcy=one.amount_lcy,
            currency=one.position.currency_id,
        )
        for one in details
    ]


def _general_rows(plan: Plan, general: Sequence[Any]) -> list[Any]:
    accounts = GLAccount.objects.in_bulk({one.account_id for one in general})
    return [
        SimpleNamespace(
            posting_date=one.transaction.posting_date,
            document=expected_no(plan, one.transaction.document_no),
            account=accounts.get(one.account_id),
            debit=one.amount if one.amount > 0 else None,
            credit=-one.amount if one.amount < 0 else None,
        )
        for one in general
    ]


def _bank_rows(plan: Plan, bank: Sequence[Any]) -> list[Any]:
    return [
        SimpleNamespace(
            bank=f"{one.line.bank.code} {one.line.bank.name}",
            document=expected_no(plan, one.transaction.document_no),
            amount=one.line.amount,
            currency=one.line.bank.currency_id,
        )
        for one in bank
    ]
