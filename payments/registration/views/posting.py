"""Post the ticks, one payment each or as a lump sum, after a look at what will be written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.actions import address
from arcore.ui.preview import PreviewGroup, ResultLink, tell_result
from ledger.applying.forms import about, answers_in
from ledger.applying.views.outlook import (
    Outlook,
    only_looks,
    outlook_of,
    refused_outlook,
)
from ledger.models import Register
from ledger.posting import Command, Plan, PostingRefused, Refusal, post
from payments.models import PostedJournal, RegistrationLine, RegistrationSetup
from payments.registration.choosing import missing, setup_of
from payments.registration.forms import ConfirmForm
from payments.registration.posting import register_payments
from payments.registration.views.asked import POST, crumbs
from payments.registration.views.planned import payments, planned_groups, received

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_payments(request: HttpRequest, *, lump: bool) -> HttpResponse:
    """GET shows the preview; POST posts once, or shows why not and what there is to decide."""
    setup = setup_of(user_of(request))
    if setup is None or missing(setup):
        return redirect("registration:setup")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or only_looks(request.POST):
        form = ConfirmForm(initial={"version": setup.version})
        command = _command(request, setup, setup.version, lump)
        outlook = _outlook(request, command, posts=False)
        return _page(request, setup, form, outlook, lump)
    command = _command(request, setup, form.cleaned_data["version"], lump)
    if done := Register.objects.filter(key=command.key).first():
        return _result(request, done)
    outlook = _outlook(request, command)
    if outlook.is_ready:
        try:
            return _result(request, post(command))
        except PostingRefused as refused:
            outlook = refused_outlook(refused.refusals, request.POST)
    status = UNREADABLE if outlook.refusals else 200
    fresh = ConfirmForm(initial={"version": setup.version})
    return _page(request, setup, fresh, outlook, lump, status)


def _command(
    request: HttpRequest, setup: RegistrationSetup, version: int, lump: bool
) -> Command:
    return register_payments(
        setup.pk,
        version=version,
        user_id=user_of(request).pk,
        today=timezone.localdate(),
        lump=lump,
        answers=answers_in(request.POST),
    )


def _outlook(request: HttpRequest, command: Command, *, posts: bool = True) -> Outlook:
    found = outlook_of(command, request.POST, posts=posts)
    found.questions = [
        replace(shown, text=about(replace(question, line=None)))  # the documents say enough
        for shown, question in zip(found.questions, found.asked, strict=True)
    ]
    return found


def _page(
    request: HttpRequest,
    setup: RegistrationSetup,
    form: ConfirmForm,
    outlook: Outlook,
    lump: bool,
    status: int = 200,
) -> HttpResponse:
    groups: list[PreviewGroup] = planned_groups(outlook.plan) if outlook.plan else []
    page = {
        "title": _("Post as lump sum") if lump else _("Post payments"),
        "breadcrumbs": crumbs(),
        "setup": setup,
        "form": form,
        "refusals": _linked(outlook.refusals, user_of(request)),
        "questions": outlook.questions,
        "kept": outlook.kept,
        "notice": outlook.notice,
        "groups": groups,
        "count": payments(outlook.plan) if outlook.plan else 0,
        "received": received(outlook.plan) if outlook.plan else None,
        "currency": _currency(outlook.plan),
        "lump": lump,
    }
    return render(request, "payments/registration/post.html", page, status=status)


def _currency(plan: Plan | None) -> str:
    found = [p.currency_id for p in plan.positions if p.line is not None] if plan else []
    return found[0] if found else ""


def _linked(refusals: Sequence[Refusal], user: Any) -> list[tuple[str, str]]:
    """Each refusal with the way to its document in the list."""
    ticked = RegistrationLine.objects.filter(user=user).order_by("id")
    documents = list(ticked.values_list("entry__document_no", flat=True)) if refusals else []
    found = []
    for refusal in refusals:
        number = refusal.line
        document = documents[number - 1] if number and number <= len(documents) else ""
        told = refusal.message
        if document and document not in told:
            told = f"{document}: {told}"
        query = urlencode({"q": document, "ticked": "yes"})
        url = f"{reverse('registration:list')}?{query}" if document else ""
        found.append((told, url))
    return found


def _result(request: HttpRequest, register: Register) -> HttpResponse:
    links = [ResultLink(_("Register %(no)s") % {"no": register.pk}, _register_url(register))]
    posted = PostedJournal.objects.filter(register=register).first()
    count = posted.line_count if posted else register.transactions.count()
    if posted and (url := address("journal:posted", (posted.pk,))):
        links.append(ResultLink(_("Posted journal"), url))
    told = ngettext("%(count)d payment is posted.", "%(count)d payments are posted.", count)
    tell_result(request, told % {"count": count}, links)
    return redirect("registration:list")


def _register_url(register: Register) -> str:
    return address("ledger:register", (register.pk,))
