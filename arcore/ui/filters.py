"""Filters above a list, state in the URL; a bad value shows its error and an empty list."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from arcore.ui.fields import AmountRangeFormField, DateRangeFormField
from arcore.ui.forms import Form
from arcore.values.search_key import search_key

LONGEST_SEARCH = 100


class SearchFilter(django_filters.CharFilter):
    """Every typed word must occur somewhere in the row.

    `key` names a column of unaccented lower-case text (with a trigram index) and is the fast
    way; `columns` are searched as they are, ignoring case.
    """

    def __init__(self, *, key: str = "", columns: Sequence[str] = (), **options: Any) -> None:
        self.key, self.columns = key, tuple(columns)
        options.setdefault("label", _("Search"))
        options.setdefault("max_length", LONGEST_SEARCH)
        options.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        super().__init__(**options)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        for word in (value or "").split():
            found = Q(**{f"{self.key}__contains": search_key(word)}) if self.key else Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            qs = qs.filter(found)
        return qs


class _RangeFilter(django_filters.Filter):
    """Rows between two ends, both inclusive, either left open."""

    def filter(self, qs: QuerySet, value: slice | None) -> QuerySet:
        if value is None:
            return qs
        if value.start is not None:
            qs = qs.filter(**{f"{self.field_name}__gte": value.start})
        if value.stop is not None:
            qs = qs.filter(**{f"{self.field_name}__lte": value.stop})
        return qs


class DateRangeFilter(_RangeFilter):
    field_class = DateRangeFormField


class AmountRangeFilter(_RangeFilter):
    field_class = AmountRangeFormField


class FilterSet(django_filters.FilterSet):
    """Declare filters; the list view shows them as a bar and keeps them in the URL."""

    def get_form_class(self) -> type[forms.Form]:
        """A form in the kit's look with one field per filter."""
        fields = {name: declared.field for name, declared in self.filters.items()}
        return type("FilterForm", (Form,), fields)

    @property
    def found(self) -> QuerySet:
        """The rows that fit, or none when a value could not be read."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    @property
    def active(self) -> list[str]:
        """Names of the filters that hold something, well-formed or not."""
        typed = {key for key, value in (self.data or {}).items() if str(value).strip()}
        return [name for name in self.filters if typed & {name, f"{name}_from", f"{name}_to"}]
