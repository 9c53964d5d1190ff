"""Returns: some of what an order shipped comes back, at once or in parts, and is credited."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from random import Random

from arcore.desk.demo.story.baskets import Pick
from arcore.desk.demo.story.drafting import Desk, Draft
from arcore.desk.demo.story.orders import Order, plan_steps
from arcore.desk.demo.story.receivable import Receivable
from arcore.desk.demo.story.weeks import Week
from ledger.models import CustomerLedgerEntry, PostedInvoiceLine, SalesDocument

RETURNED = 0.05  # share of the invoices of orders


class Returns:
    """Decides what comes back, and makes the return orders when their week comes."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self.desk, self.chance = desk, chance
        self.wishes: dict[int, list[Receivable]] = defaultdict(list)

    def consider(self, owed: Receivable, week: Week) -> None:
        """Throw for a new invoice of an order; direct invoices get plain credit memos."""
        of_order = owed.draft.document.type == SalesDocument.Type.ORDER
        if of_order and self.chance.random() < RETURNED:
            self.wishes[week.index + self.chance.randint(1, 5)].append(owed)

    def due(self, week: Week) -> list[Order]:
        """The return orders that come in this week, with the steps they will take."""
        wishes = self.wishes.pop(week.index, [])
        of_invoice: dict[int, list[PostedInvoiceLine]] = defaultdict(list)
        sold = PostedInvoiceLine.objects.filter(
            document__in=[owed.invoice_id for owed in wishes],
            item__isnull=False,
            quantity__gte=1,
        )
        for line in sold.select_related("item").order_by("document__no", "line_no"):
            of_invoice[line.document_id].append(line)
        drafts = [
            self._draft(owed, self.chance.choice(of_invoice[owed.invoice_id]), week)
            for owed in wishes
            if of_invoice[owed.invoice_id]
        ]
        return [Order(draft, plan_steps(draft.lines, self.chance)) for draft in drafts]

    def _draft(self, owed: Receivable, sold: PostedInvoiceLine, week: Week) -> Draft:
        assert sold.item is not None
        back = Decimal(self.chance.randint(1, max(1, int(sold.quantity) // 2)))
        pick = Pick(sold.item.no, back, sold.discount_percent, sold.unit_price)
        day = week.day(self.chance.randrange(week.days))
        kind = SalesDocument.Type.RETURN_ORDER
        draft = self.desk.draft(owed.draft.client, kind, day, (pick,))
        draft.document.corrects_id = owed.invoice_id
        draft.document.applies_to_id = owed.entry_id
        draft.lines[0].returned_line = sold
        return draft


def settle_open_only(orders: Iterable[Order]) -> None:
    """Forget the invoice that a return would settle once it is paid: the credit stays open."""
    documents = [order.draft.document for order in orders]
    ids = [document.applies_to_id or 0 for document in documents]
    paid = CustomerLedgerEntry.objects.filter(pk__in=ids, open=False)
    closed = set(paid.values_list("pk", flat=True))
    for document in documents:
        if document.applies_to_id in closed:
            document.applies_to_id = None
