"""The living style page: every component of the kit in all its states."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Action
from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.filters import FilterSet, SearchFilter
from arcore.ui.forms import Form, forms
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.tables import Column, DateColumn, LinkColumn, MoneyColumn, StatusColumn, Table

KIT_PERMISSION = "company.change_company"
TODAY = date(2026, 3, 15)


class KitTable(Table):
    document_no = LinkColumn(verbose_name=_("Document"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    customer = Column(verbose_name=_("Customer"))
    status = StatusColumn(verbose_name=_("Status"), tones={"open": "info", "closed": "good"})
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")


class PermissionTable(Table):
    codename = LinkColumn(verbose_name=_("Code"))
    name = Column(verbose_name=_("Name"))

    def row_url(self, record: Permission) -> str:
        return f"?q={record.codename}"


class PermissionFilter(FilterSet):
    q = SearchFilter(columns=("codename", "name"))


class KitList(ListView):
    """A real list over real rows: the permissions of this installation."""

    permission_required = KIT_PERMISSION
    title = _("Example list")
    queryset = Permission.objects.only("id", "codename", "name")
    table_class = PermissionTable
    filterset_class = PermissionFilter
    sort_columns = ("codename", "name")
    default_sort = "codename"
    breadcrumbs = ((_("Page kit"), "/ui/kit/"),)
    empty = EmptyState(_("No permissions"), action=Action(_("Page kit"), "ui:kit"))


class KitForm(Form):
    fieldsets = ((_("General"), ("name", "kind", "active")), (_("Amounts"), ("amount", "day")))
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("As on the invoice."))
    kind = forms.ChoiceField(
        label=_("Status"), choices=[("", "—"), ("open", _("Open"))], required=False
    )
    active = forms.BooleanField(label=_("Active"), required=False)
    amount = MoneyFormField(label=_("Amount"))
    day = DateFormField(label=_("Posting date"))


def kit_rows() -> list[SimpleNamespace]:
    """Rows of the example table: positive, negative, zero, foreign, long."""
    return [
        SimpleNamespace(
            document_no=number,
            posting_date=TODAY,
            customer=customer,
            status=status,
            amount=Decimal(amount),
            currency=currency,
            get_absolute_url=lambda: "/ui/kit/",
        )
        for number, customer, status, amount, currency in (
            ("24-0117", "Société Générale de Boulangerie", "open", "1234.56", "EUR"),
            ("24-0118", "Müller & Söhne GmbH", "closed", "-80.00", "EUR"),
            ("24-0119", "日本文具株式会社", "open", "125000", "JPY"),
            ("24-0120", "شركة النور للتجارة 🌙", "open", "17.250", "KWD"),
            (
                "24-0121",
                "The Extraordinarily Long Named Trading Company of the North",
                "",
                "0",
                "GBP",
            ),
        )
    ]


@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_page(request: HttpRequest) -> HttpResponse:
    form = KitForm({"name": "", "amount": "1e30", "day": "0002-01-01"})
    form.add_refusals(
        [SimpleNamespace(line=3, message="This customer is blocked for invoices.")]
    )
    context = {
        "title": _("Page kit"),
        "table": KitTable(kit_rows(), request=request),
        "form": form,
    }
    return render(request, "ui/kit.html", context)


@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_form(request: HttpRequest) -> HttpResponse:
    form = KitForm(request.POST or None)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(
        request, "ui/form.html", {"title": _("Example form"), "form": form}, status=status
    )
