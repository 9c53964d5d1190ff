"""The filter bar above the open entries of a customer or vendor."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.amounts import BadAmount, read_amount
from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter

MARKED = "marked"


class NumberOrAmountFilter(SearchFilter):
    """A number as it stands on the document, or an amount: owed, or owed less the discount."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__icontains": value})
        try:
            amount = read_amount(value or "", decimals=3)
        except BadAmount:
            return qs.filter(found) if value else qs
        paid = F("remaining") - F("remaining_discount")
        either = [amount, -amount]
        qs = qs.alias(paid=paid)
        return qs.filter(found | Q(remaining__in=either) | Q(paid__in=either))


class ShowFilter(ChoiceFilter):
    """All open entries, or those in the set alone, closed ones included."""

    def __init__(self, **options: Any) -> None:
        choices = [(MARKED, _("Marked"))]
        super().__init__(choices=choices, label=_("Show"), empty_label=_("All open"), **options)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """The view chooses the rows; see `views.rows.entries_of`."""
        return qs


class OpenEntryFilter(FilterSet):
    """By number or amount, due date, remaining amount."""

    q = NumberOrAmountFilter(
        columns=("document_no", "external_document_no", "payment_reference"),
        label=_("Number or amount"),
    )
    show = ShowFilter()
    due_date = DateRangeFilter(label=_("Due date"))
    remaining = AmountRangeFilter(label=_("Remaining amount"))
