"""From a plan to the rows of each table, once ids and numbers are known."""

from collections.abc import Mapping, Sequence
from typing import Any

from arcore.values.money import ZERO
from ledger.posting.columns import (
    BANK,
    CUSTOMER_DETAIL,
    CUSTOMER_ENTRY,
    GENERAL,
    TRANSACTION,
    VENDOR_DETAIL,
    VENDOR_ENTRY,
    Table,
)
from ledger.posting.known import PartyKind
from ledger.posting.plan import Plan, PlannedTransaction, Position
from ledger.posting.request import Drawn

Row = tuple[Any, ...]


class Identities:
    """Ids for the objects of a plan and texts for its drawn numbers."""

    def __init__(
        self, plan: Plan, ids: Mapping[str, Sequence[int]], numbers: Mapping[Drawn, str]
    ) -> None:
        self.ids = ids
        self.numbers = numbers
        self._transactions = dict(
            zip(plan.numbered(), ids["ledger_transaction_id_seq"], strict=True)
        )
        self._positions: dict[Position, int] = {
            position: position.existing.id
            for position in plan.positions
            if position.existing is not None
        }
        for kind in PartyKind:
            drawn = ids[f"ledger_{kind}ledgerentry_id_seq"]
            self._positions.update(zip(plan.new_positions(kind), drawn, strict=True))

    def transaction(self, transaction: PlannedTransaction) -> int:
        """The transaction no."""
        return self._transactions[transaction.part_of or transaction]

    def entry(self, position: Position) -> int:
        """The id of a new or existing entry."""
        return self._positions[position]

    def bank(self, index: int) -> int:
        """The id of the plan's i-th bank entry."""
        return self.ids["ledger_bankledgerentry_id_seq"][index]

    def application(self, number: int | None) -> int | None:
        """The application number of the plan's n-th application, counted from one."""
        return None if number is None else self.ids["ledger_application_no_seq"][number - 1]

    def number(self, number: str | Drawn) -> str:
        """The document number, drawn or given."""
        return self.numbers[number] if isinstance(number, Drawn) else number


def new_rows(plan: Plan, register_id: int, ids: Identities) -> list[tuple[Table, list[Row]]]:
    """Rows to insert, parents before children."""
    rows = [(TRANSACTION, _transactions(plan, register_id, ids))]
    tables = {
        PartyKind.CUSTOMER: (CUSTOMER_ENTRY, CUSTOMER_DETAIL),
        PartyKind.VENDOR: (VENDOR_ENTRY, VENDOR_DETAIL),
    }
    for kind, (entry_table, detail_table) in tables.items():
        entries = [_entry(plan, p, ids) for p in plan.new_positions(kind)]
        rows += [(entry_table, entries), (detail_table, _details(plan, kind, ids))]
    return [*rows, (GENERAL, _general(plan, ids)), (BANK, _bank(plan, ids))]


def _transactions(plan: Plan, register_id: int, ids: Identities) -> list[Row]:
    return [
        (
            ids.transaction(t),
            register_id,
            t.posting_date,
            t.document_type,
            ids.number(t.document_no),
        )
        for t in plan.numbered()
    ]


def _entry(plan: Plan, position: Position, ids: Identities) -> Row:
    line, transaction = position.line, position.transaction
    assert line is not None
    assert transaction is not None
    own: Row = (line.party.id,)
    if position.kind is PartyKind.CUSTOMER:
        own += (line.payment_terms_id, line.payment_method_id)
    return (
        ids.entry(position),
        ids.transaction(transaction),
        transaction.posting_date,
        line.document_date,
        line.document_type,
        ids.number(transaction.document_no),
        line.external_document_no,
        line.payment_reference,
        line.description,
        line.currency.code,
        line.factor,
        line.factor,
        line.due_date,
        line.on_hold,
        plan.source,
        plan.journal_batch,
        line.salesperson,
        line.amount,
        line.amount_lcy,
        position.remaining,
        position.remaining_lcy,
        position.remaining != ZERO,
        line.discount_date,
        line.discount_possible,
        position.remaining_discount,
        line.discount_tolerance_date,
        position.max_tolerance,
        *closing(position, ids),
        line.party.posting_group_id,
        position.accepted_tolerance,
        position.accepted_discount_tolerance,
        position.reversed_with is not None,
        *own,
    )


def closing(position: Position, ids: Identities) -> Row:
    """What closed the entry, when and with how much; nothing for an open one."""
    if position.closed_by is None:
        return (None, None, ZERO, ZERO, ZERO)
    return (
        ids.entry(position.closed_by),
        position.closed_at,
        position.closed_by_amount,
        position.closed_by_amount_lcy,
        position.closed_by_currency_amount,
    )


def _details(plan: Plan, kind: PartyKind, ids: Identities) -> list[Row]:
    wanted = [d for d in plan.details if d.position.kind is kind]
    drawn = ids.ids[f"ledger_detailed{kind}entry_id_seq"]
    return [
        (
            detail_id,
            ids.entry(d.position),
            ids.transaction(d.transaction),
            d.entry_type,
            d.transaction.posting_date,
            _document_type(d.position, d.transaction),
            ids.number(d.transaction.document_no),
            d.amount,
            d.amount_lcy,
            d.application_no or ids.application(d.application),
            None if d.applied is None else ids.entry(d.applied),
            d.position.due_date,
            d.discount_before,
            d.max_tolerance_before,
            d.undoes is not None,
            d.position.party_id,
        )
        for detail_id, d in zip(drawn, wanted, strict=True)
    ]


def _document_type(position: Position, transaction: PlannedTransaction) -> str:
    return position.document_type if position.line else transaction.document_type


def _general(plan: Plan, ids: Identities) -> list[Row]:
    drawn = ids.ids["ledger_generalledgerentry_id_seq"]
    return [
        (
            entry_id,
            ids.transaction(g.transaction),
            g.account_id,
            g.transaction.posting_date,
            g.document_type,
            ids.number(g.transaction.document_no),
            g.description,
            g.amount,
            g.vat_rate,
            g.vat_base,
            g.vat_identifier,
            g.application_no or ids.application(g.application),
        )
        for entry_id, g in zip(drawn, plan.general, strict=True)
    ]


def _bank(plan: Plan, ids: Identities) -> list[Row]:
    rows = []
    for index, bank in enumerate(plan.bank):
        line, transaction = bank.line, bank.transaction
        remaining = ZERO if bank.reverses or line.statement_line_no is not None else line.amount
        rows.append(
            (
                ids.bank(index),
                line.bank.id,
                ids.transaction(transaction),
                transaction.posting_date,
                line.document_type,
                ids.number(transaction.document_no),
                line.external_document_no,
                line.description,
                line.amount,
                line.amount_lcy,
                remaining,
                remaining != ZERO,
                line.balancing_type,
                line.balancing_no,
                line.cheque_no,
                line.statement_no,
                line.statement_line_no,
                line.closed_at,
                bank.reverses is not None,
            )
        )
    return rows
