"""Payment tolerance: limits of every currency, a change with its effect, a customer's entries."""

import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from arcore.company.models import Company, Currency
from arcore.company.signed_in import user_of
from arcore.jobs import enqueue
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.preview import PreviewGroup
from customers.models import Customer
from ledger.models import ToleranceChange
from ledger.posting import PartyKind, PostingRefused
from ledger.posting.for_sources import ToleranceLimits, amend_tolerance
from ledger.tasks import change_tolerance
from ledger.tolerance.change import change_payment_tolerance, let_entries_follow
from ledger.tolerance.customer import entries_to_follow, let_customer_follow
from ledger.tolerance.forms import ToleranceForm
from ledger.tolerance.limits import limits_of
from ledger.tolerance.tables import EffectTable, LimitsTable, ToleranceChangeTable

CHANGE = "ledger.add_tolerancechange"
AMEND = "ledger.amend_customerledgerentry"
EXAMPLES = 10
AT_ONCE_ENTRIES = 300
PATIENCE_S = 2
CRUMBS = [(gettext_lazy("Payment tolerance"), "/ledger/tolerance/")]


class ToleranceList(ListView):
    """What each currency allows, and every change of it, newest first."""

    permission_required = "ledger.view_tolerancechange"
    template_name = "tolerance/list.html"
    title = gettext_lazy("Payment tolerance")
    queryset = ToleranceChange.objects.select_related("user")
    table_class = ToleranceChangeTable
    empty = EmptyState(
        gettext_lazy("No changes yet"),
        gettext_lazy("Choose a currency above to change what may be written off."),
    )

    def get_context(self) -> dict[str, Any]:
        company = Company.get()
        rows = [
            {"code": one.code, "description": one.description, "most": limits.most,
             "percent": limits.percent}
            for one in Currency.objects.all()
            for limits in [limits_of(one, company)]
        ]  # fmt: skip
        may_change = self.request.user.has_perm(CHANGE)
        return {
            "limits": LimitsTable(rows, request=self.request, may_change=may_change),
            "may_change": may_change,
            "unfinished": list(ToleranceChange.objects.filter(finished_at=None)),
        }


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """New limits are typed, their effect is shown, then they are confirmed."""
    currency = get_object_or_404(Currency, code=code)
    now = limits_of(currency, Company.get())
    if request.method != "POST":
        return _page(request, currency, now, _fresh(currency, now))
    form = ToleranceForm(request.POST, currency)
    if not form.is_valid():
        return _page(request, currency, now, form, status=422)
    if "confirm" not in request.POST or not form.effect_was_shown:
        return _page(request, currency, now, form, effect=True)
    try:
        return _confirm(request, currency, form)
    except PostingRefused as refused:
        data = request.POST.copy()
        data["seen_percent"], data["seen_most"] = str(now.percent), str(now.most)
        form = ToleranceForm(data, currency)
        form.is_valid()
        form.add_refusals(refused)
        return _page(request, currency, now, form, effect=True, status=422)


def _fresh(currency: Currency, now: ToleranceLimits) -> ToleranceForm:
    limits = asdict(now)
    initial = {**limits, **{f"seen_{name}": value for name, value in limits.items()}}
    return ToleranceForm(None, currency, initial={**initial, "key": uuid.uuid4()})


def _confirm(request: HttpRequest, currency: Currency, form: ToleranceForm) -> HttpResponse:
    """A few entries follow at once; many, or beside postings under way, in a job."""
    many = _effect(currency, form.wanted)[0] > AT_ONCE_ENTRIES
    with transaction.atomic():
        changed = change_payment_tolerance(
            currency.code,
            form.wanted,
            seen=form.seen,
            reason=form.cleaned_data["reason"],
            key=form.cleaned_data["key"],
            user_id=request.user.pk,
            now=timezone.now(),
        )
        if many and changed.finished_at is None:
            return redirect(_follow_in_job(request, changed))
    if changed.finished_at is None:
        try:
            changed = let_entries_follow(changed, now=timezone.now(), wait_s=PATIENCE_S)
        except PostingRefused:
            return redirect(_follow_in_job(request, changed))
    messages.success(request, _told(changed))
    return redirect("tolerance:list")


