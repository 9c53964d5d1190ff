"""Accept what matching found, or remove it."""

from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.models import AccountType, Confidence, LineChange
from payments.reconciliation.parts import add_up, clear, rest_on_account
from payments.reconciliation.refused import LeftOver, refuse
from payments.reconciliation.shown_amount import shown_amount
from payments.reconciliation.versions import change_line

PARTIES = (AccountType.CUSTOMER, AccountType.VENDOR)


def accept(line_id: int, version: int, user: User, *, rest_to_account: bool = False) -> None:
    """All parts of the line are right. What is left over goes on account where asked so.

    Raises LeftOver when something is left and nobody said where it goes.
    """
    with change_line(line_id, version, user, LineChange.ACCEPTED) as line:
        if not line.applied_count:
            refuse(_("Nothing is applied yet, so there is nothing to accept."), line.line_no)
        if line.difference != ZERO:
            if not rest_to_account or line.account_type not in PARTIES:
                raise LeftOver([Refusal(_left_over(line), line.line_no)])
            rest_on_account(line, line.difference)
        add_up(line, Confidence.ACCEPTED)


def remove(line_id: int, version: int, user: User) -> None:
    """Clear account, parts, warnings and marks."""
    with change_line(line_id, version, user, LineChange.REMOVED) as line:
        clear(line)


def _left_over(line) -> str:
    facts = {"rest": shown_amount(line, line.difference), "party": str(line.party or "")}
    if line.account_type in PARTIES:
        return _("%(rest)s is left over. Put it on account of %(party)s?") % facts
    return _("%(rest)s is left over. Transfer it to an account first.") % facts
