"""Station 5: from the request to the complete list of rows, by pure functions."""

from ledger.models.open_entry import DetailedEntry
from ledger.posting.amounts.application import Target, apply_entry
from ledger.posting.plan import (
    Plan,
    PlannedBank,
    PlannedDetail,
    PlannedGeneral,
    PlannedTransaction,
    Position,
)
from ledger.posting.request import (
    AccountLine,
    Application,
    BankLine,
    OpenEntry,
    PartyKind,
    PartyLine,
    PostingRequest,
    TransactionRequest,
)


def work_out(request: PostingRequest) -> Plan:
    """Every row that posting the request writes. Expects a request that passed all checks."""
    plan = Plan(
        source=request.source,
        local=request.local_currency,
        journal_batch=request.journal_batch,
        bank_closings=request.bank_closings,
        draws=request.draws,
    )
    existing: dict[tuple[PartyKind, int], Position] = {}
    for wanted in request.transactions:
        transaction = PlannedTransaction(
            wanted.posting_date, wanted.document_type, wanted.document_no, wanted.number
        )
        plan.transactions.append(transaction)
        _work_out_transaction(plan, transaction, wanted, existing)
    return plan


def _work_out_transaction(
    plan: Plan,
    transaction: PlannedTransaction,
    wanted: TransactionRequest,
    existing: dict[tuple[PartyKind, int], Position],
) -> None:
    new: dict[int, Position] = {}
    for line in wanted.lines:
        if isinstance(line, PartyLine):
            new[line.number] = position = _new_position(plan, transaction, line)
            _post_party_line(plan, transaction, position)
        elif isinstance(line, AccountLine):
            _post_account_line(plan, transaction, line, wanted.document_type)
        else:
            _post_bank_line(plan, transaction, line)
    for line in wanted.lines:
        if isinstance(line, PartyLine) and line.applies:
            targets = [
                _target(plan, new, existing, application) for application in line.applies
            ]
            live = [target for target in targets if target.position.remaining]
            if live and new[line.number].remaining:
                accounts = line.party.accounts
                apply_entry(plan, transaction, new[line.number], live, accounts)


def _new_position(plan: Plan, transaction: PlannedTransaction, line: PartyLine) -> Position:
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
        remaining_discount=line.discount_possible,
        max_tolerance=line.max_tolerance,
        transaction=transaction,
        line=line,
    )
    plan.positions.append(position)
    return position


def _post_party_line(plan: Plan, transaction: PlannedTransaction, position: Position) -> None:
    line = position.line
    assert line is not None
    initial = DetailedEntry.EntryType.INITIAL
    plan.details.append(
        PlannedDetail(position, transaction, initial, line.amount, line.amount_lcy)
    )
    if not line.amount_lcy:
        return
    plan.general.append(
        PlannedGeneral(
            transaction,
            position.control_account_id,
            line.amount_lcy,
            line.document_type,
            line.description,
        )
    )


def _post_account_line(
    plan: Plan, transaction: PlannedTransaction, line: AccountLine, document_type: str
) -> None:
    if not line.amount_lcy:
        return
    plan.general.append(
        PlannedGeneral(
            transaction,
            line.account.id,
            line.amount_lcy,
            document_type,
            line.description,
            line.vat_rate,
            line.vat_base,
            line.vat_identifier,
        )
    )


def _post_bank_line(plan: Plan, transaction: PlannedTransaction, line: BankLine) -> None:
    plan.bank.append(PlannedBank(transaction, line))
    plan.general.append(
        PlannedGeneral(
            transaction,
            line.bank.account_id,
            line.amount_lcy,
            line.document_type,
            line.description,
        )
    )


def _target(
    plan: Plan,
    new: dict[int, Position],
    existing: dict[tuple[PartyKind, int], Position],
    application: Application,
) -> Target:
    if application.entry is None:
        assert application.line is not None
        position = new[application.line]
    else:
        entry = application.entry
        position = existing.get((entry.kind, entry.id)) or _known(plan, existing, entry)
    amount = position.remaining if application.amount is None else application.amount
    return Target(position, amount)


def _known(
    plan: Plan, existing: dict[tuple[PartyKind, int], Position], entry: OpenEntry
) -> Position:
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
        remaining_discount=entry.remaining_discount,
        max_tolerance=entry.max_tolerance,
        existing=entry,
    )
    existing[(entry.kind, entry.id)] = position
    plan.positions.append(position)
    return position
