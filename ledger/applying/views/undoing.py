"""The page on which something posted is undone: what it will write, why it may not, why it is."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arcore.ui.forms import Form
from arcore.ui.pieces import Tab
from ledger.applying.views.planned import planned_rows
from ledger.posting import Command, Plan, PostingRefused, preview


@dataclass
class Undoing:
    """What the page shows; `note` stands below the facts, `refusals` are those that posting met
    just now. `may_differ` says that another date or number in the form may lift a refusal."""

    title: str
    breadcrumbs: list[tuple[Any, str]]
    facts: list[tuple[Any, Any]]
    form: Form
    command: Command
    label: str
    back: str
    note: Any = ""
    may_differ: bool = False
    tabs: list[Tab] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def show_undoing(request: HttpRequest, undoing: Undoing) -> HttpResponse:
    """The preview with its form; status 422 when a POST was refused.

    What would be refused can't be posted from here: the button is gone and the reasons say why.
    """
    plan, forbidden = _looked_ahead(undoing.command)
    refusals = [*undoing.refusals, *forbidden]
    page = {
        "title": undoing.title,
        "breadcrumbs": undoing.breadcrumbs,
        "facts": undoing.facts,
        "form": undoing.form,
        "label": undoing.label,
        "note": undoing.note,
        "cancel_url": undoing.back,
        "tabs": undoing.tabs,
        "refusals": list(dict.fromkeys(refusals)),
        "may_post": not forbidden,
        "may_check_again": bool(forbidden) and (undoing.may_differ or undoing.form.is_bound),
        "groups": planned_rows(request, plan) if plan else [],
    }
    is_refused = "post" in request.POST and bool(refusals or undoing.form.errors)
    return render(request, "applying/undo.html", page, status=422 if is_refused else 200)


def _looked_ahead(command: Command) -> tuple[Plan | None, list[str]]:
    try:
        found = preview(command)
    except PostingRefused as refused:
        return None, [str(one) for one in refused.refusals]
    return found.plan, [str(one) for one in found.refusals]
