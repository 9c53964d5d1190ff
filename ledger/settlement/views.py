"""Everything that an entry was applied to: as many pages as it takes, where a card shows few."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.keyset import KeysetPage, Place, Sort
from arcore.ui.lists import EmptyState, ListView
from ledger.settlement.pairs import own_applications, settlements_of
from ledger.settlement.tables import SettlementTable
from ledger.subledger import PAYABLES, RECEIVABLES, Subledger


class Settlements(ListView):
    """A row for each document that the entry met, newest first, with the rule behind it."""

    table_class = SettlementTable
    empty = EmptyState(
        gettext_lazy("Not applied yet"), gettext_lazy("Open the entry and choose Apply.")
    )
    ledger: Subledger
    list_title: str | Promise

    @cached_property
    def entry(self) -> Any:
        """The entry whose settlement it is."""
        return get_object_or_404(self.ledger.entries, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return _("How %(entry)s was settled") % {"entry": self.entry}

    def get_breadcrumbs(self) -> Sequence[tuple[str | Promise, str]]:
        entries = reverse(f"ledger:{self.ledger.party}_entry_list")
        return [(self.list_title, entries), (str(self.entry), self.entry.get_absolute_url())]

    def get_queryset(self) -> QuerySet:
        return own_applications(self.ledger, self.entry.pk)

    def read(
        self, queryset: QuerySet, sort: Sort, place: Place | None, size: int
    ) -> KeysetPage:
        """The entry's own details, each made whole with the other side of its pair."""
        page = super().read(queryset, sort, place, size)
        return replace(page, rows=settlements_of(self.ledger, self.entry, page.rows))


class OfCustomerEntry(Settlements):
    """Of a customer ledger entry."""

    permission_required = "ledger.view_customerledgerentry"
    ledger = RECEIVABLES
    list_title = gettext_lazy("Customer ledger entries")


class OfVendorEntry(Settlements):
    """Of a vendor ledger entry."""

    permission_required = "ledger.view_vendorledgerentry"
    ledger = PAYABLES
    list_title = gettext_lazy("Vendor ledger entries")
