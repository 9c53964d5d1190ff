"""Set-up of the ledger in the admin; what was posted is shown, never changed."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from arcore.company.admin import KeptWhenUsed
from customers.admin import ReadOnly
from ledger import models


class SetupAdmin(KeptWhenUsed, admin.ModelAdmin):
    """What the administrator maintains."""


@admin.register(models.GLAccount)
class GLAccountAdmin(SetupAdmin):
    list_display = ("no", "name", "category", "direct_posting", "blocked")
    list_filter = ("category", "blocked")
    search_fields = ("no", "name")


@admin.register(models.Item)
class ItemAdmin(SetupAdmin):
    list_display = ("no", "description", "unit", "unit_price", "blocked")
    list_filter = ("product_group", "blocked")
    search_fields = ("no", "description")


@admin.register(models.BankAccount)
class BankAccountAdmin(SetupAdmin):
    list_display = ("code", "name", "iban", "currency", "account", "blocked")
    list_select_related = ("currency", "account")


@admin.register(models.ProductGroup, models.VatProductGroup)
class GroupAdmin(SetupAdmin):
    list_display = ("code", "description")


@admin.register(models.VendorPostingGroup)
class VendorPostingGroupAdmin(SetupAdmin):
    list_display = ("code", "description", "control_account")
    list_select_related = ("control_account",)


@admin.register(models.CustomerPostingSetup)
class CustomerPostingSetupAdmin(SetupAdmin):
    list_display = ("group", "control_account", "discount_debit_account")
    list_select_related = ("group", "control_account", "discount_debit_account")


@admin.register(models.GeneralPostingSetup)
class GeneralPostingSetupAdmin(SetupAdmin):
    list_display = ("business_group", "product_group", "sales_account", "credit_memo_account")
    list_select_related = list_display


@admin.register(models.VatPostingSetup)
class VatPostingSetupAdmin(SetupAdmin):
    list_display = ("vat_business_group", "vat_product_group", "rate", "sales_vat_account")
    list_select_related = ("vat_business_group", "vat_product_group", "sales_vat_account")


@admin.register(models.PaymentMethodSetup)
class PaymentMethodSetupAdmin(SetupAdmin):
    list_display = ("method", "account", "bank_account")
    list_select_related = list_display


@admin.register(models.CurrencyPostingSetup)
class CurrencyPostingSetupAdmin(SetupAdmin):
    list_display = ("currency", "realized_gain_account", "realized_loss_account")
    list_select_related = list_display


@admin.register(models.Vendor)
class VendorAdmin(ReadOnly, admin.ModelAdmin):
    """A vendor is changed on its card alone: there every rule holds."""

    list_display = ("no", "name", "city", "country", "blocked")
    list_filter = ("blocked",)
    search_fields = ("search_key",)
    show_full_result_count = False


class PostedAdmin(admin.ModelAdmin):
    """Posted data: to look at, nothing else, whoever looks."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


POSTED: dict[type[Model], tuple[str, ...]] = {
    models.Register: ("id", "source", "source_id", "user", "posted_at"),
    models.CustomerLedgerEntry: ("id", "document_no", "posting_date", "amount", "remaining"),
    models.DetailedCustomerEntry: ("id", "entry_type", "document_no", "amount"),
    models.VendorLedgerEntry: ("id", "document_no", "posting_date", "amount", "remaining"),
    models.GeneralLedgerEntry: ("id", "document_no", "posting_date", "amount"),
    models.BankLedgerEntry: ("id", "document_no", "posting_date", "amount", "remaining"),
    models.PostedInvoice: ("no", "bill_to_name", "posting_date", "total_gross"),
    models.PostedCreditMemo: ("no", "bill_to_name", "posting_date", "total_gross"),
    models.PostedShipment: ("no", "sell_to_name", "posting_date"),
    models.PostedReturnReceipt: ("no", "sell_to_name", "posting_date"),
}
for posted_model, columns in POSTED.items():
    admin.site.register(posted_model, PostedAdmin, list_display=columns)
