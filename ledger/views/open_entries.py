"""The open entries on the card of a customer or vendor."""

from typing import Any

from django.http import HttpRequest

from ledger.applying.views.asked import MARK
from ledger.subledger import Subledger
from ledger.tables import OpenEntryTable

SHOWN = 15
COLUMNS = (
    *("id", "document_no", "document_type", "posting_date", "due_date", "on_hold"),
    *("amount", "remaining", "currency_id", "open"),
)


def open_entries(request: HttpRequest, ledger: Subledger, party_id: int) -> dict[str, Any]:
    """Those that are due first, in one query, and whether there are more."""
    found = ledger.entries.objects.open().filter(**ledger.of(party_id)).only(*COLUMNS)
    rows = list(found.order_by("due_date", "pk")[: SHOWN + 1])
    hidden = () if request.user.has_perm(MARK) else ("apply",)
    table = OpenEntryTable(rows[:SHOWN], request=request, exclude=hidden)
    return {"table": table, "is_empty": not rows, "more": len(rows) > SHOWN}
