"""One model per file."""

from ledger.models.accounts import GLAccount
from ledger.models.amendment import EntryAmendment
from ledger.models.application_mark import ApplicationMark
from ledger.models.bank_account import BankAccount
from ledger.models.bank_entry import BankLedgerEntry
from ledger.models.customer_entry import CustomerLedgerEntry, DetailedCustomerEntry
from ledger.models.document_type import DocumentType
from ledger.models.exchange_adjustment import ExchangeAdjustment
from ledger.models.general_entry import GeneralLedgerEntry
from ledger.models.item import Item
from ledger.models.open_entry import DetailedEntry, OpenEntry
from ledger.models.posted_documents import (
    PostedCreditMemo,
    PostedCreditMemoLine,
    PostedInvoice,
    PostedInvoiceLine,
    PostedReturnReceipt,
    PostedReturnReceiptLine,
    PostedShipment,
    PostedShipmentLine,
)
from ledger.models.posting_setup import (
    CurrencyPostingSetup,
    CustomerPostingSetup,
    GeneralPostingSetup,
    PaymentMethodSetup,
    VatPostingSetup,
    VendorPostingGroup,
)
from ledger.models.product_groups import ProductGroup, VatProductGroup
from ledger.models.register import Register
from ledger.models.sales_document import SalesDocument, SalesLine
from ledger.models.tolerance_change import ToleranceChange
from ledger.models.transaction import Transaction
from ledger.models.vendor import Vendor
from ledger.models.vendor_entry import DetailedVendorEntry, VendorLedgerEntry

__all__ = [
    "ApplicationMark",
    "BankAccount",
    "BankLedgerEntry",
    "CurrencyPostingSetup",
    "CustomerLedgerEntry",
    "CustomerPostingSetup",
    "DetailedCustomerEntry",
    "DetailedEntry",
    "DetailedVendorEntry",
    "DocumentType",
    "EntryAmendment",
    "ExchangeAdjustment",
    "GLAccount",
    "GeneralLedgerEntry",
    "GeneralPostingSetup",
    "Item",
    "OpenEntry",
    "PaymentMethodSetup",
    "PostedCreditMemo",
    "PostedCreditMemoLine",
    "PostedInvoice",
    "PostedInvoiceLine",
    "PostedReturnReceipt",
    "PostedReturnReceiptLine",
    "PostedShipment",
    "PostedShipmentLine",
    "ProductGroup",
    "Register",
    "SalesDocument",
    "SalesLine",
    "ToleranceChange",
    "Transaction",
    "VatPostingSetup",
    "VatProductGroup",
    "Vendor",
    "VendorLedgerEntry",
    "VendorPostingGroup",
]
