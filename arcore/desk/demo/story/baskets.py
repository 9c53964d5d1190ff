"""What customers put into a deal: items that fit their trade, quantities that fit their size."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from arcore.desk.demo.clients.client import Trade

BICYCLES = ("1000", "1000", "1010", "1100", "1200", "1300", "1400")
PARTS = ("2000", "2010", "2100", "2110", "2300", "2310", "2320", "2400", "2500")
BOOKS = ("3000", "3010")
# trade -> (items, smallest and largest quantity for size 1, weight)
SHELVES = {
    Trade.SHOP: ((BICYCLES, 1, 2, 3), (PARTS, 5, 20, 6), (("2200",), 1, 2, 1), (BOOKS, 3, 10, 1)),
    Trade.FLEET: ((("1000", "1010", "1110"), 1, 3, 4), (("4000",), 2, 8, 2), (("4010",), 4, 12, 2),
                  (("2400", "2300", "2000"), 4, 10, 2), (("4200",), 1, 2, 1)),
    Trade.GUESTS: ((("4100",), 1, 4, 4), (BOOKS, 5, 20, 3), (("1000", "1100"), 1, 2, 2),
                   (("4010",), 3, 8, 1)),
    Trade.PERSON: ((BICYCLES, 1, 1, 3), (PARTS, 1, 2, 4), (("4000",), 1, 2, 2), (BOOKS, 1, 2, 1)),
}  # fmt: skip
GOODS = ("1", "2", "3")  # first digits of items that are shipped
FREIGHT = "9000"
LINE_DISCOUNTS = (0, 0, 0, 0, 5, 10)


@dataclass(frozen=True)
class Pick:
    """One line of a deal; `price` None is the item's own."""

    item_no: str
    quantity: Decimal
    discount_percent: Decimal = Decimal(0)
    price: Decimal | None = None

    @property
    def is_goods(self) -> bool:
        """Whether it is something to ship."""
        return self.item_no.startswith(GOODS)


def fill_basket(trade: Trade, size: int, chance: Random) -> list[Pick]:
    """One to four lines; freight on small deals of goods."""
    shelves = SHELVES[trade]
    weights = [weight for _items, _least, _most, weight in shelves]
    picks: dict[str, Pick] = {}
    for _line in range(
        chance.choice((1, 2, 2, 3, 3, 4)) if size > 1 else chance.choice((1, 2))
    ):
        items, least, most, _weight = chance.choices(shelves, weights)[0]
        item_no = chance.choice(items)
        quantity = Decimal(chance.randint(least * size, most * size))
        discount = chance.choice(LINE_DISCOUNTS) if size > 1 else 0
        picks[item_no] = Pick(item_no, quantity, Decimal(discount))
    if size == 1 and any(pick.is_goods for pick in picks.values()) and chance.random() < 0.5:
        picks[FREIGHT] = Pick(FREIGHT, Decimal(1))
    return list(picks.values())
