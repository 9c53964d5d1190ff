"""A setup row in use is kept, and the administrator is told by whom it is used."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from arcore.company.used_by import used_by


class KeptWhenUsed(admin.ModelAdmin):
    """Deletes one row at a time, after asking where it is used.

    Django's own page would load every ledger entry that holds on to the row.
    """

    actions = None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None or not self.has_delete_permission(request, row):
            return super().delete_view(request, object_id, extra_context)
        users = used_by(row)
        if not users:
            return super().delete_view(request, object_id, extra_context)
        messages.error(
            request,
            _("Can't delete %(row)s: it is used by %(users)s. Remove it there first.")
            % {"row": row, "users": ", ".join(users)},
        )
        options = row._meta
        name = f"admin:{options.app_label}_{options.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[row.pk]))
