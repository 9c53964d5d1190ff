"""A posted entry's own set of marks ("applies-to ID") goes when the entry closes.

It has nothing left to apply then, however it was closed, and a set that nobody can post would
keep its entries from everybody else's.
"""

from arcore.values.money import ZERO
from ledger.posting.known import PartyKind
from ledger.posting.plan import Plan
from ledger.posting.sql import Query, run

_FORGET = "DELETE FROM ledger_applicationmark WHERE owner = ANY(%s)"


def set_of(kind: PartyKind, entry_id: int) -> str:
    """The owner of the marks that prepare an application of a posted entry."""
    return f"{kind}-entry:{entry_id}"


def forget_marks(plan: Plan) -> None:
    """Drop the sets of the entries that the plan closes; no statement when it closes none."""
    owners = [
        set_of(kind, position.existing.id)
        for kind in PartyKind
        for position in plan.changed_positions(kind)
        if position.existing is not None and position.remaining == ZERO
    ]
    if owners:
        run(Query(_FORGET, (owners,)))
