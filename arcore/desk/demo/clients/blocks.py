"""Who is blocked in the end, and how: each way a few times, set by the accountant."""

from random import Random

from arcore.company.models import User
from arcore.desk.demo.clients.client import Client, Trade
from arcore.desk.demo.clients.habits import Habit
from customers.blocking import Blocked
from customers.changing import change_customer

ONE_IN = 110  # customers for each way of being blocked
PRIVACY = "privacy"


def choose_blocked(
    clients: list[Client], weeks: int, chance: Random
) -> dict[str, list[Client]]:
    """Clients by the block they will get: `ship`, `invoice`, `all` or `privacy`.

    Who never pays is blocked for invoices or all; who pays badly isn't shipped to any more;
    a person who left wants to be forgotten.
    """
    count = max(1, round(len(clients) / ONE_IN))
    free = [c for c in clients if c.card.bill_to_customer_id is None and not c.is_foreign]
    never = [c for c in free if c.habit == Habit.NEVER]
    asleep = [c for c in free if c.last_week < weeks and c not in never]
    people = [c for c in asleep if c.trade == Trade.PERSON]
    people += [c for c in free if c.trade == Trade.PERSON and c not in people]
    bad = [c for c in free if c.habit in (Habit.VERY_LATE, Habit.SHORT, Habit.DISPUTES)]
    chosen: dict[str, list[Client]] = {}
    taken: set[Client] = set()
    for block, wanted in (
        (PRIVACY, people),
        (Blocked.INVOICE.value, never + bad),
        (Blocked.ALL.value, never + asleep + bad),
        (Blocked.SHIP.value, bad + free),
    ):
        chosen[block] = [c for c in dict.fromkeys(wanted) if c not in taken][:count]
        taken.update(chosen[block])
    return chosen


def blocked_with_drafts(chosen: dict[str, list[Client]]) -> list[Client]:
    """One client of each kind that still had documents in preparation when the block came."""
    return [clients[0] for kind, clients in chosen.items() if clients and kind != PRIVACY]


def block(chosen: dict[str, list[Client]], user: User) -> None:
    """Set the blocks, so that the history tells who did it."""
    for kind, clients in chosen.items():
        facts = {"privacy_blocked": True} if kind == PRIVACY else {"blocked": kind}
        for client in clients:
            saved = change_customer(client.card.pk, facts, user=user, version=None)
            client.card.blocked = saved.customer.blocked
            client.card.privacy_blocked = saved.customer.privacy_blocked
