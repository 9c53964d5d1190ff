"""Store the cards: head offices first, then everybody else, then their bank accounts."""

from datetime import date
from random import Random

from django.db.models import OuterRef, Subquery

from arcore.company.models import NumberSeries
from arcore.company.purposes import Purpose
from arcore.desk.demo.clients.client import Client, Trade
from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.clients.lives import imagine
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.world.ibans import BICS, make_iban
from customers.card import recorded_as
from customers.models import Customer, CustomerBankAccount

BRANCHES_EACH = 3
CHAIN_SHARE = 0.012  # head offices among all customers
UNKNOWN_ACCOUNT = 0.12  # customers whose bank account we don't know
LIMITS = {1: 5_000, 2: 15_000, 3: 40_000}


def make_clients(
    setup: Setup, scale: float, weeks: int, first_day: date, chance: Random
) -> list[Client]:
    """All clients with stored cards, entered by the administrator."""
    clients = list(imagine(setup, scale, weeks, chance))
    chance.shuffle(clients)
    heads, branches = _found_chains(clients, chance)
    numbers = NumberSeries.objects.draw(Purpose.CUSTOMER, first_day, len(clients))
    for number, client in zip(numbers, clients, strict=True):
        client.card.no = number
        if chance.random() < 0.7:
            client.card.credit_limit = LIMITS[client.size]
    with recorded_as(setup.users["admin"]):
        Customer.objects.bulk_create([c.card for c in clients if c not in branches])
        for client, head in branches.items():
            client.card.bill_to_customer = head.card
        Customer.objects.bulk_create([client.card for client in branches])
        _open_bank_accounts([c for c in clients if c not in branches], heads, chance)
    return clients


def _found_chains(
    clients: list[Client], chance: Random
) -> tuple[list[Client], dict[Client, Client]]:
    """Head offices, and each branch with the head office that pays for it."""
    at_home = [
        client
        for client in clients
        if client.trade == Trade.SHOP
        and client.card.name.startswith(("Cycles ", "Vélos ", "Établissements "))
        and client.card.country == "FR"
        and client.habit in (Habit.PUNCTUAL, Habit.LUMP, Habit.WEEK_LATE)
    ]
    count = max(1, round(len(clients) * CHAIN_SHARE))
    heads, rest = at_home[:count], at_home[count:]
    branches: dict[Client, Client] = {}
    for head in heads:
        for branch in rest[:BRANCHES_EACH]:
            branches[branch] = head
            branch.card.name = f"{head.card.name}, {branch.card.city}"
            for fact in ("contact", "email", "vat_registration_no", "registration_no"):
                setattr(branch.card, fact, getattr(head.card, fact))
            branch.habit = head.habit
        rest = rest[BRANCHES_EACH:]
    return heads, branches


def _open_bank_accounts(clients: list[Client], heads: list[Client], chance: Random) -> None:
    """Most pay from an account that we know; head offices have two."""
    rows = []
    for client in clients:
        country = client.card.country
        known = client in heads or client.habit == Habit.DEBIT
        if not known and chance.random() < UNKNOWN_ACCOUNT:
            continue
        for code in ("MAIN", "SECOND") if client in heads else ("MAIN",):
            iban = make_iban(country, chance)
            rows.append(
                CustomerBankAccount(
                    customer=client.card,
                    code=code,
                    name=client.card.name,
                    iban=iban,
                    swift=BICS.get(country, ""),
                    account_no="" if iban else f"{chance.randrange(10**9, 10**10)}",
                )
            )
    CustomerBankAccount.objects.bulk_create(rows)
    first = CustomerBankAccount.objects.filter(customer=OuterRef("pk"), code="MAIN")
    Customer.objects.filter(bank_accounts__code="MAIN").update(
        preferred_bank_account=Subquery(first.values("pk")[:1])
    )
