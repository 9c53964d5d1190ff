"""Lists of customer, vendor, general and bank account ledger entries."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.lists import EmptyState, ListView
from arcore.ui.tables import Table
from ledger.applying.views.asked import MARK
from ledger.filters import (
    BankEntryFilter,
    CustomerEntryFilter,
    GeneralEntryFilter,
    VendorEntryFilter,
)
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    VendorLedgerEntry,
)
from ledger.tables import (
    BankEntryTable,
    CustomerEntryTable,
    GeneralEntryTable,
    VendorEntryTable,
)

EMPTY = EmptyState(_("Nothing has been posted yet"))


OF_PARTY_ENTRY = (
    *("id", "document_type", "document_no", "posting_date", "due_date", "open"),
    *("amount", "remaining", "currency_id", "remaining_lcy", "original_factor"),
)
PARTY_ENTRY_ORDER = ("document_no", "posting_date", "due_date", "amount", "remaining")


class PartyEntryList(ListView):
    """Ledger entries of all customers or vendors, each open one with the way to apply it."""

    sort_columns = PARTY_ENTRY_ORDER
    empty = EMPTY

    def make_table(self, rows: Sequence[Any]) -> Table:
        """The remaining amount in LCY has a column where a row of the page needs it."""
        is_local = rows and all(row.original_factor == 1 for row in rows)
        hidden = ("remaining_lcy",) if is_local else ()
        table: Any = self.table_class(rows, request=self.request, exclude=hidden)
        table.may_apply = self.request.user.has_perm(MARK)
        return table


class CustomerEntryList(PartyEntryList):
    """All customer ledger entries, newest first."""

    permission_required = "ledger.view_customerledgerentry"
    title = _("Customer ledger entries")
    queryset = CustomerLedgerEntry.objects.select_related("customer").only(
        *OF_PARTY_ENTRY, "customer__no", "customer__name"
    )
    table_class = CustomerEntryTable
    filterset_class = CustomerEntryFilter


class VendorEntryList(PartyEntryList):
    """All vendor ledger entries, newest first."""

    permission_required = "ledger.view_vendorledgerentry"
    title = _("Vendor ledger entries")
    queryset = VendorLedgerEntry.objects.select_related("vendor").only(
        *OF_PARTY_ENTRY, "vendor__no", "vendor__name"
    )
    table_class = VendorEntryTable
    filterset_class = VendorEntryFilter


class GeneralEntryList(ListView):
    """All G/L entries, newest first."""

    permission_required = "ledger.view_generalledgerentry"
    title = _("G/L entries")
    queryset = GeneralLedgerEntry.objects.select_related("account", "transaction")
    table_class = GeneralEntryTable
    filterset_class = GeneralEntryFilter
    sort_columns = ("document_no", "posting_date")
    empty = EMPTY


class BankEntryList(ListView):
    """All bank account ledger entries, newest first."""

    permission_required = "ledger.view_bankledgerentry"
    title = _("Bank account ledger entries")
    queryset = BankLedgerEntry.objects.select_related("bank_account", "transaction")
    table_class = BankEntryTable
    filterset_class = BankEntryFilter
    sort_columns = ("posting_date",)
    empty = EMPTY
