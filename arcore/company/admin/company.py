"""The company itself: entered once, never deleted."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Company


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "address",
                    "address_2",
                    "post_code",
                    "city",
                    "country",
                    "vat_registration_no",
                    "email",
                    "phone",
                    "iban",
                    "bic",
                )
            },
        ),
        (
            _("Posting"),
            {
                "fields": (
                    "local_currency",
                    "allow_posting_from",
                    "allow_posting_to",
                    "credit_warnings",
                    "shipment_on_invoice",
                    "apply_between_currencies",
                )
            },
        ),
        (
            _("Payment discount"),
            {
                "fields": (
                    "discount_excl_vat",
                    "adjust_for_payment_discount",
                    "payment_discount_grace",
                    "discount_tolerance_warning",
                    "discount_tolerance_posting",
                )
            },
        ),
        (
            _("Payment tolerance"),
            {
                "description": _(
                    "Counts for what is posted from now on. The page “Payment tolerance” "
                    "also updates the open entries."
                ),
                "fields": (
                    "payment_tolerance_percent",
                    "payment_tolerance_max",
                    "payment_tolerance_warning",
                    "payment_tolerance_posting",
                ),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
