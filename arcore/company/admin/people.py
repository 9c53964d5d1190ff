"""People and their roles."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arcore.company.admin.deletion import KeptWhenUsed
from arcore.company.models import User
from arcore.company.roles import ROLE_NAMES, ROLES

SUPERUSER_ONLY = ("is_superuser",)

# Roles are kept by the code; there is nothing to maintain.
admin.site.unregister(Group)


class RoleField(forms.ModelMultipleChoiceField):
    """Roles by the name people use."""

    def label_from_instance(self, obj: Any) -> str:
        return str(ROLE_NAMES.get(obj.name, obj.name))


@admin.register(User)
class PersonAdmin(KeptWhenUsed, UserAdmin):
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
