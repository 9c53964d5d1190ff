"""Setup around customers, maintained by the administrator; customers themselves are read-only.

A customer is changed on its card alone: there every rule holds, the block above all.
"""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from customers.models import (
    BusinessGroup,
    Customer,
    CustomerBankAccount,
    CustomerPostingGroup,
    FinanceChargeTerms,
    PaymentMethod,
    PaymentTerms,
    ReminderTerms,
    VatBusinessGroup,
)


class CodeAdmin(admin.ModelAdmin):
    """A code with a description."""

    list_display: tuple[str, ...] = ("code", "description")
    search_fields = ("code", "description")


for group in (
    BusinessGroup,
    CustomerPostingGroup,
    FinanceChargeTerms,
    ReminderTerms,
    VatBusinessGroup,
):
    admin.site.register(group, CodeAdmin)


@admin.register(PaymentTerms)
class PaymentTermsAdmin(CodeAdmin):
    list_display = (
        "code",
        "description",
        "due_formula",
        "discount_formula",
        "discount_percent",
    )


@admin.register(PaymentMethod)
class PaymentMethodAdmin(CodeAdmin):
    list_display = ("code", "description", "direct_debit", "direct_debit_terms")
    list_select_related = ("direct_debit_terms",)


class ReadOnly(admin.options.BaseModelAdmin):
    """Everybody who may view it sees it; nobody changes it here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BankAccountInline(ReadOnly, admin.TabularInline):
    model: type[models.Model] = CustomerBankAccount
    fk_name = "customer"
    fields = ("code", "name", "iban", "swift", "account_no", "currency")


@admin.register(Customer)
class CustomerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("no", "name", "city", "country", "blocked")
    list_filter = ("blocked",)
    search_fields = ("search_key",)
    show_full_result_count = False
    inlines = (BankAccountInline,)
