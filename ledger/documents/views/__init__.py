"""Screens of sales documents.

lists   drafts and posted documents      create, card, steps   a draft
totals_part   live totals                post, planned         preview and posting
choose  collect and undo                 posted, paper         what was posted
return_goods  a return order of a posted invoice
"""

from ledger.documents.views import choose, paper, post, posted, steps
from ledger.documents.views.card import detail
from ledger.documents.views.create import create
from ledger.documents.views.lists import (
    CreditMemoList,
    InvoiceList,
    ReturnReceiptList,
    SalesDocumentList,
    ShipmentList,
)
from ledger.documents.views.lookups import (
    AccountLookup,
    CustomerLookup,
    ItemLookup,
    OpenInvoiceLookup,
)
from ledger.documents.views.return_goods import return_goods
from ledger.documents.views.totals_part import totals

__all__ = [
    "AccountLookup",
    "CreditMemoList",
    "CustomerLookup",
    "InvoiceList",
    "ItemLookup",
    "OpenInvoiceLookup",
    "ReturnReceiptList",
    "SalesDocumentList",
    "ShipmentList",
    "choose",
    "create",
    "detail",
    "paper",
    "post",
    "posted",
    "return_goods",
    "steps",
    "totals",
]
