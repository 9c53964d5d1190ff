"""One line of the tick list, saved as it is typed; the answer is the row as it is now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from ledger.models import CustomerLedgerEntry, DocumentType
from ledger.posting import PostingRefused
from payments.models import RegistrationSetup
from payments.registration.balance import balance_of, standing_of
from payments.registration.choosing import missing, setup_of
from payments.registration.forms import LineForm, StandingForm
from payments.registration.keeping import keep, tick_anew, untick
from payments.registration.views.asked import TICK, journal_url
from payments.registration.views.rows import Row, rows_of

SAVED, REFUSED = 200, 422
ENTRIES = CustomerLedgerEntry.objects.select_related("customer", "currency").exclude(
    document_type=DocumentType.PAYMENT
)


@require_POST
@permission_required(TICK, raise_exception=True)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick, untick or fill in one document; a refusal stores nothing and keeps what was typed."""
    setup = setup_of(user_of(request))
    entry = get_object_or_404(ENTRIES, pk=pk)
    if setup is None or missing(setup):
        return JsonResponse({"say": " ".join(missing(setup))}, status=REFUSED)
    form = LineForm(entry, request.POST)
    if not form.is_valid():
        problems = [(name, str(errors[0])) for name, errors in form.errors.items()]
        return _answer(request, setup, entry, problems, request.POST)
    try:
        _save(setup, entry.pk, form, request.POST)
    except PostingRefused as refused:
        problems = [("", refusal.message) for refusal in refused.refusals]
        return _answer(request, setup, entry, problems, {})
    return _answer(request, setup, entry, [], {})


def _save(
    setup: RegistrationSetup, entry_id: int, form: LineForm, sent: Mapping[str, Any]
) -> None:
    if sent.get("made") == "0":
        untick(setup, entry_id)
    elif sent.get("anew"):
        tick_anew(setup, entry_id, timezone.localdate())
    else:
        keep(setup, entry_id, form.typed(), timezone.localdate())


def _answer(
    request: HttpRequest,
    setup: RegistrationSetup,
    entry: CustomerLedgerEntry,
    problems: list[tuple[str, str]],
    typed: Mapping[str, Any],
) -> HttpResponse:
    entry = ENTRIES.get(pk=entry.pk)
    [row] = rows_of([entry], user_of(request))
    kept = {name: str(typed[name]) for name, _message in problems if name in typed}
    row = replace(row, problems=problems, typed=kept)
    standing = StandingForm(request.POST).standing() or standing_of(setup)
    told = {
        "row": row_html(row, journal_url(request, setup)),
        "foot": render_to_string(
            "payments/registration/foot.html", {"balance": balance_of(setup, standing)}
        ),
    }
    return JsonResponse(told, status=REFUSED if problems else SAVED)


def row_html(row: Row, to_journal: str) -> str:
    """The row as the list shows it to somebody who may tick."""
    page = {"row": row, "may_tick": True, "journal_url": to_journal}
    return render_to_string("payments/registration/row.html", page)
