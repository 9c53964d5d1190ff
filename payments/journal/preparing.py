"""Prepare the look ahead at a long batch by a job, once at a time."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.jobs import enqueue
from arcore.jobs.models import Progress
from ledger.posting.for_sources import locks
from payments.journal.outlook import outlook_of_batch
from payments.journal.versions import BATCHES
from payments.models import JournalOutlook
from payments.tasks import prepare_batch


@transaction.atomic
def prepare_in_background(batch_id: int, user: User, today: date, *, page: str) -> Progress:
    """Queue the look ahead for the batch as it is now; asked again meanwhile, the same one.

    `page` is the name of the address that shows the result.
    """
    locks.take_rows("payments_journalbatch", [batch_id])
    batch = BATCHES.get(pk=batch_id)
    known = outlook_of_batch(batch, today)
    making = known.progress if known is not None and known.is_being_made else None
    if making is not None and making.user_id == user.pk:
        return making
    JournalOutlook.objects.filter(batch=batch_id).delete()
    outlook = JournalOutlook.objects.create(batch=batch, version=batch.version, day=today)
    outlook.progress = enqueue(
        prepare_batch,
        title=_("Preview of %(batch)s") % {"batch": batch},
        user=user,
        batch_id=batch_id,
        outlook_id=outlook.pk,
        page=page,
    )
    outlook.save(update_fields=["progress"])
    return outlook.progress
