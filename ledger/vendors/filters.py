"""Filters above the list of vendors."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.filters import FilterSet, SearchFilter
from customers.countries import country_choices
from ledger.models import Vendor, VendorLedgerEntry

NOT_BLOCKED, ANY_BLOCK = "none", "any"
BLOCK_CHOICES = [
    (ANY_BLOCK, _("Blocked in any way")),
    *((value, label) for value, label in Vendor.Blocked.choices if value),
    (NOT_BLOCKED, _("Not blocked")),
]


class VendorFilter(FilterSet):
    """Text, block, country, and whom we owe beyond the due date."""

    q = SearchFilter(key="search_key", label=_("No., name or city"))
    blocked = ChoiceFilter(
        label=_("Blocked"), choices=BLOCK_CHOICES, method="by_block", empty_label=_("All")
    )
    country = ChoiceFilter(
        label=_("Country"),
        choices=lazy(lambda: country_choices()[1:], list),
        empty_label=_("All"),
    )
    overdue = ChoiceFilter(
        label=_("Overdue"),
        choices=[("yes", _("Overdue balance"))],
        method="by_overdue",
        empty_label=_("All"),
    )

    def by_block(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value == ANY_BLOCK:
            return queryset.exclude(blocked=Vendor.Blocked.BLANK)
        return queryset.filter(blocked="" if value == NOT_BLOCKED else value)

    def by_overdue(self, queryset: QuerySet, _name: str, _value: Any) -> QuerySet:
        """Overdue entries that sum to something owed: credits past their date count against it."""
        late = VendorLedgerEntry.objects.overdue_on(timezone.localdate()).filter(
            vendor=OuterRef("pk")
        )
        total = late.order_by().values("vendor").annotate(total=Sum("remaining_lcy"))
        return queryset.alias(late=Subquery(total.values("total"))).filter(late__lt=0)
