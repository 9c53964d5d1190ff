"""Adjust exchange rates as of a day: what was adjusted, and a new adjustment with its preview."""

import uuid

from django.contrib.auth.decorators import permission_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arcore.company.models import Company
from arcore.company.signed_in import user_of
from arcore.jobs import enqueue
from arcore.ui.actions import Action
from arcore.ui.amounts import show_amount
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.preview import PreviewGroup, ResultLink, tell_result
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.currencies.effect import currency_sums, differences
from ledger.currencies.forms import AdjustForm
from ledger.currencies.tables import AdjustmentTable, CurrencySumTable, DifferenceTable
from ledger.models import ExchangeAdjustment
from ledger.posting import Command, PostingRefused, Preview, post, preview
from ledger.tasks import adjust_rates

ADD = "ledger.add_exchangeadjustment"
AT_ONCE_ENTRIES = 500
MOST_ROWS = 200


class AdjustmentList(ListView):
    permission_required = "ledger.view_exchangeadjustment"
    title = gettext_lazy("Exchange rate adjustments")
    queryset = ExchangeAdjustment.objects.select_related("register__user")
    table_class = AdjustmentTable
    sort_columns = ("day",)
    actions = (
        Action(
            gettext_lazy("Adjust exchange rates"), "currencies:adjust", ADD, "plus",
            primary=True, key="c",
        ),
        Action(gettext_lazy("Exchange rates"), "company:rate_list", "company.view_exchangerate"),
    )  # fmt: skip
    empty = EmptyState(
        gettext_lazy("Nothing was adjusted yet"),
        gettext_lazy("Open entries in foreign currencies stand at the rate of their own day."),
        Action(gettext_lazy("Adjust exchange rates"), "currencies:adjust", ADD),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def adjust(request: HttpRequest) -> HttpResponse:
    """Day and currencies are chosen, everything to come is shown, then it is posted, once."""
    local = Company.get().local_currency_id
    if request.method != "POST":
        return _page(request, _fresh(local))
    form = AdjustForm(request.POST, local=local)
    if not form.is_valid():
        return _page(request, form, status=422)
    command = _command(request, form)
    if "confirm" in request.POST and form.cleaned_data["shown"] == form.state():
        try:
            return _post(request, command)
        except PostingRefused as refused:
            form.add_refusals(refused)
            return _page(request, form, status=422)
    found = preview(command)
    form.add_refusals(found.refusals)
    status = 422 if found.refusals else 200
    return _page(request, form, None if found.refusals else found, status=status)


def _fresh(local: str) -> AdjustForm:
    """As of today, for every currency that anything is open in."""
    today = timezone.localdate()
    form = AdjustForm(local=local)
    foreign = form.fields["currencies"].queryset  # type: ignore[attr-defined]
    form.initial = {
        "day": today,
        "document_no": f"ADJ-{today:%Y%m%d}",
        "currencies": list(foreign.filter(rates__isnull=False).distinct()),
        "key": uuid.uuid4(),
    }
    return form


def _command(request: HttpRequest, form: AdjustForm) -> Command:
    return adjust_exchange_rates(
        **form.asked(),
        key=str(form.cleaned_data["key"]),
        user_id=request.user.pk,
        today=timezone.localdate(),
    )


def _post(request: HttpRequest, command: Command) -> HttpResponse:
    """A few hundred entries at once, more in a job."""
    found = preview(command)
    entries = sum(len(t.revaluations) for t in found.request.transactions)
    if entries > AT_ONCE_ENTRIES:
        progress = enqueue(
            adjust_rates,
            title=_("Adjustment of exchange rates"),
            user=user_of(request),
            key=command.source_id,
            user_id=request.user.pk,
            today=command.today.isoformat(),
            **command.options,
        )
        return redirect(progress)
    register = post(command)
    sums = register.exchange_adjustments.aggregate(gain=Sum("gain"), loss=Sum("loss"))
    shown = {name: show_amount(amount) for name, amount in sums.items()}
    title = _("The exchange rates are adjusted: gain %(gain)s, loss %(loss)s.") % shown
    label = _("Register %(no)s") % {"no": register.pk}
    tell_result(request, title, [ResultLink(label, register.get_absolute_url())])
    return redirect("currencies:list")


def _page(
    request: HttpRequest, form: AdjustForm, found: Preview | None = None, status: int = 200
) -> HttpResponse:
    if found is not None:
        data = form.data.copy()  # type: ignore[attr-defined]
        data["shown"] = form.state()
        form.data = data
        form.fields["day"].widget.attrs.pop("autofocus")  # the confirmation has it
    page = {
        "title": _("Adjust exchange rates"),
        "breadcrumbs": [(gettext_lazy("Exchange rate adjustments"), "/ledger/adjustments/")],
        "form": form,
        "found": found,
        "groups": _groups(request, found) if found is not None else (),
    }
    return render(request, "currencies/adjust.html", page, status=status)


def _groups(request: HttpRequest, found: Preview) -> list[PreviewGroup]:
    """The sums of each currency, then every difference."""
    posting = found.request
    rows = differences(posting, MOST_ROWS + 1)
    note = ""
    if len(rows) > MOST_ROWS:
        note = _("The first %(number)s; there are more.") % {"number": MOST_ROWS}
    return [
        PreviewGroup(
            _("By currency"), CurrencySumTable(currency_sums(posting), request=request)
        ),
        PreviewGroup(
            _("Differences"), DifferenceTable(rows[:MOST_ROWS], request=request), note
        ),
    ]
