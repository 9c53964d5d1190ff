"""Station 5: from the request to the complete list of rows, by pure functions."""

from collections.abc import Sequence

from ledger.models.open_entry import DetailedEntry
from ledger.posting.acceptance import Acceptance
from ledger.posting.amounts.application import apply_entry
from ledger.posting.amounts.offer import Target
from ledger.posting.known import Party
from ledger.posting.plan import (
    Plan,
    PlannedBank,
    PlannedDetail,
    PlannedGeneral,
    PlannedTransaction,
    Position,
)
from ledger.posting.positions import Positions, known_position, new_position
from ledger.posting.request import (
    AccountLine,
    Application,
    BankLine,
    PartyLine,
    PostingRequest,
    TransactionRequest,
)
from ledger.posting.revalue import revalue
from ledger.posting.reverse import reverse
from ledger.posting.unapply import unapply


def work_out(request: PostingRequest) -> Plan:
    """Every row that posting the request writes. Expects a request that passed all checks."""
    plan = Plan(
        source=request.source,
        local=request.local_currency,
        journal_batch=request.journal_batch,
        bank_closings=request.bank_closings,
        draws=request.draws,
    )
    existing: Positions = {}
    for wanted in request.transactions:
        before = plan.transactions[-1] if wanted.continues else None
        transaction = PlannedTransaction(
            wanted.posting_date,
            wanted.document_type,
            wanted.document_no,
            wanted.number,
            part_of=before and (before.part_of or before),
        )
        plan.transactions.append(transaction)
        _work_out_transaction(plan, transaction, wanted, existing, request)
    return plan


def _work_out_transaction(
    plan: Plan,
    transaction: PlannedTransaction,
    wanted: TransactionRequest,
    existing: Positions,
    request: PostingRequest,
) -> None:
    new: dict[int, Position] = {}
    for line in wanted.lines:
        if isinstance(line, PartyLine):
            new[line.number] = position = new_position(plan, transaction, line, wanted)
            _post_party_line(plan, transaction, position)
        elif isinstance(line, AccountLine):
            _post_account_line(plan, transaction, line, wanted.document_type)
        else:
            _post_bank_line(plan, transaction, line)
    for line in wanted.lines:
        if isinstance(line, PartyLine) and line.applies:
            targets = _targets(plan, new, existing, line.applies)
            applying = new[line.number]
            _apply(plan, transaction, applying, targets, line.party, line.tolerance, request)
    for one in wanted.entry_applications:
        applying = known_position(plan, existing, one.applying)
        targets = _targets(plan, new, existing, one.applies)
        _apply(plan, transaction, applying, targets, one.party, one.tolerance, request)
    for unapplication in wanted.unapplications:
        unapply(plan, transaction, unapplication, existing)
    for reversal in wanted.reversals:
        reverse(plan, transaction, reversal, existing)
    for revaluation in wanted.revaluations:
        revalue(plan, transaction, revaluation, existing)


def _apply(
    plan: Plan,
    transaction: PlannedTransaction,
    applying: Position,
    targets: Sequence[Target],
    party: Party,
    tolerance: Acceptance | None,
    request: PostingRequest,
) -> None:
    live = [target for target in targets if target.position.remaining]
    if live and applying.remaining:
        apply_entry(
            plan,
            transaction,
            applying,
            live,
            party.accounts,
            acceptance=None if party.block_payment_tolerance else tolerance,
            market=request.market,
            rules=request.tolerance_rules,
        )


def _targets(
    plan: Plan,
    new: dict[int, Position],
    existing: Positions,
    applications: Sequence[Application],
) -> list[Target]:
    found = []
    for application in applications:
        if application.entry is None:
            assert application.line is not None
            position = new[application.line]
        else:
            position = known_position(plan, existing, application.entry)
        amount = position.remaining if application.amount is None else application.amount
        found.append(Target(position, amount))
    return found


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
    if not line.amount_lcy:
        return
    plan.general.append(
        PlannedGeneral(
            transaction,
            line.bank.account_id,
            line.amount_lcy,
            line.document_type,
            line.description,
        )
    )
