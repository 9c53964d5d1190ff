"""Search documents that are not posted yet: the customer pays what we have not invoiced."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.lists import EmptyState, ListView
from payments.registration.filters import UnpostedFilter
from payments.registration.tables import UnpostedTable
from payments.registration.unposted import unposted
from payments.registration.views.asked import VIEW, crumbs


class UnpostedList(ListView):
    """Quotes, orders, invoices, credit memos and return orders in preparation."""

    permission_required = VIEW
    title = _("Documents not yet posted")
    table_class = UnpostedTable
    filterset_class = UnpostedFilter
    sort_columns = ("no", "posting_date", "due_date", "total_gross")
    empty = EmptyState(_("Every document is posted"))

    def get_queryset(self) -> Any:
        return unposted().only(
            "id",
            "no",
            "type",
            "status",
            "sell_to_name",
            "external_document_no",
            "posting_date",
            "due_date",
            "total_gross",
            "currency_id",
        )

    def get_breadcrumbs(self) -> Any:
        return crumbs()
