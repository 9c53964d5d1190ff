"""What `?export=csv` or `?export=xlsx` on a list's own address answers."""

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from arcore.ui.actions import address
from arcore.ui.counts import count_rows, has_more_than
from arcore.ui.export.writing import ListFile, one_moment, write_list

if TYPE_CHECKING:
    from arcore.ui.lists import ListView

DIRECT_ROWS = 5_000  # more would keep the reader waiting for more than a second or two
IN_BACKGROUND = "exports:start"


def export_answer(view: "ListView", request: HttpRequest, kind: str) -> HttpResponseBase:
    """The file, or for a long list the page that has it made by a job."""
    queryset, sort = view.found(request), view.sort(request)
    with one_moment(queryset):
        if not has_more_than(queryset, DIRECT_ROWS):
            return file_answer(write_list(view, queryset, sort, kind))
    page = {
        "title": view.get_title(),
        "breadcrumbs": [*view.get_breadcrumbs(), (view.get_title(), view.link_back(request))],
        "total": str(count_rows(queryset)),
        "most": DIRECT_ROWS,
        "kind": kind,
        "start_url": address(IN_BACKGROUND),
        "list_url": request.get_full_path(),
        "cancel_url": view.link_back(request),
    }
    return render(request, "ui/export_large.html", page)


def file_answer(made: ListFile) -> HttpResponseBase:
    """The file for download; no cache between us and the reader keeps it."""
    answer = FileResponse(
        made.file, as_attachment=True, filename=made.name, content_type=made.content_type
    )
    add_never_cache_headers(answer)
    return answer
