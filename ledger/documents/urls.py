"""Addresses of sales documents, in preparation and posted."""

from django.urls import path

from ledger.documents import views
from ledger.documents.directions import BACK, OUT

app_name = "documents"
urlpatterns = [
    path("", views.SalesDocumentList.as_view(), name="list"),
    path("new/<slug:kind>/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/totals/", views.totals, name="totals"),
    path("<int:pk>/post/", views.post.post_document, name="post"),
    path("<int:pk>/release/", views.steps.release, name="release"),
    path("<int:pk>/reopen/", views.steps.reopen, name="reopen"),
    path("<int:pk>/copy/", views.steps.copy, name="copy"),
    path("<int:pk>/delete/", views.steps.delete, name="delete"),
    path("<int:pk>/make-order/", views.steps.make_order, name="make_order"),
    path("<int:pk>/make-invoice/", views.steps.make_invoice, name="make_invoice"),
    path("<int:pk>/collect/", views.choose.collect, name="collect"),
    path("<int:pk>/pdf/", views.paper.return_order_pdf, name="return_order_pdf"),
    path("lookup/customers/", views.CustomerLookup.as_view(), name="customer_lookup"),
    path("lookup/items/", views.ItemLookup.as_view(), name="item_lookup"),
    path("lookup/accounts/", views.AccountLookup.as_view(), name="account_lookup"),
    path("lookup/invoices/", views.OpenInvoiceLookup.as_view(), name="open_invoice_lookup"),
    path("posted/", views.InvoiceList.as_view(), name="posted_list"),
    path("posted/credit-memos/", views.CreditMemoList.as_view(), name="credit_memo_list"),
    path("posted/shipments/", views.ShipmentList.as_view(), name="shipment_list"),
    path(
        "posted/return-receipts/", views.ReturnReceiptList.as_view(), name="return_receipt_list"
    ),
    path("posted/invoices/<int:pk>/", views.posted.invoice, name="posted_invoice"),
    path("posted/invoices/<int:pk>/pdf/", views.paper.invoice_pdf, name="invoice_pdf"),
    path("posted/invoices/<int:pk>/cancel/", views.posted.cancel, name="cancel"),
    path(
        "posted/invoices/<int:pk>/copy/",
        views.steps.copy_to_credit_memo,
        name="copy_to_credit_memo",
    ),
    path("posted/invoices/<int:pk>/return/", views.return_goods, name="return_goods"),
    path("posted/credit-memos/<int:pk>/", views.posted.credit_memo, name="posted_credit_memo"),
    path(
        "posted/credit-memos/<int:pk>/pdf/", views.paper.credit_memo_pdf, name="credit_memo_pdf"
    ),
    path("posted/shipments/<int:pk>/", views.posted.shipment, name="posted_shipment"),
    path("posted/shipments/<int:pk>/pdf/", views.paper.shipment_pdf, name="shipment_pdf"),
    path("posted/shipments/<int:pk>/undo/", views.choose.undo, {"direction": OUT}, name="undo"),
    path(
        "posted/return-receipts/<int:pk>/",
        views.posted.return_receipt,
        name="posted_return_receipt",
    ),
    path(
        "posted/return-receipts/<int:pk>/pdf/",
        views.paper.return_receipt_pdf,
        name="return_receipt_pdf",
    ),
    path(
        "posted/return-receipts/<int:pk>/undo/",
        views.choose.undo,
        {"direction": BACK},
        name="undo_receipt",
    ),
]
