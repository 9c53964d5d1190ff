"""Filters above the lists of documents."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from ledger.documents.forms import CUSTOMERS
from ledger.filters import LookupFilter
from ledger.models import SalesDocument


def _customer_filter() -> LookupFilter:
    """Documents of one customer, sold to or billed to."""
    columns = ("sell_to", "bill_to")
    return LookupFilter(CUSTOMERS, "documents:customer_lookup", columns, label=_("Customer"))


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
    customer = _customer_filter()

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
    customer = _customer_filter()


class PostedAmountFilter(PostedFilter):
    """Posted invoices and credit memos, by amount as well."""

    total_gross = AmountRangeFilter(label=_("Total incl. VAT"))
