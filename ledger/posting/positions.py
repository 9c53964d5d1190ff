"""Positions: entries, new and posted, while a posting works on them."""

from ledger.posting.known import OpenEntry, PartyKind, VatPart
from ledger.posting.plan import Plan, PlannedTransaction, Position
from ledger.posting.request import AccountLine, PartyLine, TransactionRequest

Positions = dict[tuple[PartyKind, int], Position]


def new_position(
    plan: Plan, transaction: PlannedTransaction, line: PartyLine, wanted: TransactionRequest
) -> Position:
    """The entry that a line makes."""
    assert line.party.accounts.control is not None, "the check `control_account` refuses this"
    position = Position(
        kind=line.party.kind,
        party_id=line.party.id,
        posting_date=transaction.posting_date,
        due_date=line.due_date,
        document_type=line.document_type,
        document_no=transaction.document_no,
        currency_id=line.currency.code,
        control_account_id=line.party.accounts.control,
        remaining=line.amount,
        remaining_lcy=line.amount_lcy,
        discount_date=line.discount_date,
        discount_tolerance_date=line.discount_tolerance_date,
        remaining_discount=line.discount_possible,
        max_tolerance=line.max_tolerance,
        factor=line.factor,
        gross_lcy=line.amount_lcy,
        vat=_vat_of(wanted) if line.discount_possible or line.max_tolerance else (),
        transaction=transaction,
        line=line,
    )
    plan.positions.append(position)
    return position


def _vat_of(wanted: TransactionRequest) -> tuple[VatPart, ...]:
    """VAT of the document's own lines that a discount on it takes back."""
    return tuple(
        VatPart(
            line.account.id, line.vat_rate, line.vat_base, line.amount_lcy, line.vat_identifier
        )
        for line in wanted.lines
        if isinstance(line, AccountLine)
        and line.adjusts_vat
        and line.vat_rate is not None
        and line.vat_base is not None
    )


def known_position(plan: Plan, existing: Positions, entry: OpenEntry) -> Position:
    """The position of a posted entry: one for the whole plan."""
    key = (entry.kind, entry.id)
    if key in existing:
        return existing[key]
    assert entry.control_account_id is not None
    position = Position(
        kind=entry.kind,
        party_id=entry.party_id,
        posting_date=entry.posting_date,
        due_date=entry.due_date,
        document_type=entry.document_type,
        document_no=entry.document_no,
        currency_id=entry.currency_id,
        control_account_id=entry.control_account_id,
        remaining=entry.remaining,
        remaining_lcy=entry.remaining_lcy,
        discount_date=entry.discount_date,
        discount_tolerance_date=entry.discount_tolerance_date,
        remaining_discount=entry.remaining_discount,
        max_tolerance=entry.max_tolerance,
        factor=entry.factor,
        gross_lcy=entry.amount_lcy,
        vat=entry.vat,
        unrealized_gain=entry.unrealized_gain,
        unrealized_loss=entry.unrealized_loss,
        existing=entry,
    )
    existing[key] = position
    plan.positions.append(position)
    return position
