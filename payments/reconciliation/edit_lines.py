"""Type, change and delete lines by hand.

A changed amount or a deleted line makes the entered ending balance doubtful, so it is cleared.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from payments.models import (
    Confidence,
    LineChange,
    ReconciliationJournal,
    ReconciliationLine,
)
from payments.reconciliation.parts import add_up, rest_on_account
from payments.reconciliation.refused import refuse
from payments.reconciliation.versions import change_journal, change_line, line_as_seen

EDITABLE = (
    "transaction_date",
    "value_date",
    "amount",
    "text",
    "related_party_name",
    "related_party_account",
    "payment_reference",
)


def add_line(journal_id: int, values: dict[str, Any], user: User) -> ReconciliationLine:
    """A typed line at the end of the journal."""
    _refuse_zero(values["amount"])
    with change_journal(journal_id) as journal:
        last = journal.lines.aggregate(last=Max("line_no"))["last"] or 0
        line = ReconciliationLine.objects.create(
            journal=journal,
            line_no=last + 1,
            changed_by=user,
            last_change=LineChange.EDITED,
            **{name: values[name] for name in EDITABLE if name in values},
        )
        _clear_ending_balance(journal)
        return line


def edit_line(line_id: int, version: int, values: dict[str, Any], user: User) -> None:
    """Change date, amount or texts. The amount of an applied line stays as it is."""
    with change_line(line_id, version, user, LineChange.EDITED) as line:
        amount = values.get("amount", line.amount)
        _refuse_zero(amount)
        if amount != line.amount:
            if line.applied_count:
                refuse(
                    _("The line is applied. Remove the application, then change the amount."),
                    line.line_no,
                    "amount",
                )
            _clear_ending_balance(line.journal)
        for name in EDITABLE:
            if name in values:
                setattr(line, name, values[name])


def delete_line(line_id: int, version: int, user: User) -> None:
    """Delete the line. The amount of a child line goes back to its parent."""
    with line_as_seen(line_id, version) as line:
        if line.children.exists():
            refuse(
                _("Parts of this line were transferred. Delete those lines first."),
                line.line_no,
            )
        if line.parent_id:
            _give_back(line, user)
        else:
            _clear_ending_balance(line.journal)
        line.delete()


def edit_header(
    journal_id: int,
    version: int,
    *,
    statement_date: date | None,
    ending_balance: Decimal | None,
) -> None:
    """Date and ending balance of the statement, as printed on it."""
    with change_journal(journal_id, version) as journal:
        journal.statement_date, journal.ending_balance = statement_date, ending_balance
        journal.save(update_fields=["statement_date", "ending_balance"])


def _give_back(line: ReconciliationLine, user: User) -> None:
    parent = line.parent
    assert parent is not None
    parent.amount += line.amount
    if parent.account_type and _takes_everything(parent):
        rest_on_account(parent, line.amount)
        add_up(parent, Confidence.MANUAL)
    parent.version += 1
    parent.changed_by, parent.last_change = user, LineChange.EDITED
    parent.save()


def _takes_everything(line: ReconciliationLine) -> bool:
    """Whether the line went whole to a G/L or bank account, which has no open rest."""
    return line.account_type in ("account", "bank")


def _clear_ending_balance(journal: ReconciliationJournal) -> None:
    ReconciliationJournal.objects.filter(pk=journal.pk).update(ending_balance=None)


def _refuse_zero(amount: Decimal) -> None:
    if amount == ZERO:
        refuse(_("A line needs an amount."), field="amount")
