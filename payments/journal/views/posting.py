"""Test, preview and post a batch; whatever is shown is what will be written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arcore.company.signed_in import user_of
from arcore.ui.preview import ResultLink, tell_result
from ledger.applying.forms import answers_in as answers_sent
from ledger.applying.views.outlook import (
    Outlook,
    only_looks,
    outlook_of,
    refused_outlook,
)
from ledger.applying.views.planned import planned_rows
from ledger.models import Register
from ledger.posting import Command, PostingRefused, Refusal, post
from payments.journal.answers import answers_in, keep_answers, not_as_answered
from payments.journal.background import post_in_background
from payments.journal.forms import ConfirmPostForm
from payments.journal.posting import post_batch, preview_batch
from payments.journal.refused import JournalRefused
from payments.journal.trial import errors_of_batch
from payments.journal.views.asked import POST, VIEW, batch_of, crumbs
from payments.journal.views.linked import linked
from payments.journal.views.long import is_long, post_long, show_long
from payments.journal.views.questions import (
    QuestionPage,
    as_sent,
    naming_rows,
    page_number,
    place_of,
    said_in,
    seen_of,
    sums_of,
    turns_the_page,
    with_held,
)
from payments.models import JournalBatch, PostedJournal
from payments.reconciliation.views.plan_rows import totals

AT_ONCE_LINES = 1_000  # more are posted in the background


@require_safe
@permission_required(VIEW, raise_exception=True)
def test_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Every error of every line at once, without posting."""
    batch = batch_of(pk)
    if is_long(batch):
        return show_long(request, batch, posts=False)
    refusals = errors_of_batch(batch, user_id=user_of(request).pk, today=timezone.localdate())
    page = {
        "title": _("Test report of %(batch)s") % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "refusals": linked(batch, refusals),
        "lines": batch.size,
        "may_post": user_of(request).has_perm(POST),
    }
    return render(request, "payments/journal/test.html", page)


@require_safe
@permission_required(VIEW, raise_exception=True)
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What posting would write with every difference and late discount accepted."""
    batch = batch_of(pk)
    if is_long(batch):
        return show_long(request, batch, posts=False)
    command = preview_batch(batch.pk, **_seen_at(request, batch.version))
    outlook = _outlook(request, batch, command, posts=False)
    return _page(request, batch, ConfirmPostForm(), outlook, posts=False)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the preview and its questions; POST keeps the answers, and posts once."""
    batch = batch_of(pk)
    if batch.posting is not None and batch.is_being_posted:
        return redirect(batch.posting)
    if is_long(batch):
        is_sent = request.method == "POST"
        return post_long(request, batch) if is_sent else show_long(request, batch, posts=True)
    form = ConfirmPostForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        outlook = _outlook(request, batch, _command(request, batch, batch.version), posts=False)
        changed = _changed(batch, outlook)
        status = 422 if form.errors else 200
        return _page(request, batch, form, outlook, changed=changed, status=status)
    command = _command(request, batch, form.cleaned_data["version"])
    if done := Register.objects.filter(key=command.key).first():
        return _result(request, batch, done)
    batch.version = _kept(request, batch, form.cleaned_data["version"])
    command = _command(request, batch, batch.version)
    outlook = _outlook(request, batch, command)
    if outlook.is_ready and not _only_looks(request):
        try:
            return _post(request, batch, command)
        except PostingRefused as refused:
            outlook = refused_outlook(refused.refusals, request.POST)
    if outlook.refusals:
        batch = batch_of(pk)  # what was answered is sent again for what is there now
    status = 422 if outlook.refusals and not _only_looks(request) else 200
    return _page(request, batch, form, outlook, status=status)


def _only_looks(request: HttpRequest) -> bool:
    """Whether an answer was changed, or the preview asked for, without posting."""
    is_part = bool(getattr(request, "htmx", None))
    return is_part or only_looks(request.POST) or turns_the_page(request.POST)


