"""Mark, change an amount, take a mark off: saved at once, one entry at a time."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arcore.ui.amounts import BadAmount, read_amount
from arcore.values.money import ZERO
from ledger.applying.applicants import Applicant, fill_amount
from ledger.applying.forms import MarkForm
from ledger.applying.ledgers import LEDGERS
from ledger.applying.marks import clear_marks, mark, unmark
from ledger.applying.views.asked import (
    MARK,
    applicant_or_404,
    apply_url,
    back_of,
    totals_part,
)
from ledger.applying.views.rows import rows_of
from ledger.posting import PostingRefused

UNREADABLE = 422


@require_POST
@permission_required(MARK, raise_exception=True)
def mark_entry(request: HttpRequest, owner: str) -> HttpResponse:
    """Put an entry into the set, change its amount, or take it out.

    Answers htmx with the row and the sums; otherwise the page comes back as it was.
    """
    one = applicant_or_404(owner)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return redirect(apply_url(one))
    entry = _entry(one, form.cleaned_data["entry"])
    problem = _save(request, one, entry, form.cleaned_data)
    if not getattr(request, "htmx", None):
        if problem:
            messages.error(request, problem)
        return redirect(_back(request, one))
    one = applicant_or_404(owner)
    (row,) = rows_of(one, [_entry(one, entry.pk)])
    if problem:
        row.problem, row.typed = problem, _typed(form.cleaned_data)
    page = {**totals_part(request, one), "row": row}
    status = UNREADABLE if problem else 200
    return render(request, "applying/marked.html", page, status=status)


def _entry(one: Applicant, pk: int) -> Any:
    """The entry as it is now; a stranger's can't be asked for."""
    ledger = LEDGERS[one.kind]
    found = ledger.entries.objects.select_related("currency", "mark__marked_by")
    entry = found.filter(**{ledger.party: one.party_id}, pk=pk).first()
    if entry is None:
        raise Http404
    return entry


def _save(request: HttpRequest, one: Applicant, entry: Any, sent: dict[str, Any]) -> str:
    """The change asked for; what stands in its way, in words."""
    try:
        amount = _amount(entry, sent["amount"])
        if (sent["on"] or "1") == "0" or amount == ZERO:
            unmark(one, entry.pk, user_id=request.user.pk, now=timezone.now())
        else:
            mark(one, entry.pk, user_id=request.user.pk, now=timezone.now(), amount=amount)
    except BadAmount as bad:
        return str(bad)
    except PostingRefused as refused:
        return " ".join(str(refusal.message) for refusal in refused.refusals)
    return ""


def _amount(entry: Any, typed: str) -> Decimal | None:
    """What was typed; without a sign it takes the entry's. None for nothing."""
    if not typed.strip():
        return None
    amount = read_amount(typed, decimals=entry.currency.decimals)
    has_sign = typed.strip()[0] in "+-\u2212"
    return -abs(amount) if entry.remaining < 0 and not has_sign else amount


def _typed(sent: dict[str, Any]) -> str | None:
    return sent["amount"] or None


def _back(request: HttpRequest, one: Applicant) -> str:
    """The page of the list that the mark was made on."""
    query = request.POST.get("query", "")
    return f"{apply_url(one)}?{query}" if query else apply_url(one)


@require_POST
@permission_required(MARK, raise_exception=True)
def clear(request: HttpRequest, owner: str) -> HttpResponse:
    """Take every mark of the set off."""
    one = applicant_or_404(owner)
    try:
        gone = clear_marks(one, user_id=request.user.pk)
    except PostingRefused as refused:
        messages.error(request, " ".join(str(each.message) for each in refused.refusals))
    else:
        told = ngettext("%(count)d mark is taken off.", "%(count)d marks are taken off.", gone)
        messages.success(request, told % {"count": gone})
    return redirect(apply_url(one))


@require_POST
@permission_required(MARK, raise_exception=True)
def fill(request: HttpRequest, owner: str) -> HttpResponse:
    """Take what the marks come to over to the journal line, and go back there."""
    one = applicant_or_404(owner)
    part = totals_part(request, one)
    if part["fill"] is None:
        return redirect(apply_url(one))
    try:
        fill_amount(one, part["fill"], request.user.pk)
    except PostingRefused as refused:
        messages.error(request, " ".join(str(each) for each in refused.refusals))
        return redirect(apply_url(one))
    return redirect(back_of(one))
