"""Post an application: its date, what it will write, what there is to decide."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.ui.preview import ResultLink, tell_result
from ledger.applying.applicants import Applicant
from ledger.applying.apply import apply_entry, state_of
from ledger.applying.asking import UNASKED
from ledger.applying.forms import ApplicationForm, answers_in
from ledger.applying.ledgers import LEDGERS
from ledger.applying.views.asked import (
    POST,
    applicant_or_404,
    apply_url,
    back_of,
    crumbs_of,
    entry_url,
    marked_entries,
    totals_part,
)
from ledger.applying.views.outlook import Outlook, outlook_of
from ledger.applying.views.planned import planned_rows
from ledger.models import Register
from ledger.posting import Command, PostingRefused, post

Marked = Sequence[tuple[Any, Decimal]]
UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_application(request: HttpRequest, owner: str) -> HttpResponse:
    """GET shows what is to come; POST shows it again, or with `post` writes it, once."""
    one = applicant_or_404(owner)
    if one.entry_id is None:
        raise Http404
    if request.method == "POST" and (done := _posted_before(request, one)):
        return _result(request, one, done)
    marked = marked_entries(one)
    form = _form(request, one, marked)
    if request.method != "POST" or not form.is_valid():
        return _page(request, one, marked, form)
    if "post" not in request.POST:
        return _page(request, one, marked, form)
    if form.cleaned_data["seen"] != _seen(marked):
        changed = _("The marks were changed since you looked at them. Look at them again.")
        return _page(request, one, marked, form, [changed])
    outlook = outlook_of(_command(request, one, marked, form), request.POST)
    if not outlook.is_ready:
        return _page(request, one, marked, form, outlook=outlook)
    try:
        return _result(request, one, post(_command(request, one, marked, form)))
    except PostingRefused as refused:
        return _page(request, one, marked, form, [str(r) for r in refused.refusals])


def _form(request: HttpRequest, one: Applicant, marked: Marked) -> ApplicationForm:
    assert one.entry_id is not None
    if request.method == "POST":
        return ApplicationForm(request.POST)
    days = [one.posting_date, *(entry.posting_date for entry, _amount in marked)]
    version = state_of(one.kind, one.entry_id)
    return ApplicationForm(initial={"day": max(days), "version": version, "seen": ""})


def _seen(marked: Marked) -> str:
    """Tells one set of marks from another."""
    said = ",".join(sorted(f"{entry.pk}:{amount}" for entry, amount in marked))
    return sha256(said.encode()).hexdigest()


def _command(
    request: HttpRequest, one: Applicant, marked: Marked, form: ApplicationForm
) -> Command:
    assert one.entry_id is not None
    values: dict[str, Any] = dict(form.cleaned_data if form.is_bound else form.initial)
    return apply_entry(
        one.kind,
        one.entry_id,
        [(entry.pk, amount) for entry, amount in marked],
        version=values["version"],
        day=values["day"],
        user_id=request.user.pk,
        today=timezone.localdate(),
        answers=answers_in(request.POST) if form.is_bound else UNASKED,
    )


def _page(
    request: HttpRequest,
    one: Applicant,
    marked: Marked,
    form: ApplicationForm,
    refusals: Sequence[str] = (),
    *,
    outlook: Outlook | None = None,
) -> HttpResponse:
    if outlook is None:
        readable = not form.is_bound or not form.errors
        command = _command(request, one, marked, form) if readable else None
        outlook = outlook_of(command, request.POST) if command else Outlook()
    wants_to_post = "post" in request.POST
    found = [str(each) for each in outlook.refusals]
    told = [*refusals, *(each for each in found if each not in refusals)]
    page = {
        **totals_part(request, one),
        "title": _("Post application of %(document)s") % {"document": one.label},
        "breadcrumbs": [*crumbs_of(one), (_("Apply"), apply_url(one))],
        "form": form,
        "seen": _seen(marked),
        "version": form.data.get("version") if form.is_bound else form.initial["version"],
        "refusals": told,
        "questions": outlook.questions,
        "kept": outlook.kept,
        "notice": outlook.notice,
        "groups": planned_rows(request, outlook.plan) if outlook.plan else [],
        "cancel_url": apply_url(one),
    }
    status = UNREADABLE if form.errors or (wants_to_post and told) else 200
    part = bool(getattr(request, "htmx", None))
    return render(
        request,
        "applying/post_part.html" if part else "applying/post.html",
        page,
        status=status,
    )


def _posted_before(request: HttpRequest, one: Applicant) -> Register | None:
    """What a first click or another tab posted of the version that was looked at."""
    version = request.POST.get("version", "")
    if "post" not in request.POST or not (version.isascii() and version.isdigit()):
        return None
    key = f"application:{one.kind}-{one.entry_id}:{int(version[:18])}"
    return Register.objects.filter(key=key).first()


def _result(request: HttpRequest, one: Applicant, register: Register) -> HttpResponse:
    links = [
        ResultLink(
            _("Register %(no)s") % {"no": register.pk},
            reverse("ledger:register", args=[register.pk]),
        ),
        ResultLink(one.label, back_of(one)),
    ]
    for detail in _applied_by(one, register):
        links.append(ResultLink(str(detail), entry_url(one.kind, detail.pk)))
    tell_result(request, _("The application is posted:"), links)
    return redirect(back_of(one))


def _applied_by(one: Applicant, register: Register) -> list[Any]:
    """The first entries that the register applied."""
    entries = LEDGERS[one.kind].entries.objects
    found = entries.filter(details__transaction__register=register).exclude(pk=one.entry_id)
    return list(found.distinct().order_by("pk")[:10])
