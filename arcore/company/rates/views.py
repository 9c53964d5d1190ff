"""Exchange rates: list, history, one rate, many from a file. Clerks look, accountants keep."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from arcore.company.models import Company, Currency, ExchangeRate, User
from arcore.company.rates.filters import RateFilter
from arcore.company.rates.forms import ManyRatesForm, RateForm
from arcore.company.rates.reading import Problem, Reading, read_rates
from arcore.company.rates.store import ToStore, compared, store_rates
from arcore.company.rates.tables import RateHistoryTable, RateTable, ToStoreTable
from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView

VIEW, ADD, CHANGE = (f"company.{verb}_exchangerate" for verb in ("view", "add", "change"))
CRUMBS = ((gettext_lazy("Exchange rates"), "/company/rates/"),)
MOST_SHOWN = 200


class RateList(ListView):
    permission_required = VIEW
    title = gettext_lazy("Exchange rates")
    queryset = ExchangeRate.objects.all()
    table_class = RateTable
    filterset_class = RateFilter
    sort_columns = ("starting_date",)
    default_sort = "-starting_date"
    actions = (
        Action(
            gettext_lazy("New rate"), "company:rate_add", ADD, "plus", primary=True, key="c"
        ),
        Action(gettext_lazy("Import rates"), "company:rate_import", ADD, "upload", key="i"),
        Action(gettext_lazy("History"), "company:rate_history", VIEW, "history", key="h"),
    )
    empty = EmptyState(
        gettext_lazy("No exchange rates yet"),
        action=Action(gettext_lazy("New rate"), "company:rate_add", ADD),
    )


class RateHistory(ListView):
    """Every rate that was ever entered, changed or deleted, newest first."""

    permission_required = VIEW
    title = gettext_lazy("History of exchange rates")
    table_class = RateHistoryTable
    filterset_class = RateFilter
    breadcrumbs = CRUMBS

    def get_queryset(self) -> Any:
        events = apps.get_model("company", "ExchangeRateEvent").objects
        return events.select_related("pgh_context")

    def complete(self, rows: Sequence[Any]) -> None:
        """The people behind one page of changes."""
        users = {
            row: (row.pgh_context.metadata if row.pgh_context else {}).get("user")
            for row in rows
        }
        people = User.objects.in_bulk([pk for pk in users.values() if pk is not None])
        for row, pk in users.items():
            row.user = people.get(pk)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def add_rate(request: HttpRequest) -> HttpResponse:
    """A new rate; the amount of the currency is proposed as it was last time."""
    code = request.GET.get("currency", "")
    last = ExchangeRate.objects.filter(currency_id=code).order_by("-starting_date").first()
    initial = {"currency": code, "starting_date": timezone.localdate()}
    if last is not None:
        initial["exchange_rate_amount"] = last.exchange_rate_amount
    form = RateForm(request.POST or None, initial=initial)
    return _save(request, form, _("New exchange rate"))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def edit_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rate; what was posted with it keeps its own factor."""
    rate = get_object_or_404(ExchangeRate, pk=pk)
    title = _("Exchange rate of %(currency)s") % {"currency": rate.currency_id}
    return _save(request, RateForm(request.POST or None, instance=rate), title)


def _save(request: HttpRequest, form: RateForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        rate = form.save()
        messages.success(
            request, _("The rate of %(currency)s is saved.") % {"currency": rate.currency_id}
        )
        return redirect(f"{reverse('company:rate_list')}?currency={rate.currency_id}")
    page = {
        "title": title,
        "breadcrumbs": CRUMBS,
        "form": form,
        "cancel_url": reverse("company:rate_list"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "ui/form.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required((ADD, CHANGE), raise_exception=True)
def import_rates(request: HttpRequest) -> HttpResponse:
    """Read, show what every line does, and store all of it once that is confirmed."""
    if request.method != "POST":
        return _import_page(request, ManyRatesForm())
    form = ManyRatesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form, status=422)
    text = form.cleaned_data["text"]
    reading = _read(text)
    if reading.problems:
        return _import_page(request, _holding(text), problems=reading.problems, status=422)
    if "confirm" not in request.POST:
        return _import_page(request, _holding(text), plan=compared(reading.rates))
    _tell(request, store_rates(reading.rates))
    return redirect("company:rate_list")


def _read(text: str) -> Reading:
    codes = Currency.objects.values_list("code", flat=True)
    return read_rates(text, codes, Company.get().local_currency_id)


def _holding(text: str) -> ManyRatesForm:
    """The form with the text of the file in it, to be confirmed or corrected."""
    form = ManyRatesForm(initial={"text": text})
    form.fields["file"].widget.attrs.pop("autofocus", None)
    return form


def _import_page(
    request: HttpRequest,
    form: ManyRatesForm,
    *,
    problems: Sequence[Problem] = (),
    plan: Sequence[ToStore] = (),
    status: int = 200,
) -> HttpResponse:
    page = {
        "title": _("Import exchange rates"),
        "breadcrumbs": CRUMBS,
        "form": form,
        "problems": problems[:MOST_SHOWN],
        "plan": plan,
        "new": sum(one.is_new for one in plan),
        "changed": sum(one.changes for one in plan),
        "table": ToStoreTable(plan[:MOST_SHOWN], request=request) if plan else None,
        "most_shown": MOST_SHOWN if len(plan) > MOST_SHOWN else 0,
    }
    return render(request, "company/rates_import.html", page, status=status)


def _tell(request: HttpRequest, plan: Sequence[ToStore]) -> None:
    new, changed = sum(one.is_new for one in plan), sum(one.changes for one in plan)
    told = ngettext("%(count)s new rate is stored.", "%(count)s new rates are stored.", new) % {
        "count": new
    }
    if changed:
        told += " " + ngettext(
            "%(count)s rate is changed.", "%(count)s rates are changed.", changed
        ) % {"count": changed}
    messages.success(request, told)
