"""The tick list: every open document except payments, with what the user registers for it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from arcore.company.signed_in import user_of
from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from payments.models import RegistrationSetup
from payments.registration.balance import Balance, balance_of, standing_of
from payments.registration.choosing import missing, setup_of
from payments.registration.filters import RegistrationFilter
from payments.registration.keeping import payable
from payments.registration.tables import RegistrationTable
from payments.registration.views.asked import (
    ASKED,
    POST,
    SETUP,
    TICK,
    VIEW,
    journal_url,
)
from payments.registration.views.rows import Row, rows_of

SHOWN = (
    "id",
    "document_type",
    "document_no",
    "document_date",
    "due_date",
    "amount",
    "remaining",
    "remaining_discount",
    "discount_date",
    "currency__code",
    "currency__decimals",
    "customer__no",
    "customer__name",
    "customer__blocked",
    "customer__privacy_blocked",
)


class RegistrationList(ListView):
    """Unpaid documents, earliest due first; whoever may not tick only reads."""

    permission_required = VIEW
    template_name = "payments/registration/list.html"
    part_template_name = "payments/registration/list_part.html"
    title = _("Payment registration")
    table_class = RegistrationTable
    filterset_class = RegistrationFilter
    sort_columns = ("due_date", "document_no", "remaining")
    default_sort = "due_date"
    actions = (
        Action(_("Post payments"), "registration:post", POST, "check", primary=True, key="o"),
        Action(_("Post as lump sum"), "registration:post_lump", POST, key="l"),
        Action(_("Search documents"), "registration:unposted", TICK, "search", key="d"),
        Action(_("Set-up"), "registration:setup", SETUP, "gear", key="s"),
    )
    empty = EmptyState(_("No unpaid documents"), _("Everything that was posted is paid."))
    rows: Sequence[Row] = ()
    chosen: RegistrationSetup | None = None

    def get(self, request: HttpRequest, **options: Any) -> HttpResponseBase:
        """Without a complete setup nobody registers payments; the way out is the setup."""
        if request.user.has_perm(TICK):
            setup = setup_of(user_of(request))
            if missing(setup) or not (
                setup and (setup.use_as_default or request.session.get(ASKED))
            ):
                return redirect("registration:setup")
            self.chosen = setup
        return super().get(request, **options)

    def get_queryset(self) -> Any:
        return payable().select_related("customer", "currency").only(*SHOWN)

    def complete(self, rows: Sequence[Any]) -> None:
        self.rows = rows_of(rows, user_of(self.request))
        for entry, row in zip(rows, self.rows, strict=True):
            entry.row = row

    def get_context(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "balance": self._balance(),
            "setup": self.chosen,
            "journal_url": journal_url(self.request, self.chosen),
            "may_tick": self.request.user.has_perm(TICK),
            "may_post": self.request.user.has_perm(POST),
        }

    def _balance(self) -> Balance | None:
        """Summed when the page is opened; neither the list alone nor a tick sums it again."""
        if self.chosen is None or self.is_part(self.request):
            return None
        return balance_of(self.chosen, standing_of(self.chosen))
