"""Which list an address names, for the person who asks, and its file."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from arcore.ui.counts import has_more_than
from arcore.ui.export.writing import CONTENT_TYPES
from arcore.ui.lists import ListView

MOST_ROWS = 1_000_000  # of a file; a sheet of a spreadsheet holds 1,048,576
LONGEST_ADDRESS = 2_000


class ExportRefused(Exception):
    """The file can't be made; the text says why and what to do."""


def list_at(address: str, user: Any) -> tuple[ListView, HttpRequest, str]:
    """The list, a request for it as this person would send it, and the kind of file.

    Raises ExportRefused for what is no list, no kind or no longer this person's to see.
    """
    parts = urlsplit(address[:LONGEST_ADDRESS])
    request = HttpRequest()
    request.method, request.path, request.user = "GET", parts.path, user
    request.path_info = parts.path
    request.GET = QueryDict(parts.query)
    kind = request.GET.get("export", "")
    view = _view_at(parts.path, request)
    if view is None or kind not in CONTENT_TYPES:
        raise ExportRefused(_("There is no such list. Open the list and export it again."))
    try:
        if not view.has_permission():
            raise PermissionDenied
        if view.has_bad_filter(request):
            raise ExportRefused(_("A filter of the list can't be read. Set it anew."))
    except PermissionDenied as denied:
        raise ExportRefused(_("You may not see this list.")) from denied
    except Http404 as gone:
        raise ExportRefused(_("What the list belongs to no longer exists.")) from gone
    return view, request, kind


def refuse_too_long(queryset: Any) -> None:
    """Raise ExportRefused beyond what one file can hold."""
    if has_more_than(queryset, MOST_ROWS):
        message = _(
            "The list has more than %(most)s rows, which is more than one file can hold: "
            "narrow it down with its filters and export it in parts."
        )
        raise ExportRefused(message % {"most": f"{MOST_ROWS:,}"})


def _view_at(path: str, request: HttpRequest) -> ListView | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    view_class = getattr(found.func, "view_class", None)
    if view_class is None or not issubclass(view_class, ListView):
        return None
    view = view_class(**getattr(found.func, "view_initkwargs", {}))
    view.setup(request, *found.args, **found.kwargs)
    return view
