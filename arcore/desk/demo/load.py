"""Load the demo company: all of it or nothing, in one database transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from arcore.company.models import Company, User
from arcore.desk.demo.clients.create import make_clients
from arcore.desk.demo.dice import die
from arcore.desk.demo.setup import make_setup
from arcore.desk.demo.story.teller import Teller
from arcore.desk.demo.story.weeks import make_calendar
from customers.models import Customer
from ledger.models import GLAccount, Register

SEED = 69_002  # the post code of Lyon's second arrondissement

Say = Callable[[str], None]
# The tables grow inside one transaction, unseen by autovacuum: tell the planner now and then.
ANALYSED_AFTER = (1, 8, 30, 60)


class DatabaseNotEmpty(Exception):
    """Somebody's data is there already; the demo company comes into an empty database only."""


@dataclass(frozen=True)
class DemoCompany:
    """What was made."""

    files: tuple[Path, ...]


@transaction.atomic
def load_demo(
    today: date, *, seed: int = SEED, scale: float = 1.0, say: Say = lambda line: None
) -> DemoCompany:
    """Make the company as of `today`; `scale` 1 is about 320 customers and two years.

    The same day, seed and scale give the same company. Raises DatabaseNotEmpty.
    """
    refuse_a_used_database()
    say("Set-up ...")
    setup = make_setup(today, seed)
    calendar = make_calendar(today, scale)
    say("Customers ...")
    first_day = calendar.history[0].first
    weeks = len(calendar.history)
    clients = make_clients(setup, scale, weeks, first_day, die(seed, "clients"))
    teller = Teller(setup, clients, calendar, seed)
    for week in calendar.history:
        if week.index % 13 == 0:
            say(f"Business from {week.first} on ...")
        teller.sell(week)
        if week.index in ANALYSED_AFTER:
            analyse()
    teller.sell(calendar.waiting)
    return DemoCompany(files=())


def analyse() -> None:
    """Let the database know how its tables have grown, so that it keeps to its indexes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def refuse_a_used_database() -> None:
    """Raise DatabaseNotEmpty when there is a company, a person, an account or a posting."""
    for model in (Company, User, GLAccount, Customer, Register):
        if model.objects.exists():
            raise DatabaseNotEmpty(
                "The database is not empty, so the demo company was not loaded. To start over "
                "with an empty database, run: python3 run.py --reset"
            )
