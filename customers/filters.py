"""Filters above the list of customers."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.filters import FilterSet, SearchFilter
from customers.blocking import Blocked
from customers.countries import country_choices
from ledger.models import CustomerLedgerEntry

NOT_BLOCKED, ANY_BLOCK, PRIVACY = "none", "any", "privacy"
BLOCK_CHOICES = [
    (ANY_BLOCK, _("Blocked in any way")),
    *((value, label) for value, label in Blocked.choices if value),
    (PRIVACY, _("For privacy")),
    (NOT_BLOCKED, _("Not blocked")),
]


class CustomerFilter(FilterSet):
    """Text, block, country, and who is late."""

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
            return queryset.exclude(blocked=Blocked.BLANK)
        if value == PRIVACY:
            return queryset.filter(privacy_blocked=True)
        return queryset.filter(blocked="" if value == NOT_BLOCKED else value)

    def by_overdue(self, queryset: QuerySet, _name: str, _value: Any) -> QuerySet:
        """Overdue entries that sum above zero: credits past their date count against them."""
        late = CustomerLedgerEntry.objects.overdue_on(timezone.localdate()).filter(
            customer=OuterRef("pk")
        )
        total = late.order_by().values("customer").annotate(total=Sum("remaining_lcy"))
        return (
            queryset.filter(Exists(late.filter(positive=True)))
            .alias(late=Subquery(total.values("total")))
            .filter(late__gt=0)
        )
