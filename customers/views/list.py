"""All customers, with what they owe."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from arcore.values.money import ZERO
from customers.filters import CustomerFilter
from customers.models import Customer
from customers.tables import CustomerTable
from ledger.ageing import balances_now

NEW = Action(
    _("New customer"),
    "customers:create",
    "customers.add_customer",
    icon="plus",
    primary=True,
    key="c",
)
SHOWN = ("no", "name", "city", "country", "credit_limit", "blocked", "privacy_blocked")


class CustomerList(ListView):
    """One query for the page, one for its balances, whatever the number of customers."""

    permission_required = "customers.view_customer"
    title = _("Customers")
    queryset = Customer.objects.only("id", "search_key", *SHOWN)
    table_class = CustomerTable
    filterset_class = CustomerFilter
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
        _("No customers yet"), _("Make the first one to sell to it and to be paid."), NEW
    )

    def complete(self, rows: Sequence[Any]) -> None:
        balances = balances_now(timezone.localdate(), [row.pk for row in rows])
        for row in rows:
            row.balance, row.overdue = balances.get(row.pk, (ZERO, ZERO))
