"""Filters above the tick list and above documents not yet posted."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.amounts import BadAmount, read_amount
from arcore.ui.fields import MoneyFormField
from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from ledger.documents.forms import CUSTOMERS
from ledger.filters import LookupFilter
from ledger.models import SalesDocument
from payments.registration.unposted import about


class FindFilter(SearchFilter):
    """A number, part of a name, or an amount: what remains, with or without the discount.

    A credit memo is found by the amount on its paper too, which has no minus sign.
    """

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        text = (value or "").strip()
        amount = _amount(text)
        if amount is None:
            return super().filter(qs, value)
        number = Q()
        for word in text.split():
            number &= Q(document_no__icontains=word)
        sums = Q()
        for signed in {amount, -abs(amount)}:
            sums |= Q(remaining=signed) | Q(remaining=F("remaining_discount") + signed)
        return qs.filter(number | sums)


def _amount(text: str) -> Decimal | None:
    try:
        return read_amount(text, decimals=3) if text else None
    except BadAmount:
        return None


class TickedFilter(ChoiceFilter):
    """What the user has ticked, or what he has not."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        mine = Q(registration_lines__user=self.parent.request.user)
        if value == "yes":
            return qs.filter(mine)
        return qs.exclude(mine) if value == "no" else qs


class RegistrationFilter(FilterSet):
    """By number, name or amount; by due date and remaining amount; by customer and tick."""

    q = FindFilter(
        key="customer__search_key",
        columns=("document_no", "external_document_no"),
        label=_("Number, name or amount"),
    )
    due_date = DateRangeFilter(label=_("Due date"))
    remaining = AmountRangeFilter(label=_("Remaining amount"))
    customer = LookupFilter(
        CUSTOMERS, "documents:customer_lookup", ("customer",), label=_("Customer")
    )
    ticked = TickedFilter(
        choices=[("yes", _("Ticked")), ("no", _("Not ticked"))],
        label=_("Payment made"),
        empty_label=_("All"),
    )


class MoneyFilter(django_filters.Filter):
    """An amount typed in the user's language."""

    field_class = MoneyFormField


class AboutFilter(MoneyFilter):
    """Totals within the per cent that the field beside it says; an empty amount fits all."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value is None:
            return qs
        percent = self.parent.form.cleaned_data.get("percent") or Decimal(0)
        return qs.filter(about(value, percent))


class PercentFilter(MoneyFilter):
    """Only widens the amount beside it."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs


class UnpostedFilter(FilterSet):
    """By number and by about the amount."""

    no = SearchFilter(columns=("no",), label=_("Document no. contains"))
    amount = AboutFilter(label=_("Amount incl. VAT"))
    percent = PercentFilter(label="± %", minimum=Decimal(0), maximum=Decimal(100), max_digits=5)
    type = ChoiceFilter(
        choices=SalesDocument.Type.choices, label=_("Type"), empty_label=_("All")
    )