def _follow_in_job(request: HttpRequest, changed: ToleranceChange) -> Any:
    title = _("Payment tolerance in %(currency)s") % {"currency": changed.currency_id}
    return enqueue(change_tolerance, title=title, user=user_of(request), change_id=changed.pk)


def _told(changed: ToleranceChange) -> str:
    entries = changed.customer_entries + changed.vendor_entries
    followed = ngettext(
        "%(count)s open entry follows it.", "%(count)s open entries follow it.", entries
    ) % {"count": entries}
    head = _("The payment tolerance of %(currency)s is changed.") % {
        "currency": changed.currency_id
    }
    return f"{head} {followed}"


def _effect(currency: Currency, wanted: ToleranceLimits) -> tuple[int, list[Any]]:
    """How many open entries of customers and vendors would change, and those that do most."""
    scope = amend_tolerance.Scope(currency=currency.code)
    entries = 0
    rows: list[Any] = []
    for kind in PartyKind:
        found = amend_tolerance.examples(kind, scope, wanted, EXAMPLES)
        entries += found[0].entries if found else 0
        rows += found
    rows.sort(key=lambda row: -abs(row.after - row.before))
    return entries, rows[:EXAMPLES]


def _page(
    request: HttpRequest,
    currency: Currency,
    now: ToleranceLimits,
    form: ToleranceForm,
    *,
    effect: bool = False,
    status: int = 200,
) -> HttpResponse:
    entries = 0
    rows: list[Any] = []
    if effect:
        entries, rows = _effect(currency, form.wanted)
        data = form.data.copy()  # type: ignore[attr-defined]
        data["shown_percent"], data["shown_most"] = (
            str(v) for v in asdict(form.wanted).values()
        )
        form.data = data
        form.fields["percent"].widget.attrs.pop("autofocus")  # the confirmation has it
    page = {
        "title": _("Payment tolerance in %(currency)s") % {"currency": currency.code},
        "breadcrumbs": CRUMBS,
        "currency": currency,
        "now": now,
        "form": form,
        "effect": effect,
        "entries": entries,
        "table": EffectTable(rows, request=request) if rows else None,
    }
    return render(request, "tolerance/change.html", page, status=status)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the entries of an unfinished change follow, in a job."""
    changed = get_object_or_404(ToleranceChange, pk=pk)
    if changed.finished_at is not None:
        messages.info(request, _told(changed))
        return redirect("tolerance:list")
    return redirect(_follow_in_job(request, changed))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(AMEND, raise_exception=True)
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the customer's open entries follow its card, and let them."""
    owner = get_object_or_404(Customer, pk=pk)
    if request.method == "POST":
        count = let_customer_follow(owner, user_id=request.user.pk, now=timezone.now())
        told = ngettext(
            "%(count)s open entry is changed.", "%(count)s open entries are changed.", count
        )
        messages.success(request, told % {"count": count})
        return redirect(owner)
    found = entries_to_follow(pk, EXAMPLES)
    if not found.entries:
        messages.info(
            request,
            _("Every open entry of %(customer)s has the tolerance that it should have.")
            % {"customer": owner},
        )
        return redirect(owner)
    page = {
        "title": _("Payment tolerance of %(customer)s") % {"customer": owner},
        "breadcrumbs": [
            (gettext_lazy("Customers"), reverse("customers:list")),
            (owner.no, owner.get_absolute_url()),
        ],
        "customer": owner,
        "found": found,
        "groups": [
            PreviewGroup(_("The largest changes"), EffectTable(found.examples, request=request))
        ],
    }
    return render(request, "tolerance/customer.html", page)
