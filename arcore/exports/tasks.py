"""Make the file of a long list, and forget files after a week."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from arcore.exports.making import MOST_ROWS, ExportRefused, list_at, refuse_too_long
from arcore.exports.models import ExportedFile
from arcore.jobs import job
from arcore.jobs.models import Progress
from arcore.ui.export.writing import one_moment, write_list

KEPT_FOR = timedelta(days=7)


@job("exports.make_file", refusals=(ExportRefused,))
def make_file(progress: Progress, address: str) -> str:
    """Write the list at this address as its person sees it now; the address of the file."""
    view, request, kind = list_at(address, progress.user)
    queryset, sort = view.found(request), view.sort(request)
    with one_moment(queryset):
        refuse_too_long(queryset)
        total = queryset.order_by()[: MOST_ROWS + 1].count()
        progress.report(0, total=total)
        made = write_list(view, queryset, sort, kind, progress.report)
    kept = ExportedFile(
        progress=progress,
        permission=view.permission_required,
        name=made.name,
        content_type=made.content_type,
    )
    with made.file:
        kept.keep(made.file)
    return kept.get_absolute_url()


def forget_old_files(timestamp: int = 0) -> int:
    """Delete files that are older than a week; how many that were."""
    old = ExportedFile.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get("exports.ExportedFile", 0)


forget = app.periodic(cron="17 3 * * *", periodic_id="exports.forget")(
    app.task(name="exports.forget", queueing_lock="exports.forget")(forget_old_files)
)
