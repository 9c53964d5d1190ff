"""Long work of the ledger."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arcore.jobs import job
from arcore.jobs.models import Progress
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import ToleranceChange
from ledger.posting import PostingRefused, post
from ledger.tolerance.change import let_entries_follow

WAIT_S = 60


@job("ledger.change_tolerance", refusals=(PostingRefused,))
def change_tolerance(progress: Progress, change_id: int) -> str:
    """Let the open entries of a currency follow a change of its payment tolerance."""
    progress.report(0, message=_("Waiting for postings under way"))
    let_entries_follow(
        ToleranceChange.objects.get(pk=change_id),
        now=timezone.now(),
        wait_s=WAIT_S,
        report=lambda done, total: progress.report(
            done, total=total, message=_("Changing open entries")
        ),
    )
    return reverse("tolerance:list")


@job("ledger.adjust_exchange_rates", refusals=(PostingRefused,))
def adjust_rates(
    progress: Progress,
    key: str,
    user_id: int,
    today: str,
    day: str,
    currencies: list[str],
    document_no: str,
) -> str:
    """Post an adjustment of exchange rates; run twice, it posts once."""
    progress.report(0, total=1, message=_("Posting"))
    command = adjust_exchange_rates(
        date.fromisoformat(day),
        currencies,
        document_no,
        key=key,
        user_id=user_id,
        today=date.fromisoformat(today),
    )
    return post(command).get_absolute_url()
