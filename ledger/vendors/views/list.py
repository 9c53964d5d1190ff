"""All vendors, with what we owe them."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from arcore.values.money import ZERO
from ledger.ageing import balances_now
from ledger.models import Vendor
from ledger.subledger import PAYABLES
from ledger.vendors.filters import VendorFilter
from ledger.vendors.tables import VendorTable

NEW = Action(
    _("New vendor"),
    "vendors:create",
    "ledger.add_vendor",
    icon="plus",
    primary=True,
    key="c",
)
SHOWN = ("no", "name", "city", "country", "blocked")


class VendorList(ListView):
    """One query for the page, one for its balances, whatever the number of vendors."""

    permission_required = "ledger.view_vendor"
    title = _("Vendors")
    queryset = Vendor.objects.only("id", "search_key", *SHOWN)
    table_class = VendorTable
    filterset_class = VendorFilter
    sort_columns = {
        "no": "no",
        "name": "search_key",
        "city": "city",
        "country": "country",
        "blocked": "blocked",
    }
    default_sort = "no"
    actions = (NEW,)
    empty = EmptyState(
        _("No vendors yet"), _("Make the first one to enter its invoices and pay them."), NEW
    )

    def complete(self, rows: Sequence[Any]) -> None:
        today, vendors = timezone.localdate(), [row.pk for row in rows]
        balances = balances_now(today, vendors, PAYABLES)
        for row in rows:
            row.balance, row.overdue = balances.get(row.pk, (ZERO, ZERO))
