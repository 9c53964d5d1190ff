"""How an order is carried out: at once, invoiced later, or in parts."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from arcore.desk.demo.story.drafting import Draft
from arcore.values.money import ZERO
from ledger.models import SalesLine

# Share of orders, in percent, carried out in each way.
AT_ONCE, INVOICED_LATER, IN_PARTS = 50, 28, 22


@dataclass(frozen=True)
class Step:
    """What one posting does, line by line; `weeks_later` after the order came in."""

    weeks_later: int
    ship: tuple[Decimal, ...]
    invoice: tuple[Decimal, ...]


@dataclass(eq=False)
class Order:
    """A stored order and the steps that are still to come."""

    draft: Draft
    steps: list[Step] = field(default_factory=list)

    def prepare(self, step: Step) -> None:
        """Set what the next posting ships and invoices."""
        for line, ship, invoice in zip(self.draft.lines, step.ship, step.invoice, strict=True):
            line.to_ship, line.to_invoice = ship, invoice


def plan_steps(lines: list[SalesLine], chance: Random) -> list[Step]:
    """The postings of an order, two at most; the last one ships and invoices all that is left."""
    all_of_it = tuple(line.quantity for line in lines)
    nothing = tuple(ZERO for _line in lines)
    way = chance.choices(("at once", "later", "parts"), (AT_ONCE, INVOICED_LATER, IN_PARTS))[0]
    part = tuple(_first_part(line.quantity, chance) for line in lines)
    if way == "parts" and part != all_of_it:
        rest = tuple(whole - first for whole, first in zip(all_of_it, part, strict=True))
        wait = chance.randint(1, 4)
        if chance.random() < 0.3:  # shipped in two parts, invoiced in the end
            return [Step(0, part, nothing), Step(wait, rest, all_of_it)]
        return [Step(0, part, part), Step(wait, rest, rest)]
    if way == "later":
        return [Step(0, all_of_it, nothing), Step(chance.randint(1, 2), nothing, all_of_it)]
    return [Step(0, all_of_it, all_of_it)]


def _first_part(quantity: Decimal, chance: Random) -> Decimal:
    """Single pieces go at once; of more, about half, so that every line begins to move."""
    if quantity < 2:
        return quantity
    return Decimal(round(int(quantity) * chance.uniform(0.3, 0.7)))
