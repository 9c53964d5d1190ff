"""Post a long batch by a job; its lines stay as they are until that has ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.jobs import enqueue
from arcore.jobs.models import Progress
from ledger.posting import Command
from ledger.posting.for_sources import locks
from payments.journal.versions import BATCHES
from payments.models import JournalBatch
from payments.tasks import post_large_batch


@transaction.atomic
def post_in_background(batch_id: int, command: Command, user: User) -> Progress:
    """Queue the posting and return its progress; asked again meanwhile, the same one."""
    locks.take_rows("payments_journalbatch", [batch_id])
    batch = BATCHES.get(pk=batch_id)
    if batch.posting is not None and batch.is_being_posted:
        return batch.posting
    progress = enqueue(
        post_large_batch,
        title=_("Posting of %(batch)s") % {"batch": batch},
        user=user,
        batch_id=batch_id,
        version=command.version,
        user_id=user.pk,
        today=command.today.isoformat(),
        asked="asked" in command.options,
    )
    JournalBatch.objects.filter(pk=batch_id).update(posting=progress)
    return progress
