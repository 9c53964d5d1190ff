"""Number series and what they are used for."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from arcore.company.admin.deletion import KeptWhenUsed
from arcore.company.models import NumberSeries, SeriesUse


class SeriesUseInline(admin.TabularInline):
    model = SeriesUse
    extra = 0


@admin.register(NumberSeries)
class NumberSeriesAdmin(KeptWhenUsed):
    list_display = ("code", "description", "prefix", "last_number", "last_date", "gapless")
    search_fields = ("code", "description")
    readonly_fields = ("last_number", "last_date")
    inlines = (SeriesUseInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Once made, a series goes on from where it is; a new start is a new series."""
        return (*self.readonly_fields, "starting_number") if obj else self.readonly_fields


@admin.register(SeriesUse)
class SeriesUseAdmin(KeptWhenUsed):
    list_display = ("purpose", "series")
    list_select_related = ("series",)
