"""What lies on the clerk's desk today: documents that are not posted yet."""

from datetime import timedelta
from random import Random

from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.drafts.returns import leave_returns
from arcore.desk.demo.story.baskets import fill_basket
from arcore.desk.demo.story.drafting import Draft, store
from arcore.desk.demo.story.teller import Teller
from ledger.documents.dates import CREDITS
from ledger.documents.release import release
from ledger.models import SalesDocument

Type = SalesDocument.Type
# How many of each in a company of scale 1; the second number are released.
WAITING = {
    Type.QUOTE: (14, 0),
    Type.ORDER: (22, 9),
    Type.INVOICE: (10, 2),
    Type.CREDIT_MEMO: (5, 1),
    Type.RETURN_ORDER: (3, 1),
}
OLDEST_DAYS = 12


def leave_drafts(
    teller: Teller, scale: float, blocked_soon: list[Client], chance: Random
) -> None:
    """Documents of every type in preparation, and returns that are under way.

    Each of `blocked_soon` leaves an order and an invoice, made before the block came.
    """
    last_week = teller.calendar.waiting.index
    busy = [
        client
        for client in teller.clients
        if client.last_week >= last_week and client.habit != Habit.NEVER
    ]
    drafts, released = [], []
    for kind, (count, to_release) in WAITING.items():
        wanted = max(2, round(count * min(scale, 1)))
        of_kind = [_draft(teller, chance.choice(busy), kind, chance) for _one in range(wanted)]
        drafts += of_kind
        released += of_kind[: max(1, round(to_release * scale)) if to_release else 0]
    for client in blocked_soon:
        drafts += [_draft(teller, client, kind, chance) for kind in (Type.ORDER, Type.INVOICE)]
    store(drafts, teller.calendar.today)
    for draft in released:
        release(draft.document.pk, draft.document.version)
    leave_returns(teller, chance)


def _draft(teller: Teller, client: Client, kind: str, chance: Random) -> Draft:
    day = teller.calendar.today - timedelta(days=chance.randrange(OLDEST_DAYS))
    picks = fill_basket(client.trade, client.size, chance)
    return teller.desk.draft(client, kind, day, picks[:1] if kind in CREDITS else picks)
