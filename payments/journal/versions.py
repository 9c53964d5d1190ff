"""One change of a batch at a time: who comes second on a line is told, and nothing is lost.

A change locks its batch, never ledger entries: those are locked when the batch is posted.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.posting import Refusal
from ledger.posting.for_sources import locks
from payments.journal.refused import JournalRefused, LineChanged
from payments.models import JournalBatch, JournalLine

BATCHES = JournalBatch.objects.select_related(
    "template__number_series",
    "template__balancing_account",
    "template__balancing_bank",
    "number_series",
    "balancing_account",
    "balancing_bank",
    "posting__user",
)
# One query for each kind of account that lines have: joined all at once, to plan the statement
# would take many times as long as to run it.
LINES = JournalLine.objects.select_related("currency").prefetch_related(
    "account", "customer", "vendor", "bank", "balancing_account", "balancing_customer",
    "balancing_vendor", "balancing_bank", "applies_to_customer_entry",
    "applies_to_vendor_entry", "customer_posting_group", "vendor_posting_group", "changed_by",
)  # fmt: skip


@contextmanager
def change_batch(batch_id: int) -> Iterator[JournalBatch]:
    """The batch, held until the block ends, which counts as one more version of it.

    Raises JournalRefused when it is gone, or while a job posts it.
    """
    with transaction.atomic():
        locks.take_rows("payments_journalbatch", [batch_id])
        batch = BATCHES.filter(pk=batch_id).first()
        if batch is None:
            raise JournalRefused([Refusal(_("This journal was deleted meanwhile."))])
        if batch.is_being_posted:
            raise JournalRefused([Refusal(why_locked(batch))])
        yield batch
        JournalBatch.objects.filter(pk=batch_id).update(version=F("version") + 1)


def why_locked(batch: JournalBatch) -> str:
    """Why nobody may change the lines just now; empty when everybody may."""
    if batch.posting is None or not batch.is_being_posted:
        return ""
    since = timezone.localtime(batch.posting.created_at)
    return _(
        "%(batch)s is being posted, as %(user)s asked at %(time)s. Its lines can be changed again "
        "when that has ended; what you typed is kept."
    ) % {"batch": batch, "user": batch.posting.user or "?", "time": f"{since:%H:%M}"}


@contextmanager
def line_as_seen(line_id: int, version: int | None) -> Iterator[JournalLine]:
    """The line, held until the block ends, if it still is as the user saw it at `version`.

    Raises LineChanged when it has another version, or is gone: posted or deleted.
    """
    batch_id = JournalLine.objects.filter(pk=line_id).values_list("batch", flat=True).first()
    if batch_id is None:
        raise gone()
    with change_batch(batch_id) as batch:
        line = LINES.filter(pk=line_id).first()
        if line is None:
            raise gone()
        if version is not None and line.version != version:
            message = _("This line was changed by somebody else meanwhile. Look at it again.")
            raise LineChanged([Refusal(message, line.line_no)], line)
        line.batch = batch
        yield line


def changed_meanwhile() -> Refusal:
    """The journal is not the one that the user looked at any more."""
    return Refusal(
        _(
            "The journal was changed or posted since you looked at it. Look at it again, then "
            "post."
        )
    )


def gone() -> LineChanged:
    """The line that the user looked at is not there any more."""
    message = _("This line was posted or deleted by somebody else meanwhile.")
    return LineChanged([Refusal(message)])
