"""Lists: drafts, and what was posted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Action, address
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.pieces import Tab
from ledger.documents.filters import PostedAmountFilter, PostedFilter, SalesDocumentFilter
from ledger.documents.tables import PostedTable, SalesDocumentTable, ShipmentTable
from ledger.models import (
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
)

ADD = "ledger.add_salesdocument"
NEW = tuple(
    Action(label, "documents:create", ADD, icon="plus", primary=kind == "order", args=(kind,))
    for kind, label in (
        ("order", _("New order")),
        ("invoice", _("New invoice")),
        ("credit_memo", _("New credit memo")),
        ("return_order", _("New return order")),
        ("quote", _("New quote")),
    )
)
HEADER = ("id", "no", "sell_to_name", "posting_date", "currency_id")


class SalesDocumentList(ListView):
    """Drafts of all types, newest first."""

    permission_required = "ledger.view_salesdocument"
    title = _("Sales documents")
    queryset = SalesDocument.objects.only(
        *HEADER, "type", "status", "due_date", "external_document_no", "total_gross"
    )
    table_class = SalesDocumentTable
    filterset_class = SalesDocumentFilter
    sort_columns = ("no", "posting_date", "due_date", "total_gross")
    actions = NEW
    empty = EmptyState(
        _("No documents yet"),
        _("A quote, order, invoice, credit memo or return order starts here."),
        NEW[0],
    )


class PostedList(ListView):
    """What the lists of posted documents share: their tabs."""

    template_name = "documents/posted_list.html"
    kind = ""

    def get_context(self) -> dict[str, Any]:
        return {
            "tabs": [
                Tab(label, address(name), is_current=kind == self.kind)
                for kind, label, name in (
                    ("invoice", _("Invoices"), "documents:posted_list"),
                    ("credit_memo", _("Credit memos"), "documents:credit_memo_list"),
                    ("shipment", _("Shipments"), "documents:shipment_list"),
                    ("receipt", _("Return receipts"), "documents:return_receipt_list"),
                )
            ]
        }


class InvoiceList(PostedList):
    """Posted invoices."""

    kind = "invoice"
    permission_required = "ledger.view_postedinvoice"
    title = _("Posted invoices")
    queryset = PostedInvoice.objects.only(
        *HEADER, "bill_to_name", "order_no", "due_date", "total_gross"
    )
    table_class = PostedTable
    filterset_class = PostedAmountFilter
    sort_columns = ("no", "posting_date", "due_date", "total_gross")
    empty = EmptyState(_("No invoice has been posted yet"))


class CreditMemoList(PostedList):
    """Posted credit memos."""

    kind = "credit_memo"
    permission_required = "ledger.view_postedcreditmemo"
    title = _("Posted credit memos")
    queryset = PostedCreditMemo.objects.only(
        *HEADER, "bill_to_name", "order_no", "due_date", "total_gross"
    )
    table_class = PostedTable
    filterset_class = PostedAmountFilter
    sort_columns = ("no", "posting_date", "total_gross")
    empty = EmptyState(_("No credit memo has been posted yet"))


class ShipmentList(PostedList):
    """Posted shipments."""

    kind = "shipment"
    permission_required = "ledger.view_postedshipment"
    title = _("Posted shipments")
    queryset = PostedShipment.objects.only(*HEADER, "order_no", "external_document_no")
    table_class = ShipmentTable
    filterset_class = PostedFilter
    sort_columns = ("no", "posting_date")
    empty = EmptyState(_("Nothing has been shipped yet"))


class ReturnReceiptList(PostedList):
    """Posted return receipts."""

    kind = "receipt"
    permission_required = "ledger.view_postedreturnreceipt"
    title = _("Posted return receipts")
    queryset = PostedReturnReceipt.objects.only(*HEADER, "order_no", "external_document_no")
    table_class = ShipmentTable
    filterset_class = PostedFilter
    sort_columns = ("no", "posting_date")
    empty = EmptyState(_("Nothing has come back yet"))
