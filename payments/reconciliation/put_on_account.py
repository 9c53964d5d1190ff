"""What is left of a line goes on account of a customer or vendor, applied to no entry."""

from typing import Any

from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from payments.models import AccountType, Confidence, LineChange
from payments.reconciliation.parts import add_up, rest_on_account, set_account
from payments.reconciliation.refused import refuse
from payments.reconciliation.versions import change_line

PARTIES = (AccountType.CUSTOMER, AccountType.VENDOR)


def put_on_account(
    line_id: int, version: int, user: User, *, kind: str = "", party: Any = None
) -> None:
    """The difference of the line goes to its own party, or to `party` when it has none yet.

    An "apply to oldest" customer's payment settles his oldest entries when it is posted.
    """
    with change_line(line_id, version, user, LineChange.ON_ACCOUNT) as line:
        if line.difference == ZERO:
            refuse(_("Nothing of this line is left over."), line.line_no)
        if not line.account_type and kind in PARTIES and party is not None:
            set_account(line, kind, party)
        if line.account_type not in PARTIES:
            refuse(_("Choose a customer or vendor first."), line.line_no, "party")
        rest_on_account(line, line.difference)
        add_up(line, Confidence.MANUAL)
