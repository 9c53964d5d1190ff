"""`{% load live %}`: a grid that saves as you go (`arcore.ui.live`)."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from arcore.ui.live.grid import NO_ROW, LiveGrid, RowAction
from arcore.ui.live.rows import RowPainter, foot_html

register = template.Library()


@register.inclusion_tag("ui/live/grid.html", takes_context=True)
def live_grid(context: Context, grid: LiveGrid) -> dict[str, Any]:
    """The whole grid; the page's block `scripts` includes `ui/live/scripts.html`."""
    painter, page, reason = RowPainter(grid), grid.page, grid.locked()
    rows = enumerate(painter.page(), page.start or 1)
    shown = {
        "grid": grid,
        "painter": painter,
        "reason": reason,
        "rows": rows,
        "foot": foot_html(grid),
        "may_change": grid.may_change and not reason,
        "csrf_token": context.get("csrf_token"),
    }
    if not shown["may_change"]:
        return shown
    return shown | {
        "blank": painter.blank(),
        "controls": [
            (bound, grid.writer.kinds[bound.name], _input(bound))
            for bound in grid.blank_form.visible_fields()
        ],
        "actions": _allowed(grid),
        "row_url": grid.address("row"),
        "rows_url": grid.address("rows"),
        "remove_url": grid.address("remove"),
        "at_last": page.next is None,
    }


def _input(bound: Any) -> SafeString:
    return bound.as_widget(attrs={"aria-label": str(bound.label)})


def _allowed(grid: LiveGrid) -> list[tuple[RowAction, str]]:
    """The actions this user may take, each with its address."""
    return [
        (action, reverse(action.url_name, args=(*action.args, NO_ROW)))
        for action in grid.actions
        if not action.permission or grid.user.has_perm(action.permission)
    ]
