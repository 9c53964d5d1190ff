"""Reverse a transaction or a whole register: see what it will write, say why."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arcore.ui.pieces import Tab
from arcore.ui.preview import ResultLink, tell_result
from arcore.ui.templatetags.ui import day
from ledger.applying.forms import ReverseForm
from ledger.applying.views.asked import REVERSE
from ledger.applying.views.undoing import Undoing, show_undoing
from ledger.models import Register, Transaction
from ledger.posting import Command, PostingRefused, post
from ledger.reversing.reverse import reverse_register, reverse_transaction
from ledger.tables import source_label

MOST_TABS = 8
PREVIEW_REASON = "–"  # a preview need not know it yet


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REVERSE, raise_exception=True)
def transaction(request: HttpRequest, pk: int) -> HttpResponse:
    """One transaction; GET shows the mirror, POST writes it, once."""
    found = Transaction.objects.select_related("register__user")
    one = get_object_or_404(found, pk=pk)
    return _reverse(request, one.register, one)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REVERSE, raise_exception=True)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Every transaction of a register; GET shows the mirrors, POST writes them, once."""
    one = get_object_or_404(Register.objects.select_related("user"), pk=pk)
    return _reverse(request, one, None)


def _reverse(request: HttpRequest, of: Register, one: Transaction | None) -> HttpResponse:
    form = ReverseForm(request.POST if request.method == "POST" else None)
    reason, refusals = PREVIEW_REASON, []
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if "post" in request.POST:
            try:
                posted = post(_command(request, of, one, reason))
            except PostingRefused as refused:
                refusals = [str(each) for each in refused.refusals]
            else:
                return _result(request, of, posted)
    back = reverse("ledger:register", args=[of.pk])
    undoing = Undoing(
        title=_title(of, one),
        breadcrumbs=[
            (gettext_lazy("Registers"), reverse("ledger:register_list")),
            (_("Register %(no)s") % {"no": of.pk}, back),
        ],
        facts=_facts(of, one),
        form=form,
        command=_command(request, of, one, reason),
        label=_("Reverse"),
        back=back,
        tabs=_tabs(of, one),
        refusals=refusals,
    )
    return show_undoing(request, undoing)


def _command(
    request: HttpRequest, of: Register, one: Transaction | None, reason: str
) -> Command:
    who: dict[str, Any] = {"user_id": request.user.pk, "today": timezone.localdate()}
    if one is not None:
        return reverse_transaction(one.pk, reason=reason, **who)
    return reverse_register(of.pk, reason=reason, **who)


def _title(of: Register, one: Transaction | None) -> str:
    if one is None:
        return _("Reverse register %(no)s") % {"no": of.pk}
    facts = {"no": one.pk, "document": one.document_no}
    return _("Reverse transaction %(no)s: %(document)s") % facts


def _facts(of: Register, one: Transaction | None) -> list[tuple[Any, Any]]:
    facts: list[tuple[Any, Any]] = [
        (_("Source"), source_label(of.source)),
        (_("Posted by"), of.user or ""),
        (
            _("Posted at"),
            date_format(timezone.localtime(of.posted_at), "SHORT_DATETIME_FORMAT"),
        ),
    ]
    if one is not None:
        facts.append((_("Posting date"), day(one.posting_date)))
    return facts


def _tabs(of: Register, one: Transaction | None) -> list[Tab]:
    """The register and its first transactions: what one forbids, the other may allow."""
    found = list(of.transactions.order_by("pk")[: MOST_TABS + 1])
    if not found or (one is not None and len(found) == 1):
        return []
    shown = found[:MOST_TABS]
    if one is not None and one not in shown:
        shown = [one, *shown[:-1]]
    whole = Tab(
        _("Whole register"), reverse("reversing:register", args=[of.pk]), is_current=one is None
    )
    return [whole] + [
        Tab(
            f"{each.pk} {each.document_no}",
            reverse("reversing:transaction", args=[each.pk]),
            is_current=each == one,
        )
        for each in shown
    ]


def _result(request: HttpRequest, of: Register, posted: Register) -> HttpResponse:
    links = [
        ResultLink(_("Register %(no)s") % {"no": each.pk}, each.get_absolute_url())
        for each in (posted, of)
    ]
    tell_result(request, _("Reversed:"), links)
    return redirect(posted)
