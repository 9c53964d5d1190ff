"""Filters above the lists of documents."""

from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, NumberFilter

from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from ledger.models import SalesDocument

DIGITS = 18


class CustomerIdFilter(NumberFilter):
    """Documents of one customer, sold to or billed to; set by links from its card."""

    def __init__(self, **options: object) -> None:
        super().__init__(widget=HiddenInput(), min_value=1, max_value=10**DIGITS, **options)

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        return qs.filter(Q(sell_to=value) | Q(bill_to=value)) if value else qs


class SalesDocumentFilter(FilterSet):
    """By default what is still to do: open and released documents."""

    q = SearchFilter(columns=("no", "sell_to_name", "external_document_no", "sell_to__no"))
    type = ChoiceFilter(
        choices=SalesDocument.Type.choices, label=_("Type"), empty_label=_("All")
    )
    status = ChoiceFilter(
        choices=[("active", _("Open and released")), *SalesDocument.Status.choices],
        label=_("Status"),
        empty_label=_("All"),
        method="by_status",
    )
    posting_date = DateRangeFilter(label=_("Posting date"))
    total_gross = AmountRangeFilter(label=_("Total incl. VAT"))
    customer = CustomerIdFilter(label=_("Customer"))

    def by_status(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "active":
            return queryset.filter(status__in=("open", "released"))
        return queryset.filter(status=value)


class PostedFilter(FilterSet):
    """Posted documents by text, date and customer."""

    q = SearchFilter(
        columns=("no", "sell_to_name", "bill_to_name", "order_no", "external_document_no")
    )
    posting_date = DateRangeFilter(label=_("Posting date"))
    customer = CustomerIdFilter(label=_("Customer"))


class PostedAmountFilter(PostedFilter):
    """Posted invoices and credit memos, by amount as well."""

    total_gross = AmountRangeFilter(label=_("Total incl. VAT"))
