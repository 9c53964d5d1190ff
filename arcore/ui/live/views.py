"""The addresses of a grid: one row, many rows at once, a row to remove."""

import json
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views import View

from arcore.ui.live.edit import SentRow
from arcore.ui.live.grid import LiveGrid
from arcore.ui.live.rows import RowPainter, foot_html, row_html
from arcore.ui.live.saving import (
    REFUSED,
    SAVED,
    Answer,
    check_row,
    remove_row,
    running_figures,
    save_row,
)

MOST_AT_ONCE = 100


class GridView(View):
    """POST only, for users who may change the rows; everything else is told in words."""

    grid_class: type[LiveGrid] = LiveGrid
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        if not request.user.has_perm(self.grid_class.change_permission):
            raise PermissionDenied
        grid = self.grid_class(request, **place)
        if reason := grid.locked():
            return JsonResponse({"say": reason}, status=HTTPStatus.LOCKED)
        return self.answer(grid, request)

    def answer(self, grid: LiveGrid, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError


class OneRow(GridView):
    """Save a row, or with `check` only look at it."""

    def answer(self, grid: LiveGrid, request: HttpRequest) -> HttpResponse:
        sent = SentRow(request.POST.dict())
        if request.POST.get("check"):
            return JsonResponse(_told(grid, check_row(grid, sent)))
        answer = save_row(grid, sent)
        told = _told(grid, answer) | _surroundings(grid, request, [answer.stored])
        return JsonResponse(told, status=answer.status)


class ManyRows(GridView):
    """Save rows that were pasted or wait since a break; each is answered for by itself."""

    def answer(self, grid: LiveGrid, request: HttpRequest) -> HttpResponse:
        rows = _sent_rows(request.POST.get("rows", ""))
        if rows is None or len(rows) > MOST_AT_ONCE:
            said = _("At most %(most)d rows can be saved at once.") % {"most": MOST_AT_ONCE}
            return JsonResponse({"say": said}, status=REFUSED)
        answers = [save_row(grid, sent) for sent in rows]
        told = [_told(grid, one) | {"status": one.status} for one in answers]
        around = _surroundings(grid, request, [one.stored for one in answers])
        return JsonResponse({"rows": told} | around)


class RemoveRow(GridView):
    def answer(self, grid: LiveGrid, request: HttpRequest) -> HttpResponse:
        sent = SentRow(request.POST.dict())
        if sent.row_id is None:
            return JsonResponse({"say": _("This row is not known.")}, status=REFUSED)
        answer = remove_row(grid, sent)
        told = _told(grid, answer) if answer else {}
        return JsonResponse(
            told | _surroundings(grid, request, []), status=answer.status if answer else SAVED
        )


def urls_of(grid: type[LiveGrid], prefix: str) -> list[URLPattern]:
    name = grid.url_name.rpartition(":")[2]
    return [
        path(f"{prefix}{what}/", view.as_view(grid_class=grid), name=f"{name}_{what}")
        for what, view in (("row", OneRow), ("rows", ManyRows), ("remove", RemoveRow))
    ]


def _told(grid: LiveGrid, answer: Answer) -> dict[str, Any]:
    theirs = answer.theirs
    return {
        "row": row_html(grid, answer.row),
        "theirs": row_html(grid, theirs) if theirs else "",
    }


def _surroundings(grid: LiveGrid, request: HttpRequest, rows: list[Any]) -> dict[str, Any]:
    """What else changes on the page with a row: the foot, the next new row, running figures."""
    around: dict[str, Any] = {
        "foot": foot_html(grid),
        "blank": row_html(grid, RowPainter(grid).blank()),
    }
    if grid.running:
        ends = [SentRow({"row": request.POST.get(end, "")}).row_id for end in ("first", "last")]
        known = [row for row in (grid.find(pk) for pk in ends if pk) if row] + [
            row for row in rows if row is not None
        ]
        if known:
            column = grid.sort.column
            known.sort(key=lambda row: getattr(row, column))
            around["running"] = running_figures(grid, known[0], known[-1])
    return around


def _sent_rows(text: str) -> list[SentRow] | None:
    """The rows of a JSON list of objects with text values; None when it is none."""
    try:
        rows = json.loads(text)
    except ValueError:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    for row in rows:
        if not all(isinstance(value, str) for value in row.values()):
            raise BadRequest("rows")
    return [SentRow(row) for row in rows]
