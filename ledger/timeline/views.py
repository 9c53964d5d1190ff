"""The timeline of a customer's or vendor's account."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.actions import Action
from arcore.ui.keyset import KeysetPage, Place, Sort
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.tables import Table
from customers.models import Customer
from customers.views import tabs as customers
from ledger.models import Vendor
from ledger.subledger import PAYABLES, RECEIVABLES, Subledger
from ledger.timeline.account import Account
from ledger.timeline.filters import TimelineFilter
from ledger.timeline.reading import complete, read_events
from ledger.timeline.tables import TimelineTable
from ledger.timeline.tables.telling import tell
from ledger.vendors.views import tabs as vendors


class Timeline(ListView):
    """Newest first, or oldest first; as many statements for two events as for a million."""

    template_name = "timeline/timeline.html"
    table_class = TimelineTable
    sort_columns: Mapping[str, str] = {"date": "date"}
    default_sort = "-date"
    ledger: Subledger
    cards: Any  # the model
    around: Any  # tabs and crumbs of its cards

    @cached_property
    def party(self) -> Any:
        """Whose account it is."""
        return get_object_or_404(self.cards, pk=self.kwargs["pk"])

    @cached_property
    def account(self) -> Account:
        return Account(self.ledger, self.kwargs["pk"])

    def get_title(self) -> str:
        return _("Timeline of %(party)s") % {"party": self.party}

    def get_breadcrumbs(self) -> Sequence[tuple[str | Promise, str]]:
        return self.around.crumbs(self.party)

    def get_context(self) -> dict[str, Any]:
        return {
            "party": self.party,
            self.ledger.party: self.party,
            "tabs": self.around.card_tabs(self.party, "timeline"),
        }

    def get_queryset(self) -> QuerySet:
        return self.account.ledger.details.objects.none()

    def read(
        self, queryset: QuerySet, sort: Sort, place: Place | None, size: int
    ) -> KeysetPage:
        """From the streams: the queryset only counts them."""
        part = self._filterset(self.request).account
        if part is None:
            return KeysetPage((), None, None, None)
        return read_events(part, sort, place, size)

    def complete(self, rows: Sequence[Any]) -> None:
        complete(self.account, rows)
        tell(self.account, self.party, rows)

    def make_table(self, rows: Sequence[Any]) -> Table:
        """The amount in currency has a column where a row of the page needs it."""
        hidden = ("amount",) if rows and all(row.amount is None for row in rows) else ()
        history = reverse(f"{self.ledger.party}s:history", args=[self.party.pk])
        return TimelineTable(rows, history, request=self.request, exclude=hidden)

    def _filterset(self, request: HttpRequest) -> TimelineFilter:
        return TimelineFilter(request.GET, account=self.account, request=request)


class CustomerTimeline(Timeline):
    """Everything that happened on a customer's account."""

    permission_required = "ledger.view_customerledgerentry"
    ledger, cards, around = RECEIVABLES, Customer, customers
    empty = EmptyState(
        gettext_lazy("Nothing has happened yet"),
        gettext_lazy(
            "Sell something to the customer: its invoice will be the first to stand here."
        ),
        Action(
            gettext_lazy("New invoice"),
            "documents:create",
            "ledger.add_salesdocument",
            args=("invoice",),
        ),
    )


class VendorTimeline(Timeline):
    """Everything that happened on a vendor's account."""

    permission_required = "ledger.view_vendorledgerentry"
    ledger, cards, around = PAYABLES, Vendor, vendors
    empty = EmptyState(
        gettext_lazy("Nothing has happened yet"),
        gettext_lazy("Enter the vendor's first invoice as a line of a journal."),
        Action(gettext_lazy("Payment journals"), "journal:list", "payments.view_journalline"),
    )
