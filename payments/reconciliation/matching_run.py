"""Apply automatically, as often as wanted, with a summary that a person reads."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arcore.company.models import User
from payments.matching.run import MatchSummary, match
from payments.models import BankReconciliationSetup, ReconciliationJournal
from payments.reconciliation.totals import Totals
from payments.reconciliation.versions import gone

AT_ONCE_LINES = 2_000


def apply_automatically(
    journal: ReconciliationJournal, user: User, today: date, *, overwrite: bool
) -> MatchSummary:
    """Match every line; with `overwrite` also those that a person applied or accepted.

    Raises ChangedMeanwhile when the journal was posted or deleted.
    """
    try:
        return match(journal, overwrite=overwrite, user=user, today=today)
    except ReconciliationJournal.DoesNotExist as missing:
        raise gone() from missing


def summary_of(matched: MatchSummary) -> str:
    """ "14 of 20 lines are applied.", and what was left to other journals."""
    told = _("%(applied)d of %(total)d lines are applied.") % {
        "applied": matched.applied,
        "total": matched.total,
    }
    if not matched.marked_elsewhere:
        return told
    more = ngettext(
        "%(count)d entry is left out because another journal applies it.",
        "%(count)d entries are left out because other journals apply them.",
        matched.marked_elsewhere,
    ) % {"count": matched.marked_elsewhere}
    return f"{told} {more}"


def matches_on_import(journal: ReconciliationJournal) -> bool:
    """Whether a new journal of the account is matched at once."""
    return not BankReconciliationSetup.of(journal.bank_account).disable_automatic_matching


def is_long(totals: Totals) -> bool:
    """Whether the worker should do it."""
    return totals.lines > AT_ONCE_LINES
