"""Who else means to pay an entry, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.applying.applicants import Applicant, applicants
from ledger.models import ApplicationMark


def who_marked(theirs: ApplicationMark) -> str:
    """The user, the time, and what for."""
    return told_of(theirs, applicants([theirs.owner]).get(theirs.owner))


def told_of(theirs: ApplicationMark, other: Applicant | None) -> str:
    """The same where what it is for was read before, as for a page of marks."""
    facts = {
        "user": theirs.marked_by or "?",
        "when": date_format(timezone.localtime(theirs.marked_at), "SHORT_DATETIME_FORMAT"),
        "what": other.label if other else _("something else"),
    }
    return _("Marked by %(user)s on %(when)s for %(what)s.") % facts
