"""Test, preview and post a batch; whatever is shown is what will be written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arcore.company.models import Company
from arcore.company.signed_in import user_of
from arcore.ui.preview import ResultLink, tell_result
from ledger.applying.asking import name_of, to_ask
from ledger.applying.forms import AskedQuestion, about, answers_in, asked_questions
from ledger.applying.views.planned import planned_rows
from ledger.models import Register
from ledger.posting import Command, Plan, PostingRefused, Question, Refusal, post, preview
from payments.journal.answers import keep_answers
from payments.journal.background import post_in_background
from payments.journal.forms import ConfirmPostForm
from payments.journal.places import by_place, places
from payments.journal.posting import post_batch, preview_batch
from payments.journal.refused import JournalRefused
from payments.journal.trial import errors_of_batch
from payments.journal.views.asked import POST, VIEW, batch_of, crumbs
from payments.models import JournalBatch, PostedJournal
from payments.reconciliation.views.plan_rows import totals

AT_ONCE_LINES = 1_000  # more are posted in the background
LOOKED_AT_LINES = 5_000  # more would keep a reader waiting for more than a second or two


@require_safe
@permission_required(VIEW, raise_exception=True)
def test_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Every error of every line at once, without posting."""
    batch = batch_of(pk)
    refusals = errors_of_batch(batch, user_id=user_of(request).pk, today=timezone.localdate())
    page = {
        "title": _("Test report of %(batch)s") % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "refusals": _linked(batch, refusals),
        "lines": batch.lines.count(),
        "may_post": user_of(request).has_perm(POST),
    }
    return render(request, "payments/journal/test.html", page)


@dataclass
class Outlook:
    """What posting so many lines would do: the plan, refusals, questions."""

    lines: int
    plan: Plan | None = None
    refusals: Sequence[Refusal] = ()
    asked: Sequence[Question] = ()
    questions: list[AskedQuestion] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Nothing refused, and no question that the user has not seen."""
        return not self.refusals and not any(one.is_new for one in self.questions)


@require_safe
@permission_required(VIEW, raise_exception=True)
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What posting would write with every difference and late discount accepted."""
    batch = batch_of(pk)
    outlook = _outlook(request, batch, _command(request, batch, batch.version, preview_batch))
    return _page(request, batch, ConfirmPostForm(), outlook, posts=False)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the preview and its questions; POST keeps the answers, and posts once."""
    batch = batch_of(pk)
    if batch.posting is not None and batch.is_being_posted:
        return redirect(batch.posting)
    form = ConfirmPostForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        outlook = _outlook(request, batch, _command(request, batch, batch.version))
        return _page(request, batch, form, outlook, status=422 if form.errors else 200)
    command = _command(request, batch, form.cleaned_data["version"])
    if done := Register.objects.filter(key=command.key).first():
        return _result(request, batch, done)
    outlook = _outlook(request, batch, command)
    if _kept(request, batch, outlook):
        batch = batch_of(pk)
        command = _command(request, batch, batch.version)
        outlook = _outlook(request, batch, command)
    if outlook.is_ready and not _only_looks(request):
        try:
            return _post(request, batch, command)
        except PostingRefused as refused:
            outlook = Outlook(outlook.lines, refusals=refused.refusals)
    status = 422 if outlook.refusals and not _only_looks(request) else 200
    return _page(request, batch, form, outlook, status=status)


def _only_looks(request: HttpRequest) -> bool:
    """Whether an answer was changed, or the preview asked for, without posting."""
    return "answer" in request.POST or bool(getattr(request, "htmx", None))


def _command(
    request: HttpRequest, batch: JournalBatch, version: int, build: Any = post_batch
) -> Command:
    return build(
        batch.pk, version=version, user_id=user_of(request).pk, today=timezone.localdate()
    )


def _outlook(request: HttpRequest, batch: JournalBatch, command: Command) -> Outlook:
    """A batch that is too long to be looked at here is posted as it was answered."""
    lines = batch.lines.count()
    if lines > LOOKED_AT_LINES:
        return Outlook(lines)
    try:
        found = preview(command)
    except PostingRefused as refused:
        return Outlook(lines, refusals=refused.refusals)
    asked = to_ask(found.questions, Company.get())
    questions = _of_rows(batch, asked, asked_questions(asked, request.POST))
    return Outlook(lines, found.plan, found.refusals, asked, questions)


def _of_rows(
    batch: JournalBatch, asked: Sequence[Question], shown: Sequence[AskedQuestion]
) -> list[AskedQuestion]:
    """The questions, each naming its row."""
    rows = places(batch.pk, (one.line for one in asked if one.line is not None))
    return [
        replace(one, text=about(replace(question, line=rows.get(question.line or 0))))
        for one, question in zip(shown, asked, strict=True)
    ]


def _kept(request: HttpRequest, batch: JournalBatch, outlook: Outlook) -> bool:
    """Keep the answers that were sent; whether any is another one than before."""
    answered = [one for one in outlook.asked if name_of(one) in request.POST]
    try:
        return keep_answers(batch.pk, answered, answers_in(request.POST), user_of(request))
    except JournalRefused:
        return False  # the posting itself tells what is wrong


def _post(request: HttpRequest, batch: JournalBatch, command: Command) -> HttpResponse:
    if batch.lines.count() > AT_ONCE_LINES:
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
    status: int = 200,
    posts: bool = True,
) -> HttpResponse:
    plan, lines = outlook.plan, outlook.lines
    title = _("Post %(batch)s") if posts else _("Preview of %(batch)s")
    page = {
        "title": title % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "form": form,
        "lines": lines,
        "in_background": lines > AT_ONCE_LINES,
        "is_too_long": lines > LOOKED_AT_LINES,
        "refusals": _linked(batch, outlook.refusals),
        "posts": posts,
        "questions": outlook.questions,
        "has_new": any(one.is_new for one in outlook.questions),
        "groups": planned_rows(request, plan) if plan else [],
        "plan_totals": totals(plan) if plan else None,
    }
    part = bool(getattr(request, "htmx", None))
    template = "payments/journal/post_part.html" if part else "payments/journal/post.html"
    return render(request, template, page, status=status)


def _linked(batch: JournalBatch, refusals: Sequence[Refusal]) -> list[tuple[Refusal, str]]:
    """Each refusal, naming its row, with the way there."""
    numbers = {refusal.line for refusal in refusals if refusal.line is not None}
    rows = dict(
        batch.lines.filter(line_no__in=numbers).values_list("line_no", "pk") if numbers else ()
    )
    url = batch.get_absolute_url()
    return [
        (told, f"{url}?row={rows[refusal.line]}" if refusal.line in rows else "")
        for told, refusal in zip(by_place(batch.pk, refusals), refusals, strict=True)
    ]
