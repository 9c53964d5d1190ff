"""Ask for the file of a long list, and download it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arcore.company.signed_in import user_of
from arcore.exports.making import ExportRefused, list_at
from arcore.exports.models import ExportedFile
from arcore.exports.tasks import make_file
from arcore.jobs import enqueue


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Queue the file of the posted list, under the list's own permission."""
    address = request.POST.get("list", "")
    try:
        view, _asked, _kind = list_at(address, request.user)
    except ExportRefused as refused:
        messages.error(request, str(refused))
        return redirect("desk")
    title = _("Export: %(list)s") % {"list": view.get_title()}
    return redirect(
        enqueue(make_file, title=title[:200], user=user_of(request), address=address)
    )


@require_safe
@permission_required("exports.view_exportedfile", raise_exception=True)
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """For the person who asked for it, as long as they may still see the list."""
    kept = get_object_or_404(ExportedFile.objects.select_related("progress"), pk=pk)
    if kept.progress.user_id != request.user.pk:
        raise PermissionDenied(_("This file was made for somebody else."))
    if not request.user.has_perm(kept.permission):
        raise PermissionDenied(_("You may not see this list."))
    answer = StreamingHttpResponse(kept.read(), content_type=kept.content_type)
    answer["Content-Length"] = str(kept.size)
    answer["Content-Disposition"] = content_disposition_header(True, kept.name) or ""  # noqa: FBT003 (as an attachment)
    add_never_cache_headers(answer)
    return answer
