"""Check a draft's lines and price those that can be priced: every save and live total does it."""

from collections.abc import Sequence

from ledger.documents.lines import line_refusals
from ledger.documents.totals import recompute
from ledger.models import SalesDocument, SalesLine
from ledger.posting import Refusal


def check_and_price(document: SalesDocument, lines: Sequence[SalesLine]) -> list[Refusal]:
    """Set amounts and totals, nothing is saved; every reason why the lines can't be so.

    A refused line counts as nothing in the totals.
    """
    found = list(line_refusals(document, lines))
    refused = {refusal.line for refusal in found}
    return found + recompute(document, lines, refused)
