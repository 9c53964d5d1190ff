"""The sources of sales documents: what posting a draft or undoing a shipment means.

post_documents(...)   the command that ships and invoices one or more drafts
undo_shipment(...)    the command that takes shipment lines back

quantities   how much of each line is shipped and invoiced now (pure)
facts        what is read of documents, lines, shipments and their posting setup
invoice      the transaction that an invoice or credit memo becomes (pure)
immediate    the payment in the same breath (pure)
source       the source itself;  settle  the posted copies and the draft's new state
undo         the source that undoes shipment lines
"""

from ledger.documents.posting.source import SalesPosting, post_documents
from ledger.documents.posting.undo import ShipmentUndo, undo_shipment

__all__ = ["SalesPosting", "ShipmentUndo", "post_documents", "undo_shipment"]
