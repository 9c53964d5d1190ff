"""Credit memos: returns, whole cancellations, goodwill for short payments, settled disputes."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from arcore.desk.demo.story.baskets import Pick
from arcore.desk.demo.story.drafting import Desk, Draft
from arcore.desk.demo.story.receivable import Receivable
from arcore.desk.demo.story.weeks import Week
from arcore.values.money import ZERO, round_amount
from ledger.models import CustomerLedgerEntry, SalesDocument

RETURNED, CANCELLED = 0.08, 0.015  # shares of invoices
SETTLED_DISPUTES, GOODWILL = 0.6, 0.8
OPEN_CREDITS = 0.35  # of returns that come after the invoice was paid


@dataclass(frozen=True)
class Wish:
    """A credit memo to come; `gross` None credits the picks."""

    owed: Receivable
    picks: tuple[Pick, ...] = ()
    gross: Decimal | None = None
    corrects: bool = False


class Credits:
    """Decides which invoices are credited and makes the credit memos when their week comes."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self.desk, self.chance = desk, chance
        self.wishes: dict[int, list[Wish]] = defaultdict(list)

    def consider(self, owed: Receivable, week: Week) -> None:
        """Throw for a new invoice: a return, a cancellation, the end of a dispute."""
        if owed.disputed:
            if self.chance.random() < SETTLED_DISPUTES:
                share = Decimal(self.chance.choice(("0.25", "0.4", "1")))
                when = week.index + self.chance.randint(6, 12)
                self.wishes[when].append(Wish(owed, gross=round_amount(owed.gross * share)))
            return
        throw = self.chance.random()
        direct = owed.draft.document.type == SalesDocument.Type.INVOICE
        if throw < CANCELLED and direct:
            wish = Wish(owed, tuple(_as_posted(owed)), corrects=True)
            self.wishes[week.index + 1].append(wish)
        elif throw < CANCELLED + RETURNED and direct:
            pick = self.chance.choice(_as_posted(owed))
            back = Decimal(self.chance.randint(1, max(1, int(pick.quantity) // 3)))
            part = Pick(pick.item_no, back, pick.discount_percent, pick.price)
            self.wishes[week.index + self.chance.randint(1, 4)].append(Wish(owed, (part,)))

    def forgive(self, owed: Receivable, rest: Decimal, week: Week) -> None:
        """Credit what a short payer left, some weeks later; sometimes nobody does."""
        if self.chance.random() < GOODWILL:
            when = week.index + self.chance.randint(5, 12)
            self.wishes[when].append(Wish(owed, gross=rest))

    def due(self, week: Week) -> list[Draft]:
        """The credit memos of the week, applied to their invoice as far as it is open."""
        wishes = self.wishes.pop(week.index, [])
        found = CustomerLedgerEntry.objects.in_bulk([wish.owed.entry_id for wish in wishes])
        drafts = []
        for wish in wishes:
            draft = self._draft(wish, found[wish.owed.entry_id], week)
            if draft:
                drafts.append(draft)
        return drafts

    def _draft(self, wish: Wish, entry: CustomerLedgerEntry, week: Week) -> Draft | None:
        client, day = wish.owed.draft.client, week.day(self.chance.randrange(week.days))
        if wish.gross is not None:
            gross = min(wish.gross, entry.remaining)
            if gross <= ZERO:
                return None
            draft = self.desk.credit(client, day, gross, self.desk.setup.accounts["returns"])
        else:
            draft = self.desk.draft(client, SalesDocument.Type.CREDIT_MEMO, day, wish.picks)
        fits = draft.document.total_gross <= entry.remaining
        if wish.corrects and draft.document.total_gross != entry.remaining:
            return None  # paid meanwhile
        if not fits and self.chance.random() > OPEN_CREDITS:
            return None
        if fits:
            draft.document.applies_to = entry
        if wish.corrects:
            draft.document.corrects_id = wish.owed.invoice_id
        draft.document.external_document_no = wish.owed.no
        return draft


def _as_posted(owed: Receivable) -> list[Pick]:
    """The invoice's lines at the prices they were sold for."""
    return [
        Pick(pick.item_no, line.quantity, pick.discount_percent, line.unit_price)
        for pick, line in zip(owed.draft.picks, owed.draft.lines, strict=True)
    ]
