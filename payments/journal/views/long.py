"""Preview and post a journal that is too long to be worked out while a reader waits.

A job works it out; its page shows totals, the first rows and the questions, a part at a time.
Answers that change what is posted have it worked out again before it can be posted.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from arcore.ui.preview import PreviewGroup
from ledger.applying.asking import accepted_names
from ledger.applying.forms import NO, YES, asked_questions
from ledger.applying.tables import PlannedPartyTable
from ledger.applying.views.outlook import only_looks
from ledger.models import DocumentType
from ledger.posting import Question, Refusal
from payments.journal.answers import answers_in, keep_answers
from payments.journal.background import post_in_background
from payments.journal.forms.whole import LongPostForm
from payments.journal.outlook import (
    is_as_answered,
    outlook_of_batch,
    questions_of,
    refusals_of,
)
from payments.journal.posting import post_batch
from payments.journal.preparing import prepare_in_background
from payments.journal.refused import JournalRefused
from payments.journal.tables import AccountTotalTable, TypeTotalTable
from payments.journal.versions import changed_meanwhile
from payments.journal.views.asked import CHANGE, POST, batch_of, crumbs
from payments.journal.views.linked import linked
from payments.journal.views.questions import (
    PAGE,
    QuestionPage,
    naming_rows,
    page_number,
    place_of,
    said_in,
    seen_of,
    sums_of,
    turns_the_page,
)
from payments.models import JournalBatch, JournalOutlook

LOOKED_AT_LINES = 5_000  # more would keep a reader waiting for more than a second or two


def is_long(batch: JournalBatch) -> bool:
    """Whether a job must look ahead at it."""
    return batch.size > LOOKED_AT_LINES


@require_POST
@permission_required(CHANGE, raise_exception=True)
def prepare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the look ahead worked out."""
    return _prepare(request, batch_of(pk))


def show_long(
    request: HttpRequest,
    batch: JournalBatch,
    *,
    posts: bool,
    refusals: Sequence[Refusal] = (),
) -> HttpResponse:
    """What the job worked out, if that still counts; else the way to have it worked out."""
    outlook = outlook_of_batch(batch, timezone.localdate())
    title = _("Post %(batch)s") if posts else _("Preview of %(batch)s")
    page: dict[str, Any] = {
        "title": title % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "lines": batch.size,
        "posts": posts,
        "may_prepare": user_of(request).has_perm(CHANGE),
        "outlook": outlook,
    }
    told = list(refusals)
    if outlook is not None and outlook.content is not None:
        page |= _facts(request, batch, outlook)
        told += refusals_of(outlook)
    page["refusals"] = linked(batch, told)
    status = 422 if refusals else 200
    return render(request, "payments/journal/long.html", page, status=status)


def post_long(request: HttpRequest, batch: JournalBatch) -> HttpResponse:
    """Keep the answers, then post in the background what was looked at, or look ahead again."""
    form = LongPostForm(request.POST)
    outlook = outlook_of_batch(batch, timezone.localdate())
    if not form.is_valid() or outlook is None or not _is_as_seen(form, outlook):
        return show_long(request, batch, posts=True, refusals=[changed_meanwhile()])
    if refusals_of(outlook):  # hides the questions: answers from before wait
        return _prepare(request, batch) if only_looks(request.POST) else redirect(request.path)
    questions = questions_of(outlook)
    try:
        version = _keep(request, outlook, questions)
    except JournalRefused as refused:
        return show_long(request, batch, posts=True, refusals=refused.refusals)
    number, _pages = page_number(request, len(questions))
    if turns_the_page(request.POST):
        return redirect(f"{request.path}?{PAGE}={number}")
    if only_looks(request.POST) or not is_as_answered(outlook, questions):
        return _prepare(request, batch)
    user, today = user_of(request), timezone.localdate()
    command = post_batch(batch.pk, version=version, user_id=user.pk, today=today, asked=True)
    return redirect(post_in_background(batch.pk, command, user))


def _is_as_seen(form: LongPostForm, outlook: JournalOutlook) -> bool:
    seen = (form.cleaned_data["outlook"], form.cleaned_data["version"])
    return outlook.content is not None and seen == (outlook.pk, outlook.version)


def _keep(request: HttpRequest, outlook: JournalOutlook, questions: list[Question]) -> int:
    """Keep the answers; the look ahead goes along with the version that they make."""
    seen = seen_of(questions)
    said = said_in(request.POST, seen)
    with transaction.atomic():
        version = keep_answers(outlook.batch_id, outlook.version, seen, said, user_of(request))
        JournalOutlook.objects.filter(pk=outlook.pk).update(version=version)
    return version


def _prepare(request: HttpRequest, batch: JournalBatch) -> HttpResponse:
    user = user_of(request)
    page = "journal:post" if user.has_perm(POST) else "journal:preview"
    return redirect(prepare_in_background(batch.pk, user, timezone.localdate(), page=page))


def _facts(
    request: HttpRequest, batch: JournalBatch, outlook: JournalOutlook
) -> dict[str, Any]:
    questions, yes = questions_of(outlook), accepted_names(answers_in(batch.pk))
    number, pages = page_number(request, len(questions))
    part = questions[place_of(number)]
    sent = {name: YES if name in yes else NO for name in seen_of(part)}
    shown = naming_rows(batch, part, asked_questions(part, sent))
    return {
        "facts": {**outlook.facts, "debit": _amount(outlook.facts.get("debit"))},
        "questions": shown,
        "question_page": QuestionPage(shown, number, pages, sums_of(questions)),
        "is_as_answered": is_as_answered(outlook, questions),
        "groups": _groups(request, outlook.facts),
    }


def _groups(request: HttpRequest, content: dict[str, Any]) -> list[PreviewGroup]:
    """Totals by account and document type, then the first entries."""
    types = [
        SimpleNamespace(**one | {"type": DocumentType(one["type"]).label})
        for one in content.get("types", ())
    ]
    accounts = [
        SimpleNamespace(
            account=one["account"], debit=_amount(one["debit"]), credit=_amount(one["credit"])
        )
        for one in content.get("accounts", ())
    ]
    for one in types:
        one.amount = _amount(one.amount)
    entries = [_entry(one) for one in content.get("first", ())]
    note = _("The first ones; %(count)d in all.") % {"count": content.get("entries", 0)}
    groups = [
        PreviewGroup(_("Totals by G/L account"), AccountTotalTable(accounts, request=request)),
        PreviewGroup(_("New entries"), TypeTotalTable(types, request=request)),
        PreviewGroup(_("Entries"), PlannedPartyTable(entries, request=request), note),
    ]
    return [group for group in groups if len(group.table.rows)]


def _entry(kept: dict[str, Any]) -> SimpleNamespace:
    after = Decimal(kept["after"])
    return SimpleNamespace(
        document=kept["document"] or _("(next number)"),
        kind=DocumentType(kept["type"]).label,
        party=kept["party"],
        due_date=kept["due_date"] and date.fromisoformat(kept["due_date"]),
        before=_amount(kept["before"]),
        after=after,
        currency=kept["currency"],
        outcome=_("stays open") if after else _("closed"),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
