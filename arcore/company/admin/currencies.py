"""Currencies with their exchange rates."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arcore.company.admin.deletion import KeptWhenUsed
from arcore.company.models import Currency, ExchangeRate


class ExchangeRateInline(admin.TabularInline):
    model = ExchangeRate
    extra = 0


@admin.register(Currency)
class CurrencyAdmin(KeptWhenUsed):
    list_display = ("code", "description", "symbol", "decimals", "euro_member")
    search_fields = ("code", "description")
    fieldsets = (
        (None, {"fields": ("code", "description", "symbol", "decimals", "euro_member")}),
        (
            _("Application"),
            {
                "description": _(
                    "Counts for what is posted from now on. The page “Payment tolerance” "
                    "also updates the open entries."
                ),
                "fields": (
                    "application_rounding_precision",
                    "payment_tolerance_percent",
                    "payment_tolerance_max",
                ),
            },
        ),
    )
    inlines = (ExchangeRateInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code",) if obj else ()  # amounts are stored under the code
