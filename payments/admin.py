"""Setup of bank reconciliation; journals are worked on in their own screens, never here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import FileField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.models import (
    BankReconciliationSetup,
    CsvFormat,
    JournalBatch,
    JournalTemplate,
    MatchingSettings,
    PaymentApplicationRule,
    TextToAccountMapping,
)
from payments.reconciliation.csv_preview import preview_csv


@admin.register(BankReconciliationSetup)
class BankReconciliationSetupAdmin(admin.ModelAdmin):
    list_display = (
        "bank_account",
        "last_payment_statement_no",
        "last_statement_no",
        "balance_last_statement",
        "tolerance_kind",
        "tolerance_value",
        "disable_automatic_matching",
    )
    list_select_related = ("bank_account",)


@admin.register(MatchingSettings)
class MatchingSettingsAdmin(admin.ModelAdmin):
    """One row: it is changed, never added or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not MatchingSettings.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(TextToAccountMapping)
class TextToAccountMappingAdmin(admin.ModelAdmin):
    list_display = (
        "text",
        "account_type",
        "debit_account",
        "credit_account",
        "customer",
        "vendor",
        "bank_account",
    )
    list_select_related = (
        "debit_account",
        "credit_account",
        "customer",
        "vendor",
        "bank_account",
    )
    list_filter = ("account_type",)
    search_fields = ("text",)
    raw_id_fields = ("customer", "vendor", "documents_of")


@admin.register(PaymentApplicationRule)
class PaymentApplicationRuleAdmin(admin.ModelAdmin):
    list_display = (
        "confidence",
        "priority",
        "party",
        "number",
        "amount",
        "debit",
        "review_required",
        "apply_immediately",
        "score",
    )
    list_display_links = ("confidence", "priority")
    readonly_fields = ("score",)
    change_list_template = "admin/payments/paymentapplicationrule/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        restore = path(
            "restore-defaults/",
            self.admin_site.admin_view(self.restore_defaults),
            name="payments_paymentapplicationrule_restore",
        )
        return [restore, *super().get_urls()]

    def restore_defaults(self, request: HttpRequest) -> HttpResponse:
        """After a confirmation: every rule goes, the 25 default ones come back."""
        if not (self.has_delete_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        if request.method == "POST":
            PaymentApplicationRule.objects.restore_defaults()
            messages.success(request, _("The default rules are restored."))
            return redirect("admin:payments_paymentapplicationrule_changelist")
        page = {
            **self.admin_site.each_context(request),
            "title": _("Restore the default rules?"),
            "opts": self.model._meta,
            "count": PaymentApplicationRule.objects.count(),
        }
        return render(request, "admin/payments/paymentapplicationrule/restore.html", page)


class SampleForm(Form):
    """A file to try the format on."""

    file = FileField(label=gettext_lazy("Sample file"))


@admin.register(CsvFormat)
class CsvFormatAdmin(admin.ModelAdmin):
    list_display = ("name", "delimiter", "date_format", "decimal_separator", "amount_style")
    search_fields = ("name",)
    change_form_template = "admin/payments/csvformat/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = [field.name for field in CsvFormat._meta.fields if field.editable]
        columns = [name for name in names if name.startswith("column_")]
        layout = [name for name in names if name != "id" and name not in columns]
        return (
            (None, {"fields": layout}),
            (
                gettext_lazy("Which column holds what"),
                {
                    "fields": columns,
                    "description": gettext_lazy(
                        "The heading of the column, or its number; + joins several."
                    ),
                },
            ),
        )

    def get_urls(self) -> list[URLPattern]:
        preview = path(
            "<int:pk>/preview/",
            self.admin_site.admin_view(self.preview),
            name="payments_csvformat_preview",
        )
        return [preview, *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The first rows of a sample file as the format reads them; nothing is stored."""
        found = get_object_or_404(CsvFormat, pk=pk)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        form = SampleForm(request.POST or None, request.FILES or None)
        shown = None
        if form.is_valid():
            file = form.cleaned_data["file"]
            shown = preview_csv(file, file.name, found.profile())
        page = {
            **self.admin_site.each_context(request),
            "title": _("Try the format %(name)s") % {"name": found},
            "opts": self.model._meta,
            "form": form,
            "shown": shown,
            "back_url": reverse("admin:payments_csvformat_change", args=[pk]),
        }
        return render(request, "admin/payments/csvformat/preview.html", page)


@admin.register(JournalTemplate)
class JournalTemplateAdmin(admin.ModelAdmin):
    list_display = (
        "code",
        "name",
        "kind",
        "source_code",
        "recurring",
        "force_document_balance",
        "number_series",
    )
    list_select_related = ("number_series",)
    search_fields = ("code", "name")
    fields = (
        "code",
        "name",
        "kind",
        "source_code",
        "recurring",
        "number_series",
        "balancing_type",
        "balancing_account",
        "balancing_bank",
        "force_document_balance",
        "posting_group_column",
        "allow_posting_from",
        "allow_posting_to",
    )


@admin.register(JournalBatch)
class JournalBatchAdmin(admin.ModelAdmin):
    list_display = (
        "template",
        "name",
        "description",
        "balancing_account",
        "balancing_bank",
        "number_series",
        "posting_number_series",
        "copy_to_posted",
    )
    list_display_links = ("template", "name")
    list_select_related = (
        "template",
        "balancing_account",
        "balancing_bank",
        "number_series",
        "posting_number_series",
    )
    list_filter = ("template",)
    search_fields = ("name", "description")
    fields = (
        "template",
        "name",
        "description",
        "reason_code",
        "balancing_type",
        "balancing_account",
        "balancing_bank",
        "number_series",
        "posting_number_series",
        "copy_to_posted",
    )
