"""What can be looked up while a document is typed: customers, items, accounts, open invoices."""

from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from arcore.ui.amounts import show_amount
from arcore.ui.lookup import LookupSource
from arcore.values.search_key import search_key
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, DocumentType, GLAccount, Item


@dataclass(frozen=True)
class CustomerChoice(LookupSource):
    """Customers by number, name or city."""

    def find(self, text: str) -> QuerySet:
        return Customer.objects.matching(text).order_by("no", "pk")


CUSTOMERS = CustomerChoice(Customer.objects.all, key="search_key")
ITEMS = LookupSource(
    lambda: Item.objects.select_related("product_group", "vat_product_group").filter(
        blocked=False
    ),
    name="description",
    key="search_key",
)
ACCOUNTS = LookupSource(lambda: GLAccount.objects.filter(blocked=False, direct_posting=True))


@dataclass(frozen=True)
class InvoiceChoice(LookupSource):
    """Open invoices by number; the label says what is left to pay."""

    number: str = "document_no"

    def label(self, row: Model) -> str:
        decimals = row.currency.decimals  # type: ignore[attr-defined]
        left = show_amount(row.remaining, decimals)  # type: ignore[attr-defined]
        return f"{row.document_no} · {left} {row.currency_id}"  # type: ignore[attr-defined]

    def find(self, text: str) -> QuerySet:
        found = self.rows().filter(
            Q(document_no__istartswith=text.strip())
            | Q(customer__search_key__contains=search_key(text))
        )
        return found.order_by("due_date", "pk")


OPEN_INVOICES = InvoiceChoice(
    lambda: CustomerLedgerEntry.objects.filter(
        open=True, document_type=DocumentType.INVOICE, remaining__gt=0
    ).select_related("currency", "customer"),
    name="document_no",
)
