"""Revalue: unrealized gain and loss of a foreign entry or bank account (ledger spec, section 1)."""

from arcore.values.money import ZERO
from ledger.models.open_entry import DetailedEntry
from ledger.posting.plan import (
    Plan,
    PlannedBank,
    PlannedDetail,
    PlannedGeneral,
    PlannedTransaction,
)
from ledger.posting.positions import Positions, known_position
from ledger.posting.undoing import Revaluation

Type = DetailedEntry.EntryType


def revalue(
    plan: Plan, transaction: PlannedTransaction, revaluation: Revaluation, existing: Positions
) -> None:
    """The difference in LCY on the entry or bank account, against the unrealized account.

    100.00 EUR standing at 110.00, on a day at 1.15: +5.00, a gain. What an application takes
    back belongs to it, so that unapplying brings it back.
    """
    lcy, entry = revaluation.difference, revaluation.entry
    application_no = revaluation.application_no
    if entry is not None:
        position = known_position(plan, existing, entry)
        is_gain = (lcy > ZERO) != revaluation.takes_back
        kind = Type.UNREALIZED_GAIN if is_gain else Type.UNREALIZED_LOSS
        plan.details.append(
            PlannedDetail(position, transaction, kind, ZERO, lcy, application_no=application_no)
        )
        position.remaining_lcy += lcy
        position.adjusted_factor = revaluation.factor
        position.touched = True
    if revaluation.bank is not None:
        plan.bank.append(PlannedBank(transaction, revaluation.bank))
    described = entry.document_no if entry else ""
    if revaluation.bank is not None:
        described = revaluation.bank.description
    for account, amount in (
        (revaluation.control_account_id, lcy),
        (revaluation.account_id, -lcy),
    ):
        plan.general.append(
            PlannedGeneral(
                transaction,
                account,
                amount,
                transaction.document_type,
                described,
                application_no=application_no,
            )
        )
