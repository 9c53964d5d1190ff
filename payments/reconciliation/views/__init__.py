"""Screens of the payment reconciliation journal, one per file."""

from payments.reconciliation.views.by_hand import apply_by_hand, set_part, tick
from payments.reconciliation.views.delete import delete
from payments.reconciliation.views.imports import LeftOutLines, import_statement_file
from payments.reconciliation.views.journal import JournalPage, header, match
from payments.reconciliation.views.journals import JournalList, create
from payments.reconciliation.views.line_forms import line_delete, line_edit, line_new, transfer
from payments.reconciliation.views.lookups import (
    AccountLookup,
    BankLookup,
    CustomerLookup,
    VendorLookup,
)
from payments.reconciliation.views.posted import (
    PostedList,
    PostedPage,
    StatementList,
    StatementPage,
)
from payments.reconciliation.views.posting import post_journal
from payments.reconciliation.views.review import accept, line, on_account, remove

__all__ = [
    "AccountLookup",
    "BankLookup",
    "CustomerLookup",
    "JournalList",
    "JournalPage",
    "LeftOutLines",
    "PostedList",
    "PostedPage",
    "StatementList",
    "StatementPage",
    "VendorLookup",
    "accept",
    "apply_by_hand",
    "create",
    "delete",
    "header",
    "import_statement_file",
    "line",
    "line_delete",
    "line_edit",
    "line_new",
    "match",
    "on_account",
    "post_journal",
    "remove",
    "set_part",
    "tick",
    "transfer",
]
