"""Filters above the list of exchange rates and its history."""

from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter

from arcore.company.models import Currency
from arcore.ui.filters import DateRangeFilter, FilterSet


class RateFilter(FilterSet):
    """By currency and starting date."""

    currency = ModelChoiceFilter(
        queryset=Currency.objects.all(), label=_("Currency"), empty_label=_("All")
    )
    starting_date = DateRangeFilter(label=_("Starting date"))
