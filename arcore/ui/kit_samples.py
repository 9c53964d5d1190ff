"""What the living style page shows: plain values, each chosen to look difficult."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form
from arcore.ui.grid import GridFormSet, grid_of
from arcore.ui.lookup import LookupField, LookupSource
from arcore.ui.pieces import AgePart, Tab
from arcore.ui.refusals import Refusal
from arcore.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    NumberColumn,
    StatusColumn,
    Table,
)

PERMISSIONS = LookupSource(
    lambda: Permission.objects.only("id", "codename", "name"), number="codename"
)
UNLUCKY = Decimal("13")


class KitTable(Table):
    document_no = LinkColumn(verbose_name=_("Document"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    customer = Column(verbose_name=_("Customer"))
    status = StatusColumn(
        verbose_name=_("Status"), tones={"open": "info", "closed": "good", "overdue": "bad"}
    )
    disputed = BooleanColumn(verbose_name=_("In dispute"))
    factor = NumberColumn(verbose_name=_("Factor"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")


class KitForm(Form):
    fieldsets = (
        (_("General"), ("name", "code", "status", "active")),
        (_("Amounts and dates"), ("amount", "day")),
        (_("More"), ("how", "note")),
    )
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("As on the invoice."))
    code = LookupField(PERMISSIONS, "ui:kit_lookup", label=_("Code"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", "—"), ("open", _("Open"))], required=False
    )
    active = forms.BooleanField(label=_("Active"), required=False)
    amount = MoneyFormField(label=_("Amount"))
    day = DateFormField(label=_("Posting date"))
    how = forms.ChoiceField(
        label=_("Payment"),
        choices=[("transfer", _("Transfer")), ("cheque", _("Cheque"))],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)


class KitRow(Form):
    code = LookupField(PERMISSIONS, "ui:kit_lookup", label=_("Code"))
    text = forms.CharField(label=_("Description"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("item", _("Item")), ("account", _("Account"))],
        required=False,
    )
    day = DateFormField(label=_("Posting date"), required=False)
    amount = MoneyFormField(label=_("Amount"))


class KitGridBase(GridFormSet):
    totals = ("amount",)
    widths = {"code": "wide", "text": "wide"}


KitGrid = grid_of(KitRow, base=KitGridBase)


def rows() -> list[Any]:
    """Positive, negative, zero, foreign, right-to-left, too long."""
    day = date(2026, 3, 15)
    return [
        SimpleNamespace(
            document_no=number,
            posting_date=day,
            customer=customer,
            status=status,
            disputed=number.endswith("9"),
            factor=Decimal(factor),
            amount=Decimal(amount),
            currency=currency,
            get_absolute_url=lambda: "/ui/kit/form/",
        )
        for number, customer, status, factor, amount, currency in (
            ("24-0117", "Société Générale de Boulangerie", "open", "1", "1234.56", "EUR"),
            ("24-0118", "Müller & Söhne GmbH", "closed", "1", "-80.000", "EUR"),
            ("24-0119", "日本文具株式会社", "overdue", "0.00611", "125000", "JPY"),
            ("24-0120", "شركة النور للتجارة 🌙", "open", "2.985", "17.250", "KWD"),
            (
                "24-0121",
                "The Extraordinarily Long Named Trading Company",
                "",
                "1.19",
                "0",
                "GBP",
            ),
        )
    ]


def wrong_grid() -> GridFormSet:
    """Three rows: one right, one unreadable, one that the domain refuses."""
    data = {"line-TOTAL_FORMS": "3", "line-INITIAL_FORMS": "0"}
    for at, (text, amount) in enumerate((("Bread", "12.50"), ("Rolls", "NaN"), ("Cake", "9"))):
        data |= {
            f"line-{at}-code_text": "add_permission",
            f"line-{at}-text": text,
            f"line-{at}-amount": amount,
        }
    grid = KitGrid(data, prefix="line")
    grid.is_valid()
    return grid


def wrong_form(grid: GridFormSet) -> KitForm:
    """Every kind of error at once, with a refusal of line 3."""
    form = KitForm({"name": "", "amount": "1e30", "day": "0002-01-01", "code_text": "zzz"})
    form.add_refusals(
        [SimpleNamespace(line=3, message=gettext("This customer is blocked for invoices."))],
        grid,
    )
    return form


def refused_lines(grid: GridFormSet) -> list[Refusal]:
    """A domain's answer: lines with the amount 13 are refused."""
    return [
        SimpleNamespace(
            line=number, message=gettext("Thirteen brings bad luck."), field="amount"
        )
        for number, row in enumerate(grid.forms, 1)
        if row.cleaned_data.get("amount") == UNLUCKY
    ]


def facts() -> list[tuple[Any, Any]]:
    return [
        (_("Customer"), "Société Générale de Boulangerie"),
        (_("Payment terms"), "30D"),
        (_("Due date"), date(2026, 4, 14)),
        (_("Note"), ""),
    ]


def tabs() -> list[Tab]:
    return [
        Tab(_("General"), "/ui/kit/", is_current=True),
        Tab(_("Entries"), "/ui/kit/list/", count=12),
        Tab(_("History"), "/ui/kit/form/", count=0),
    ]


def ages() -> list[AgePart]:
    return [
        AgePart(_("Not due"), Decimal("12500.00"), "/ui/kit/list/"),
        AgePart("1–30", Decimal("4120.50")),
        AgePart("31–60", Decimal("1800.00")),
        AgePart("61–90", Decimal("-75.00")),
        AgePart("> 90", Decimal("640.25")),
    ]


def icons() -> list[str]:
    """The names in the sprite."""
    path = finders.find("ui/icons.svg")
    if not path:
        return []
    with open(path, encoding="utf-8") as sprite:
        return re.findall(r'id="([a-z]+)"', sprite.read())
