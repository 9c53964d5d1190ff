"""What stays after posting: copies if the batch keeps them. The receipt and its marks go."""

from ledger.posting.for_sources import Query, run

_UNMARK = "DELETE FROM ledger_applicationmark WHERE owner = 'split:' || %s::bigint"
_CUSTOMERS = "DELETE FROM payments_splitcustomer WHERE receipt_id = %s"
_RECEIPT = "DELETE FROM payments_splitreceipt WHERE id = %s"


def take_away(receipt_id: int) -> None:
    """The posted receipt with its customers and marks; the rows are under its lock."""
    for text in (_UNMARK, _CUSTOMERS, _RECEIPT):
        run(Query(text, (receipt_id,)))