def _seen_at(request: HttpRequest, version: int) -> dict[str, Any]:
    user_id, today = user_of(request).pk, timezone.localdate()
    return {"version": version, "user_id": user_id, "today": today}


def _command(request: HttpRequest, batch: JournalBatch, version: int) -> Command:
    return post_batch(batch.pk, **_seen_at(request, version), asked=True)


def _outlook(
    request: HttpRequest, batch: JournalBatch, command: Command, *, posts: bool = True
) -> Outlook:
    sent: Mapping[str, Any] = request.POST
    if seen := answers_sent(sent).seen:
        sent = with_held(sent, seen, answers_in(batch.pk))
    outlook = outlook_of(command, sent, posts=posts)
    outlook.questions = naming_rows(batch, outlook.asked, outlook.questions)
    return outlook


def _changed(batch: JournalBatch, outlook: Outlook) -> list[Refusal]:
    """What is asked otherwise than it was answered before; those questions count as new."""
    answers = answers_in(batch.pk)
    known = answers.seen or {}
    outlook.questions = [
        replace(one, is_new=known.get(one.name, one.amount) != one.amount)
        for one in outlook.questions
    ]
    return not_as_answered(outlook.asked, answers) if outlook.plan else []


def _kept(request: HttpRequest, batch: JournalBatch, version: int) -> int:
    """Keep the answers that were sent; the version of the batch afterwards."""
    seen = answers_sent(request.POST).seen
    if seen is None:
        return version
    try:
        said = said_in(request.POST, seen)
        return keep_answers(batch.pk, version, seen, said, user_of(request))
    except JournalRefused:
        return version  # the posting itself tells what is wrong


def _post(request: HttpRequest, batch: JournalBatch, command: Command) -> HttpResponse:
    if batch.size > AT_ONCE_LINES:
        return redirect(post_in_background(batch.pk, command, user_of(request)))
    return _result(request, batch, post(command))


def _result(request: HttpRequest, batch: JournalBatch, register: Register) -> HttpResponse:
    links = [
        ResultLink(_("Register %(no)s") % {"no": register.pk}, register.get_absolute_url())
    ]
    posted = PostedJournal.objects.filter(register=register).first()
    if posted is not None:
        links.insert(0, ResultLink(_("Posted lines"), posted.get_absolute_url()))
    tell_result(request, _("%(batch)s is posted.") % {"batch": batch}, links)
    return redirect(batch)


def _page(
    request: HttpRequest,
    batch: JournalBatch,
    form: ConfirmPostForm,
    outlook: Outlook,
    *,
    changed: Sequence[Refusal] = (),
    status: int = 200,
    posts: bool = True,
) -> HttpResponse:
    plan, lines = outlook.plan, batch.size
    title = _("Post %(batch)s") if posts else _("Preview of %(batch)s")
    page = {
        "title": title % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "form": form,
        "lines": lines,
        "in_background": lines > AT_ONCE_LINES,
        "refusals": linked(batch, outlook.refusals),
        "changed": linked(batch, changed),
        "posts": posts,
        **_shown_questions(request, outlook),
        "notice": outlook.notice,
        "groups": planned_rows(request, plan) if plan else [],
        "plan_totals": totals(plan) if plan else None,
    }
    part = bool(getattr(request, "htmx", None))
    template = "payments/journal/post_part.html" if part else "payments/journal/post.html"
    return render(request, template, page, status=status)


def _shown_questions(request: HttpRequest, outlook: Outlook) -> dict[str, Any]:
    """All of them, or where they are many a page of them, those first that came up just now."""
    number, pages = page_number(request, len(outlook.questions))
    if pages == 1:
        return {"questions": outlook.questions, "kept": outlook.kept}
    inturn = sorted(outlook.questions, key=lambda one: not one.is_new)
    part = QuestionPage(inturn[place_of(number)], number, pages, sums_of(outlook.asked))
    kept = [as_sent(seen_of(outlook.asked))]
    return {"questions": part.questions, "question_page": part, "kept": kept}
