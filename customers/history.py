"""The history of a customer's card together with that of its bank accounts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from customers.card_history import History, Step, card_history, differences, step
from customers.models import Customer, CustomerBankAccount


def history_of(customer_id: int, before: datetime | None = None) -> History:
    """The latest changes before a moment, in four queries at most."""
    owned = [(CustomerBankAccount, "customer_id", _bank_steps)]
    return card_history(Customer, customer_id, before, owned)


def _bank_steps(events: Sequence[Any]) -> Iterator[Step]:
    known: dict[int, Any] = {}
    for event in reversed(events):
        before, name = known.get(event.pgh_obj_id), event.code
        known[event.pgh_obj_id] = event
        if event.pgh_label == "insert":
            yield step(event, "update", added=(f"{name} {event.iban or event.account_no}",))
        elif event.pgh_label == "delete":
            yield step(event, "update", removed=(name,))
        elif before is not None:
            changed = tuple(differences(CustomerBankAccount, before, event, name))
            yield step(event, fields=changed)
