"""Review one line after another: what it is applied to, why, and what lost."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arcore.company.signed_in import user_of
from payments.models import AccountType, Confidence, ReconciliationLine
from payments.reconciliation.filters import shown
from payments.reconciliation.forms import OnAccountForm
from payments.reconciliation.put_on_account import put_on_account
from payments.reconciliation.refused import LeftOver, ReconciliationRefused
from payments.reconciliation.review import accept as accept_line
from payments.reconciliation.review import remove as remove_line
from payments.reconciliation.tables import CONFIDENCE_TONES, STATUS_TONES, journal_url
from payments.reconciliation.views.asked import (
    LINES,
    VIEW,
    after_refusal,
    crumbs,
    line_url,
    show_of,
    version_of,
)
from payments.reconciliation.views.reasons import explained, part_rows

REVIEW = "payments.review_reconciliationjournal"
APPLY = "payments.apply_reconciliationjournal"
PARTIES = (AccountType.CUSTOMER, AccountType.VENDOR)


@require_safe
@permission_required(VIEW, raise_exception=True)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line whole; n and p go through the lines of the filter it was opened from."""
    found = get_object_or_404(LINES, pk=pk)
    show = show_of(request)
    page = {
        "title": _("Line %(line)s of %(journal)s")
        % {"line": found.line_no, "journal": found.journal},
        "breadcrumbs": crumbs(found.journal),
        "line": found,
        "show": show,
        "currency": found.journal.bank_account.currency_id,
        "confidence_tone": CONFIDENCE_TONES[Confidence(found.confidence)],
        "status_tone": STATUS_TONES[found.status],
        "parts": part_rows(found),
        "may_put_on_account": found.account_type in PARTIES and found.difference,
        "ask_rest": request.GET.get("ask") == "rest" and bool(found.difference),
        "on_account_form": OnAccountForm(initial={"version": found.version}),
        "journal_url": journal_url(found.journal_id, show),
        **explained(found),
        **_neighbours(found, show),
    }
    return render(request, "payments/line.html", page)


def _neighbours(line: ReconciliationLine, show: str) -> dict[str, str]:
    lines = shown(ReconciliationLine.objects.filter(journal=line.journal_id), show)
    after = lines.filter(line_no__gt=line.line_no).order_by("line_no")
    before = lines.filter(line_no__lt=line.line_no).order_by("-line_no")
    following = after.values_list("pk", flat=True).first()
    previous = before.values_list("pk", flat=True).first()
    return {
        "next_url": line_url(following, show) if following else "",
        "previous_url": line_url(previous, show) if previous else "",
    }


def _go_on(line: ReconciliationLine, show: str) -> HttpResponse:
    """The next line under the filter, or the journal when it was the last."""
    following = _neighbours(line, show)["next_url"]
    return redirect(following or journal_url(line.journal_id, show))


@require_POST
@permission_required(REVIEW, raise_exception=True)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept and go on; money left over is asked about first."""
    found, show = get_object_or_404(LINES, pk=pk), show_of(request)
    try:
        accept_line(
            pk,
            version_of(request),
            user_of(request),
            rest_to_account=request.POST.get("rest") == "account",
        )
    except LeftOver as left:
        if found.account_type in PARTIES:
            url = line_url(found, show)
            return redirect(url + ("&" if "?" in url else "?") + "ask=rest")
        return after_refusal(request, left, line_url(found, show))
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, line_url(found, show))
    messages.success(request, _("Line %(line)s is accepted.") % {"line": found.line_no})
    return _go_on(found, show)


@require_POST
@permission_required(REVIEW, raise_exception=True)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the application off and stay, to apply something else."""
    found, show = get_object_or_404(LINES, pk=pk), show_of(request)
    try:
        remove_line(pk, version_of(request), user_of(request))
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, line_url(found, show))
    message = _("The application of line %(line)s is removed.") % {"line": found.line_no}
    messages.success(request, message)
    return redirect(line_url(found, show))


@require_POST
@permission_required(APPLY, raise_exception=True)
def on_account(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left over goes on account of the line's party, or of the customer typed."""
    found, show = get_object_or_404(LINES, pk=pk), show_of(request)
    form = OnAccountForm(request.POST)
    party: Any = form.cleaned_data.get("customer") if form.is_valid() else None
    for _bound, error in form.error_links():
        messages.error(request, error)
    if form.errors:
        return redirect(line_url(found, show))
    try:
        put_on_account(
            pk, version_of(request), user_of(request), kind=AccountType.CUSTOMER, party=party
        )
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, line_url(found, show))
    messages.success(
        request, _("The rest of line %(line)s is on account.") % {"line": found.line_no}
    )
    return _go_on(found, show)
