"""Search over everything: customers and vendors by name, documents and entries by number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import Customer
from ledger.models import (
    CustomerLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
    Vendor,
    VendorLedgerEntry,
)

MOST_FOUND = 10  # of each kind
LONGEST = 100


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found; `page` is the URL name it opens."""

    title: str | Promise
    permission: str
    page: str
    find: Callable[[str], QuerySet[Any]]


@dataclass(frozen=True)
class Found:
    """Rows of one kind, and whether there are more than are shown."""

    kind: Kind
    rows: Sequence[Model]
    more: bool


def _numbered(rows: QuerySet[Any], number: str = "no") -> Callable[[str], QuerySet[Any]]:
    """Numbers that begin with the text, as a range: any collation's index can answer it."""

    def find(text: str) -> QuerySet[Any]:
        start = text.upper()
        wanted = {f"{number}__gte": start, f"{number}__lt": start + "\U0010ffff"}
        return rows.filter(**wanted).order_by(number, "pk")

    return find


KINDS = (
    Kind(
        _("Customers"),
        "customers.view_customer",
        "customers:detail",
        lambda text: Customer.objects.matching(text).order_by("search_key", "pk"),
    ),
    Kind(
        _("Vendors"),
        "ledger.view_vendor",
        "vendors:detail",
        lambda text: Vendor.objects.matching(text).order_by("search_key", "pk"),
    ),
    Kind(
        _("Documents"),
        "ledger.view_salesdocument",
        "documents:detail",
        _numbered(SalesDocument.objects.all()),
    ),
    Kind(
        _("Posted invoices"),
        "ledger.view_postedinvoice",
        "documents:posted_invoice",
        _numbered(PostedInvoice.objects.all()),
    ),
    Kind(
        _("Posted credit memos"),
        "ledger.view_postedcreditmemo",
        "documents:posted_credit_memo",
        _numbered(PostedCreditMemo.objects.all()),
    ),
    Kind(
        _("Posted shipments"),
        "ledger.view_postedshipment",
        "documents:posted_shipment",
        _numbered(PostedShipment.objects.all()),
    ),
    Kind(
        _("Posted return receipts"),
        "ledger.view_postedreturnreceipt",
        "documents:posted_return_receipt",
        _numbered(PostedReturnReceipt.objects.all()),
    ),
    Kind(
        _("Customer ledger entries"),
        "ledger.view_customerledgerentry",
        "ledger:customer_entry_detail",
        _numbered(CustomerLedgerEntry.objects.select_related("customer"), "document_no"),
    ),
    Kind(
        _("Vendor ledger entries"),
        "ledger.view_vendorledgerentry",
        "ledger:vendor_entry_detail",
        _numbered(VendorLedgerEntry.objects.select_related("vendor"), "document_no"),
    ),
)


def search_everything(text: str, kinds: Iterable[Kind] = KINDS) -> list[Found]:
    """At most ten of each kind, one query a kind; nothing for a blank text."""
    wanted = text.strip()[:LONGEST]
    if not wanted:
        return []
    found = []
    for kind in kinds:
        rows = list(kind.find(wanted)[: MOST_FOUND + 1])
        if rows:
            found.append(Found(kind, rows[:MOST_FOUND], len(rows) > MOST_FOUND))
    return found
