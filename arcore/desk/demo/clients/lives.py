"""Who the customers are: country, trade, habit, how much and how long they buy."""

from collections.abc import Iterator
from random import Random

from arcore.desk.demo.clients.cards import write_card
from arcore.desk.demo.clients.client import Client, Trade
from arcore.desk.demo.clients.habits import SHARES, Habit
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.world.places import COUNTRIES
from customers.models import Customer

WHOLE = sum(country.weight for country in COUNTRIES.values())
FEWEST = 32  # so that every kind of customer is there in the smallest company
PERSONS = 0.1  # of all customers
# What a word of the name tells about the trade; every other firm is a shop.
TOLD_BY_NAME = {
    "Hôtel": Trade.GUESTS, "Ville": Trade.GUESTS, "Rutas": Trade.GUESTS, "Rotas": Trade.GUESTS,
    "Loueur": Trade.FLEET, "Lycée": Trade.FLEET, "Coopérative": Trade.FLEET,
    "Vélocité": Trade.FLEET, "Stadtrad": Trade.FLEET, "Mobilité": Trade.FLEET,
    "Greenway": Trade.FLEET, "Outfitters": Trade.FLEET,
}  # fmt: skip
PACES = ((0.30, 3), (0.14, 2), (0.14, 2), (0.14, 2), (0.14, 2)) + ((0.055, 1),) * 5
RECENT_WEEKS = 10  # foreign customers with credit came lately
DEBITS_A_WEEK = 0.25
STOPPED_WEEKS = 22  # who never pays stopped that long ago


def imagine(setup: Setup, scale: float, weeks: int, chance: Random) -> Iterator[Client]:
    """The clients of a company of that scale, cards unsaved."""
    countries = [code for code, country in COUNTRIES.items() for _one in range(country.weight)]
    chance.shuffle(countries)
    habits = [habit for habit, share in SHARES.items() for _one in range(share)]
    taken: set[str] = set()
    for place in range(max(FEWEST, round(WHOLE * scale))):
        # Small companies get each habit once, before chance decides.
        habit = list(Habit)[place] if place < len(Habit) else chance.choice(habits)
        is_person = habit != Habit.LUMP and chance.random() < PERSONS
        country = "FR" if habit == Habit.DEBIT else countries[place % WHOLE]
        card = write_card(country, habit, taken, setup, chance, is_person=is_person)
        trade = Trade.PERSON if is_person else trade_of(card.name)
        yield _live(card, trade, habit, weeks, setup, chance)


def trade_of(name: str) -> Trade:
    """What a firm's name tells: `Hôtel Blanc Annecy` has guests."""
    return next((trade for word, trade in TOLD_BY_NAME.items() if word in name), Trade.SHOP)


def _live(
    card: Customer, trade: Trade, habit: Habit, weeks: int, setup: Setup, chance: Random
) -> Client:
    pace, size = chance.choice(PACES)
    client = Client(
        card=card,
        trade=trade,
        habit=habit,
        deals_a_week=pace / 2 if trade == Trade.PERSON else pace,
        size=1 if trade == Trade.PERSON else size,
        first_week=chance.choice((0, 0, 0, chance.randrange(weeks))),
        last_week=weeks,
    )
    if client.is_foreign and habit != Habit.AT_ONCE:
        if chance.random() < 0.45:
            client.habit = Habit.AT_ONCE
            card.payment_method = setup.methods["CARD"]
            card.payment_terms = setup.terms["COD"]
        else:
            client.first_week = max(0, weeks - chance.randrange(3, RECENT_WEEKS))
    elif habit == Habit.NEVER:
        client.first_week = 0
        client.pays_until_week = max(weeks // 3, weeks - STOPPED_WEEKS)
        client.last_week = min(weeks, client.pays_until_week + 9)
        client.deals_a_week = max(client.deals_a_week, 0.14)
    elif habit == Habit.DEBIT:
        client.first_week, client.deals_a_week = 0, DEBITS_A_WEEK
    elif habit != Habit.DISPUTES and chance.random() < 0.08:
        client.last_week = chance.randrange(weeks // 3, weeks - 4)  # sleeps since
    return client
