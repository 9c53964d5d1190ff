"""What every screen of the journal needs: who asks, the batch that is meant, the way back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from payments.journal.versions import BATCHES
from payments.models import JournalBatch

VIEW = "payments.view_journalline"
ADD = "payments.add_journalline"
CHANGE = "payments.change_journalline"
IMPORT = "payments.import_journalline"
POST = "payments.post_journalbatch"
SET_UP = "payments.setup_journalbatch"
VIEW_POSTED = "payments.view_postedjournal"


def batch_of(pk: int) -> JournalBatch:
    """The batch with its template and accounts; 404 when it is gone."""
    return get_object_or_404(BATCHES, pk=pk)


def crumbs(batch: JournalBatch | None = None) -> list[tuple]:
    """The way back to the list, and to the batch."""
    found: list[tuple] = [(_("Payment journals"), reverse("journal:list"))]
    if batch is not None:
        found.append((str(batch), batch.get_absolute_url()))
    return found
