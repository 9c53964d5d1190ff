"""Apply a line by hand: tick candidates, change amounts, watch what is left."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arcore.company.signed_in import user_of
from arcore.ui.fields import MoneyInput
from arcore.ui.pieces import Tab
from payments.matching.candidate_list import Show
from payments.models import ReconciliationLine
from payments.reconciliation.apply_by_hand import LEDGERS, set_amount, untick
from payments.reconciliation.apply_by_hand import tick as tick_entry
from payments.reconciliation.candidates import CandidateRow, candidates, searched
from payments.reconciliation.forms import PartForm
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.views.asked import (
    LINES,
    crumbs,
    line_url,
    show_of,
    tell_refusals,
    version_of,
)

APPLY = "payments.apply_reconciliationjournal"
LONGEST_SEARCH = 100


@require_safe
@permission_required(APPLY, raise_exception=True)
def apply_by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Candidates of one line; ticking applies at once."""
    line = get_object_or_404(LINES, pk=pk)
    search = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    of, rows, following = _rows(request, line, search)
    page = {
        "title": _("Apply line %(line)s by hand") % {"line": line.line_no},
        "breadcrumbs": [
            *crumbs(line.journal),
            (str(line.line_no), line_url(line, show_of(request))),
        ],
        "line": line,
        "currency": line.journal.bank_account.currency_id,
        "show": show_of(request),
        "of": of,
        "q": search,
        "following": following,
        "rows": [(row, _amount_input(row)) for row in rows],
        "tabs": _tabs(line, of, show_of(request)),
        "line_url": line_url(line, show_of(request)),
        "here": request.get_full_path(),
    }
    return render(request, "payments/apply.html", page)


def _rows(
    request: HttpRequest, line: ReconciliationLine, search: str
) -> tuple[str, list[CandidateRow], str]:
    """The filter, its rows and the next page; a first look without any shows all entries."""
    if search:
        return Show.ALL, searched(line, search), ""
    wanted, after = request.GET.get("of", ""), request.GET.get("after", "")[:200]
    of = wanted if wanted in Show.values else Show.PARTY
    try:
        rows, following = candidates(line, of, after)
    except ValueError:
        rows, following = candidates(line, of)
    if not rows and not wanted:
        of = Show.ALL
        rows, following = candidates(line, of)
    return of, rows, following


def _amount_input(row: CandidateRow) -> str:
    if row.part is None:
        return ""
    label = _("Amount for %(no)s") % {"no": row.entry.document_no}
    widget = MoneyInput({"class": "form-control form-control-sm num", "aria-label": label})
    return widget.render("amount", row.part.amount, {"id": f"amount_{row.part.pk}"})


def _tabs(line: ReconciliationLine, of: str, show: str) -> list[Tab]:
    url = reverse("reconciliation:apply", args=[line.pk])
    more = f"&show={show}" if show else ""
    labels = {
        Show.PARTY: _("Related party"),
        Show.ALL: _("All open entries"),
        Show.APPLIED: _("Applied"),
        Show.BANK: _("Bank entries"),
    }
    return [
        Tab(label, f"{url}?of={name.value}{more}", name == of) for name, label in labels.items()
    ]


def _here(request: HttpRequest, line: ReconciliationLine) -> HttpResponse:
    wanted = request.POST.get("next", "")
    url = reverse("reconciliation:apply", args=[line.pk])
    return redirect(wanted if wanted.startswith(url) else url)


@require_POST
@permission_required(APPLY, raise_exception=True)
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply one more entry."""
    line = get_object_or_404(LINES, pk=pk)
    kind, entry = request.POST.get("kind", ""), request.POST.get("entry", "")
    if kind in LEDGERS and entry.isascii() and entry.isdecimal() and len(entry) < 18:
        try:
            tick_entry(
                pk, version_of(request), user_of(request), kind=kind, entry_id=int(entry)
            )
        except ReconciliationRefused as refused:
            tell_refusals(request, refused)
    else:
        messages.error(request, _("This entry is no longer open. Reload the candidates."))
    return _here(request, line)


@require_POST
@permission_required(APPLY, raise_exception=True)
def set_part(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Another amount for an applied entry, or take it off."""
    line = get_object_or_404(LINES, pk=pk)
    version, user = version_of(request), user_of(request)
    try:
        if "remove" in request.POST:
            untick(pk, version, user, part_id=part)
        else:
            form = PartForm(request.POST)
            if form.is_valid():
                amount = form.cleaned_data["amount"]
                set_amount(pk, version, user, part_id=part, amount=amount)
            for _bound, error in form.error_links():
                messages.error(request, error)
    except ReconciliationRefused as refused:
        tell_refusals(request, refused)
    return _here(request, line)
