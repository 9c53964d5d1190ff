"""Test, preview and post a batch; whatever is shown is what will be written."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arcore.jobs import enqueue
from arcore.ui.preview import PreviewGroup, ResultLink, tell_result
from ledger.models import Register
from ledger.posting import Command, Plan, PostingRefused, Refusal, post, preview
from payments.journal.forms import ConfirmPostForm
from payments.journal.posting import post_batch, preview_batch
from payments.journal.questions import choices_of, store_answers
from payments.journal.refused import JournalRefused
from payments.journal.tables import GeneralRowsTable
from payments.journal.trial import errors_of_batch
from payments.journal.views.asked import POST, VIEW, batch_of, crumbs, user_of
from payments.models import JournalBatch, PostedJournal
from payments.reconciliation.tables import EntryPreviewTable
from payments.reconciliation.views.plan_rows import entry_rows, general_rows, totals
from payments.tasks import post_large_batch

AT_ONCE_LINES = 1_000


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


@require_safe
@permission_required(VIEW, raise_exception=True)
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What posting would write with every difference and late discount accepted."""
    batch = batch_of(pk)
    command = _command(request, batch, batch.version, preview_batch)
    return _page(request, batch, command, ConfirmPostForm(), [], status=200, posts=False)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the preview and its questions; POST stores the answers and posts."""
    batch = batch_of(pk)
    form = ConfirmPostForm(request.POST or None, initial={"version": batch.version})
    command = _command(request, batch, batch.version, post_batch)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return _page(request, batch, command, form, [], status=status)
    version = form.cleaned_data["version"]
    command = _command(request, batch, version, post_batch)
    if version == batch.version and _answered(request, batch, command):
        batch = batch_of(pk)
        command = _command(request, batch, batch.version, post_batch)
        form = ConfirmPostForm(initial={"version": batch.version})
        if "answer" in request.POST or _asks_more(request, command):
            return _page(request, batch, command, form, [], status=200)
    try:
        return _post(request, batch, command)
    except PostingRefused as refused:
        form = ConfirmPostForm(initial={"version": batch.version})
        return _page(request, batch, command, form, list(refused.refusals), status=422)


def _command(request: HttpRequest, batch: JournalBatch, version: int, build: Any) -> Command:
    return build(
        batch.pk, version=version, user_id=user_of(request).pk, today=timezone.localdate()
    )


def _answered(request: HttpRequest, batch: JournalBatch, command: Command) -> bool:
    """Store the answers that were sent; whether any is another one than before."""
    answers = {
        name: value == "yes" for name, value in request.POST.items() if value in ("yes", "no")
    }
    if not answers:
        return False
    try:
        shown = preview(command)
        if shown.plan is None:
            return False
        return store_answers(batch.pk, choices_of(shown.plan), answers, user_of(request))
    except (PostingRefused, JournalRefused):
        return False  # the posting itself tells what is wrong


def _asks_more(request: HttpRequest, command: Command) -> bool:
    """Whether the answers led to a question that was not answered yet."""
    shown = preview(command)
    asked = choices_of(shown.plan) if shown.plan else []
    return any(choice.key not in request.POST for choice in asked)


def _post(request: HttpRequest, batch: JournalBatch, command: Command) -> HttpResponse:
    if batch.lines.count() > AT_ONCE_LINES:
        return redirect(
            enqueue(
                post_large_batch,
                title=_("Posting of %(batch)s") % {"batch": batch},
                user=user_of(request),
                batch_id=batch.pk,
                version=command.version,
                user_id=user_of(request).pk,
                today=command.today.isoformat(),
            )
        )
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
    command: Command,
    form: ConfirmPostForm,
    refusals: list[Refusal],
    *,
    status: int,
    posts: bool = True,
) -> HttpResponse:
    plan: Plan | None = None
    lines = batch.lines.count()
    if not refusals and lines <= AT_ONCE_LINES:
        try:
            shown = preview(command)
            refusals, plan = list(shown.refusals), shown.plan
        except PostingRefused as changed:
            refusals = list(changed.refusals)
    title = _("Post %(batch)s") if posts else _("Preview of %(batch)s")
    page = {
        "title": title % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "form": form,
        "lines": lines,
        "is_long": lines > AT_ONCE_LINES,
        "refusals": _linked(batch, refusals),
        "posts": posts,
        "choices": choices_of(plan) if plan else [],
        "groups": _groups(plan) if plan else [],
        "plan_totals": totals(plan) if plan else None,
    }
    return render(request, "payments/journal/post.html", page, status=status)


def _groups(plan: Plan) -> list[PreviewGroup]:
    first = _("The first ones; %(count)d in all.")
    counted = totals(plan)
    general, entries = general_rows(plan), entry_rows(plan)
    return [
        PreviewGroup(
            _("Customer and vendor entries"),
            EntryPreviewTable(entries),
            first % {"count": counted.entries} if counted.entries > len(entries) else "",
        ),
        PreviewGroup(
            _("G/L entries"),
            GeneralRowsTable(general),
            first % {"count": counted.general} if counted.general > len(general) else "",
        ),
    ]


def _linked(batch: JournalBatch, refusals: Sequence[Refusal]) -> list[tuple[Refusal, str]]:
    """Each refusal with the way to its row."""
    numbers = {refusal.line for refusal in refusals if refusal.line is not None}
    rows = dict(
        batch.lines.filter(line_no__in=numbers).values_list("line_no", "pk") if numbers else ()
    )
    url = batch.get_absolute_url()
    return [
        (refusal, f"{url}?row={rows[refusal.line]}" if refusal.line in rows else "")
        for refusal in refusals
    ]
