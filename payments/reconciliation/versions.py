"""One change of a line at a time: who comes second is told who did what, and nothing is lost.

A change locks its journal, never ledger entries: those are locked when the journal is posted.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.posting import Refusal
from ledger.posting.for_sources import locks
from payments.models import LineChange, ReconciliationJournal, ReconciliationLine
from payments.reconciliation.refused import ChangedMeanwhile

JOURNAL_TABLE = "payments_reconciliationjournal"


@contextmanager
def change_journal(
    journal_id: int, version: int | None = None
) -> Iterator[ReconciliationJournal]:
    """The journal, held until the block ends, which counts as one more version of it.

    Raises ChangedMeanwhile when it is gone, or has another version than the one given.
    """
    with transaction.atomic():
        locks.take_rows(JOURNAL_TABLE, [journal_id])
        journal = (
            ReconciliationJournal.objects.select_related("bank_account")
            .filter(pk=journal_id)
            .first()
        )
        if journal is None:
            raise gone()
        if version is not None and journal.version != version:
            message = _("The journal was changed by somebody else meanwhile. Look at it again.")
            raise ChangedMeanwhile([Refusal(message)])
        yield journal
        ReconciliationJournal.objects.filter(pk=journal_id).update(version=F("version") + 1)


@contextmanager
def line_as_seen(line_id: int, version: int) -> Iterator[ReconciliationLine]:
    """The line, held until the block ends, if it still is as the user saw it at `version`.

    Raises ChangedMeanwhile, naming who did what, when it has another version or is gone.
    """
    found = ReconciliationLine.objects.filter(pk=line_id)
    journal_id = found.values_list("journal", flat=True).first()
    if journal_id is None:
        raise gone()
    with change_journal(journal_id):
        line = found.select_related("journal__bank_account", "changed_by").first()
        if line is None:
            raise gone()
        refuse_other_version(line, version)
        yield line


@contextmanager
def change_line(
    line_id: int, version: int, user: User, what: LineChange
) -> Iterator[ReconciliationLine]:
    """As `line_as_seen`; the line is saved with its author when the block ends."""
    with line_as_seen(line_id, version) as line:
        yield line
        line.version += 1
        line.changed_by, line.last_change = user, what
        line.save()


def refuse_other_version(line: ReconciliationLine, version: int) -> None:
    """Raise ChangedMeanwhile unless the line still has the version the user looked at."""
    if line.version == version:
        return
    who = line.changed_by.get_full_name() or line.changed_by.username if line.changed_by else ""
    what = LineChange(line.last_change).label if line.last_change else _("changed")
    message = (
        _("This line was meanwhile %(what)s by %(who)s. Look at it again.")
        if who
        else _("This line was meanwhile %(what)s. Look at it again.")
    ) % {"what": what, "who": who}
    raise ChangedMeanwhile([Refusal(message, line.line_no)])


def gone() -> ChangedMeanwhile:
    """The journal or line that the user looked at is not there any more."""
    message = _("This was posted or deleted by somebody else meanwhile.")
    return ChangedMeanwhile([Refusal(message)])
