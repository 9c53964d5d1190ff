"""Setup, maintained by the administrator."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arcore.company.models import (
    Company,
    Currency,
    ExchangeRate,
    NumberSeries,
    SeriesUse,
    User,
)
from arcore.company.roles import ROLE_NAMES, ROLES

SUPERUSER_ONLY = ("is_superuser",)

# Roles are kept by the code; there is nothing to maintain.
admin.site.unregister(Group)


class RoleField(forms.ModelMultipleChoiceField):
    """Roles by the name people use."""

    def label_from_instance(self, obj: Any) -> str:
        return str(ROLE_NAMES.get(obj.name, obj.name))


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People and their roles; permissions come from roles alone."""

    list_display = ("username", "first_name", "last_name", "email", "roles", "is_active")
    list_filter = ("groups", "is_active", "is_staff")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Role"), {"fields": ("is_active", "groups", "is_staff", "is_superuser")}),
        (_("Posting period"), {"fields": ("allow_posting_from", "allow_posting_to")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "usable_password", "password1", "password2", "language"),
            },
        ),
        (_("Role"), {"fields": ("groups", "is_staff")}),
    )
    readonly_fields = ("last_login", "date_joined")

    @admin.display(description=_("role"))
    def roles(self, user: User) -> str:
        return ", ".join(str(ROLE_NAMES.get(g.name, g.name)) for g in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else fields + SUPERUSER_ONLY

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only a superuser changes a superuser, or an administrator could become one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_delete_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES).order_by("name")
            kwargs["help_text"] = ""
            kwargs["form_class"] = RoleField
        return super().formfield_for_manytomany(db_field, request, **kwargs)


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
                    "discount_excl_vat",
                    "payment_discount_grace",
                    "apply_between_currencies",
                )
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ExchangeRateInline(admin.TabularInline):
    model = ExchangeRate
    extra = 0


@admin.register(Currency)
class CurrencyAdmin(admin.ModelAdmin):
    list_display = ("code", "description", "symbol", "decimals", "euro_member")
    search_fields = ("code", "description")
    inlines = (ExchangeRateInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code",) if obj else ()  # amounts are stored under the code


class SeriesUseInline(admin.TabularInline):
    model = SeriesUse
    extra = 0


@admin.register(NumberSeries)
class NumberSeriesAdmin(admin.ModelAdmin):
    list_display = ("code", "description", "prefix", "last_number", "last_date", "gapless")
    search_fields = ("code", "description")
    readonly_fields = ("last_number", "last_date")
    inlines = (SeriesUseInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Once made, a series goes on from where it is; a new start is a new series."""
        return (*self.readonly_fields, "starting_number") if obj else self.readonly_fields


@admin.register(SeriesUse)
class SeriesUseAdmin(admin.ModelAdmin):
    list_display = ("purpose", "series")
    list_select_related = ("series",)
