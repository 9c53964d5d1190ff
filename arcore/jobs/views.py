"""The progress page; htmx asks for its part again until the job has ended."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from arcore.jobs.models import Progress


@require_safe
@never_cache
@vary_on_headers("HX-Request")
@permission_required("jobs.view_progress", raise_exception=True)
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """For the person who asked for the job, and for administrators."""
    progress = get_object_or_404(Progress, pk=pk)
    if progress.user_id != request.user.pk and not request.user.has_perm(
        "jobs.watch_every_progress"
    ):
        raise PermissionDenied(_("This job was asked for by somebody else."))
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "jobs/progress_part.html" if part else "jobs/progress.html"
    return render(request, template, {"title": progress.title, "progress": progress})
