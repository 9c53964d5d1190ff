"""Undo one application of an entry: choose which, see what it will write, say why."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.ui.pieces import Tab
from arcore.ui.preview import ResultLink, tell_result
from arcore.ui.templatetags.ui import day, money
from ledger.applying.applications import Applied, applications_of
from ledger.applying.forms import UnapplyForm
from ledger.applying.ledgers import LEDGERS
from ledger.applying.unapply import unapply_application
from ledger.applying.views.asked import UNAPPLY, entry_url
from ledger.applying.views.undoing import Undoing, show_undoing
from ledger.models.open_entry import DetailedEntry
from ledger.posting import Command, PostingRefused, post
from ledger.posting.for_sources import PartyKind


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(UNAPPLY, raise_exception=True)
def unapply(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """GET shows the newest application, or the one asked for; POST undoes the one shown, once."""
    of = PartyKind(kind)
    ledger = LEDGERS[of]
    entry = get_object_or_404(
        ledger.entries.objects.select_related(ledger.party, "currency"), pk=pk
    )
    found = applications_of(of, pk, live_only=True)
    chosen = _chosen(request, of, pk, found)
    if chosen is None:
        return _nothing(request, of, entry)
    form = _form(request, chosen)
    refusals: list[str] = []
    if request.method == "POST" and form.is_valid() and "post" in request.POST:
        try:
            register = post(_command(request, of, chosen, form))
        except PostingRefused as refused:
            refusals = [str(one) for one in refused.refusals]
        else:
            return _result(request, of, entry, chosen, register.pk)
    undoing = Undoing(
        title=_("Unapply %(document)s") % {"document": entry},
        breadcrumbs=_crumbs(of, entry),
        facts=_facts(chosen, entry),
        form=form,
        command=_command(request, of, chosen, form),
        label=_("Unapply"),
        note=_entries(chosen),
        back=entry_url(of, pk) or reverse("desk"),
        may_differ=True,
        tabs=_tabs(request, found, chosen),
        refusals=refusals,
    )
    return show_undoing(request, undoing)


def _chosen(
    request: HttpRequest, kind: PartyKind, pk: int, live: list[Applied]
) -> Applied | None:
    """The one that the page showed or the link names, though it be undone: never another one.

    Sent twice, the second answers with what the first wrote.
    """
    wanted = request.POST.get("application") or request.GET.get("application")
    if wanted is None and request.method != "POST":
        return live[0] if live else None
    for found in (live, applications_of(kind, pk)):
        for one in found:
            if str(one.number) == wanted:
                return one
    return None


def _nothing(request: HttpRequest, kind: PartyKind, entry: Any) -> HttpResponse:
    """Nothing is applied, or somebody undid it a moment ago."""
    page = {
        "title": _("Unapply %(document)s") % {"document": entry},
        "breadcrumbs": _crumbs(kind, entry),
        "back": entry_url(kind, entry.pk),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "applying/nothing.html", page, status=status)


def _form(request: HttpRequest, chosen: Applied) -> UnapplyForm:
    if request.method == "POST":
        return UnapplyForm(request.POST)
    return UnapplyForm(
        initial={
            "application": chosen.number,
            "day": chosen.posting_date,
            "document_no": chosen.document_no,
        }
    )


def _command(
    request: HttpRequest, kind: PartyKind, chosen: Applied, form: UnapplyForm
) -> Command:
    """For a preview the reason need not be there yet."""
    values: dict[str, Any] = dict(form.initial)
    if form.is_bound:
        values = {**form.initial, **getattr(form, "cleaned_data", {})}
    return unapply_application(
        kind,
        chosen.number,
        day=values.get("day") or chosen.posting_date,
        reason=values.get("reason") or "–",
        user_id=request.user.pk,
        today=timezone.localdate(),
        document_no=values.get("document_no") or chosen.document_no,
    )


def _tabs(request: HttpRequest, found: list[Applied], chosen: Applied) -> list[Tab]:
    if len(found) < 2:
        return []
    return [
        Tab(
            _("Application %(no)s of %(day)s")
            % {"no": one.number, "day": date_format(one.posting_date, "SHORT_DATE_FORMAT")},
            f"{request.path}?application={one.number}",
            is_current=one is chosen,
        )
        for one in found
    ]


def _facts(chosen: Applied, entry: Any) -> list[tuple[Any, Any]]:
    posted_at = timezone.localtime(chosen.at)
    granted: list[tuple[Any, Any]] = [
        (DetailedEntry.EntryType(kind).label, money(abs(amount), entry.currency_id))
        for kind, amount in chosen.granted.items()
        if amount  # gains and losses are in local currency, the preview shows them
    ]
    return [
        (_("Application no."), str(chosen.number)),
        (_("Application date"), day(chosen.posting_date)),
        (_("Applied by"), chosen.user),
        (_("Applied at"), date_format(posted_at, "SHORT_DATETIME_FORMAT")),
        *granted,
    ]


def _entries(chosen: Applied) -> Any:
    """Everything that it applied; told even where the preview is refused."""
    return format_html_join(
        ", ",
        "{} {}",
        ((one, money(amount, one.currency_id)) for one, amount in chosen.entries.values()),
    )


def _crumbs(kind: PartyKind, entry: Any) -> list[tuple[Any, str]]:
    party = getattr(entry, LEDGERS[kind].party)
    return [(str(party), party.get_absolute_url()), (str(entry), entry_url(kind, entry.pk))]


def _result(
    request: HttpRequest, kind: PartyKind, entry: Any, chosen: Applied, register_id: int
) -> HttpResponse:
    links = [
        ResultLink(
            _("Register %(no)s") % {"no": register_id},
            reverse("ledger:register", args=[register_id]),
        )
    ]
    links += [
        ResultLink(str(one), entry_url(kind, one.pk))
        for one, _amount in chosen.entries.values()
    ]
    tell_result(request, _("The application is undone:"), links[:12])
    return redirect(entry_url(kind, entry.pk) or "desk")
