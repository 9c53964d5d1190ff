"""A customer with the part of its life that no card shows."""

from dataclasses import dataclass
from enum import StrEnum

from arcore.desk.demo.clients.habits import ORDERLY, Habit
from customers.models import Customer


class Trade(StrEnum):
    """What a customer buys us for."""

    SHOP = "shop"
    FLEET = "fleet"
    GUESTS = "guests"  # hotels and towns: tours, books, a few bicycles
    PERSON = "person"


@dataclass(eq=False)
class Client:
    """Deals a week on average, usual size of a deal, and weeks of the story it buys in."""

    card: Customer
    trade: Trade
    habit: Habit
    deals_a_week: float
    size: int
    first_week: int
    last_week: int
    pays_until_week: int | None = None  # who stopped paying paid until then

    @property
    def bank(self) -> str:
        """The code of the bank account it pays to."""
        return "MAIN" if self.habit in ORDERLY else "SECOND"

    @property
    def is_foreign(self) -> bool:
        """Whether it is invoiced in another currency than ours."""
        return self.card.currency_id is not None

    @property
    def payer_id(self) -> int:
        """The customer who owes: the head office, or itself."""
        return self.card.bill_to_customer_id or self.card.pk
