"""What is left of a line goes to a G/L account, customer, vendor or bank account.

If nothing is applied yet the line itself takes the account. Otherwise it shrinks to what is
applied, and a child line with the same date, text and transaction id carries the rest.
"""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from payments.models import Confidence, LineChange, ReconciliationLine
from payments.reconciliation.parts import add_up, rest_on_account, set_account
from payments.reconciliation.refused import refuse
from payments.reconciliation.shown_amount import shown_amount
from payments.reconciliation.versions import change_line

INHERITED = (
    "journal",
    "imported_line",
    "transaction_date",
    "value_date",
    "additional_info",
    "related_party_name",
    "related_party_address",
    "related_party_city",
    "related_party_account",
    "payment_reference",
    "transaction_id",
    "end_to_end_id",
    "bank_transaction_code",
    "is_reversal",
)


def transfer_difference(
    line_id: int,
    version: int,
    user: User,
    *,
    kind: str,
    target: Any,
    description: str = "",
) -> ReconciliationLine:
    """Send the difference to `target` of account type `kind`; returns the line that carries it.

    Raises ReconciliationRefused without account or difference, for the statement's own bank
    account, and when applied entries of both signs cancel out: no line of 0.00 is left behind.
    """
    with change_line(line_id, version, user, LineChange.TRANSFERRED) as line:
        if target is None:
            refuse(_("Choose the account."), line.line_no, "target")
        if line.difference == ZERO:
            refuse(_("Nothing of this line is left over."), line.line_no)
        if target == line.journal.bank_account:
            refuse(
                _("The line can't be transferred to the statement's own bank account."),
                line.line_no,
                "target",
            )
        if not line.applied_count:
            line.text = description or line.text
            return _take(line, kind, target)
        _refuse_nothing_kept(line)
        child = _child(line, user)
        child.text = description or line.text
        child.save()
        line.amount = line.applied_amount
        _take(child, kind, target).save()
        return child


def _refuse_nothing_kept(line: ReconciliationLine) -> None:
    """Line 70.00 on a credit memo of -30.00 and an invoice of 30.00 would shrink to 0.00."""
    if line.applied_amount != ZERO:
        return
    refuse(
        _(
            "The entries applied to this line cancel each other out, so a transfer of "
            "%(amount)s would leave the line with 0. Take those entries off first, or apply "
            "more of an invoice."
        )
        % {"amount": shown_amount(line, line.difference)},
        line.line_no,
    )


def _take(line: ReconciliationLine, kind: str, target: Any) -> ReconciliationLine:
    set_account(line, kind, target)
    rest_on_account(line, line.difference)
    add_up(line, Confidence.MANUAL)
    return line


def _child(line: ReconciliationLine, user: User) -> ReconciliationLine:
    last = line.journal.lines.aggregate(last=Max("line_no"))["last"] or 0
    return ReconciliationLine(
        **{name: getattr(line, name) for name in INHERITED},
        parent=line.parent or line,
        line_no=last + 1,
        amount=line.difference,
        changed_by=user,
        last_change=LineChange.TRANSFERRED,
    )
