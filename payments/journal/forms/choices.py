"""What the cells of a line are looked up in; the cells beside decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from arcore.ui.amounts import show_amount
from arcore.ui.dates import show_date
from arcore.ui.lookup_source import LookupSource, SourceChoice
from customers.models import CustomerPostingGroup
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry, VendorPostingGroup
from payments.models import AccountType
from payments.reconciliation.forms import ACCOUNTS, BANKS, CUSTOMERS, VENDORS

BY_TYPE: dict[str, LookupSource] = {
    AccountType.ACCOUNT: ACCOUNTS,
    AccountType.CUSTOMER: CUSTOMERS,
    AccountType.VENDOR: VENDORS,
    AccountType.BANK: BANKS,
}
GROUPS_OF: dict[str, LookupSource] = {
    AccountType.CUSTOMER: LookupSource(
        CustomerPostingGroup.objects.all, number="code", name="description"
    ),
    AccountType.VENDOR: LookupSource(
        VendorPostingGroup.objects.all, number="code", name="description"
    ),
}
LEDGERS: dict[str, type[Model]] = {
    AccountType.CUSTOMER: CustomerLedgerEntry,
    AccountType.VENDOR: VendorLedgerEntry,
}


@dataclass(frozen=True)
class OpenDocuments(LookupSource):
    """Open entries: of one customer or vendor by any part of a number, of all by its beginning."""

    number: str = "document_no"
    of_one: bool = True

    def words(self, row: Any) -> str:
        owner = "" if self.of_one else f" · {getattr(row, 'customer', None) or row.vendor}"
        return (
            f"{show_amount(row.remaining)} {row.currency_id} · {show_date(row.due_date)}{owner}"
        )

    def find(self, text: str) -> QuerySet:
        wanted = text.strip()
        found = Q(document_no__startswith=wanted) | Q(document_no__startswith=wanted.upper())
        if self.of_one:
            found |= Q(document_no__icontains=wanted) | Q(
                external_document_no__icontains=wanted
            )
        return self.rows().filter(found).order_by("due_date", "pk")


def _account(beside: Mapping[str, str]) -> LookupSource | None:
    return BY_TYPE.get(beside["account_type"])


def _balancing(beside: Mapping[str, str]) -> LookupSource | None:
    return BY_TYPE.get(beside["balancing_type"])


def _documents(beside: Mapping[str, str]) -> LookupSource | None:
    """Of the account if that is a customer or vendor, else of the balancing account; of all
    customers or vendors while no account is chosen."""
    for side in ("account", "balancing"):
        kind, chosen = beside[f"{side}_type"], beside[side]
        if kind in LEDGERS:
            return open_documents(kind, chosen if chosen.isdecimal() else "")
    return None


def _groups(beside: Mapping[str, str]) -> LookupSource | None:
    for side in ("account_type", "balancing_type"):
        if beside[side] in GROUPS_OF:
            return GROUPS_OF[beside[side]]
    return None


def open_documents(kind: str, party: str) -> OpenDocuments:
    """Open entries of a ledger, of one customer or vendor if an id is given."""
    entries = LEDGERS[kind]._default_manager.filter(open=True).select_related(kind, "currency")
    if party:
        entries = entries.filter(**{f"{kind}_id": int(party)})
    return OpenDocuments(lambda: entries, of_one=bool(party))


ACCOUNT = SourceChoice(("account_type",), _account, _("Choose the account type first."))
BALANCING = SourceChoice(
    ("balancing_type",), _balancing, _("Choose the type of the balancing account first.")
)
DOCUMENTS = SourceChoice(
    ("account_type", "account", "balancing_type", "balancing"),
    _documents,
    _("Only lines of customers and vendors are applied."),
)
GROUPS = SourceChoice(
    ("account_type", "balancing_type"),
    _groups,
    _("Only lines of customers and vendors have a posting group."),
)
