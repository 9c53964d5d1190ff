"""The sources of sales documents: what posting a draft or undoing a shipment means.

post_documents(...)   the command that ships and invoices, receives and credits drafts
undo_goods(...)       the command that takes back lines of a shipment or return receipt

quantities   how much of each line is shipped and invoiced now (pure)
drafts       a draft with what one posting does to its lines
facts        what is read of documents, lines, goods and their posting setup
refusals     why a draft can't be posted
invoice      the transaction that an invoice or credit memo becomes (pure); account_lines: its
             sales and VAT
immediate    the payment in the same breath (pure)
source       the source itself;  settle  the posted copies and the draft's new state
undo         the source that undoes shipment or return receipt lines
"""

from ledger.documents.posting.source import SalesPosting, post_documents
from ledger.documents.posting.undo import ReturnReceiptUndo, ShipmentUndo, undo_goods

__all__ = ["ReturnReceiptUndo", "SalesPosting", "ShipmentUndo", "post_documents", "undo_goods"]
