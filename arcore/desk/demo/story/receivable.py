"""A posted invoice while it is owed, and the receipt that will come for it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.story.drafting import Draft
from arcore.values.money import ZERO


@dataclass(eq=False)
class Receivable:
    """An open customer ledger entry; `payer` owes it."""

    entry_id: int
    invoice_id: int
    no: str
    gross: Decimal
    posting_date: date
    due_date: date
    discount_date: date | None
    payer: Client
    draft: Draft
    disputed: bool = False


@dataclass(eq=False)
class Receipt:
    """Money on its way for one or more invoices; `cut` is what the payer deducts on his own."""

    day: date
    payer: Client
    pays: list[Receivable] = field(default_factory=list)
    cut: Decimal = ZERO
