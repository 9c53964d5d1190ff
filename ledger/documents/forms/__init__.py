"""Sales documents as forms.

choices   what customers, items, accounts and invoices can be looked up     header   the head
lines     the lines as a grid                                               chosen   what is picked
"""

from ledger.documents.forms.choices import ACCOUNTS, CUSTOMERS, ITEMS, OPEN_INVOICES
from ledger.documents.forms.chosen import CollectForm, CopyForm, ReturnForm
from ledger.documents.forms.header import HeaderForm, NewDocumentForm
from ledger.documents.forms.lines import LineGridBase, line_amount_shown, line_grid

__all__ = [
    "ACCOUNTS",
    "CUSTOMERS",
    "ITEMS",
    "OPEN_INVOICES",
    "CollectForm",
    "CopyForm",
    "HeaderForm",
    "LineGridBase",
    "NewDocumentForm",
    "ReturnForm",
    "line_amount_shown",
    "line_grid",
]
