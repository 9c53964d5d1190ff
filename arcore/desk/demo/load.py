"""Load the demo company: all of it or nothing, in one database transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from arcore.company.models import Company, User
from arcore.desk.demo.clients.blocks import block, blocked_with_drafts, choose_blocked
from arcore.desk.demo.clients.create import make_clients
from arcore.desk.demo.clients.limits import lower_limits
from arcore.desk.demo.dice import die
from arcore.desk.demo.drafts import leave_drafts
from arcore.desk.demo.drafts.journals import leave_journals
from arcore.desk.demo.drafts.splits import leave_split
from arcore.desk.demo.setup import make_setup
from arcore.desk.demo.statements.files import make_statements, write_files
from arcore.desk.demo.story.month_end import adjust_last_month
from arcore.desk.demo.story.teller import Teller
from arcore.desk.demo.story.till import Till
from arcore.desk.demo.story.weeks import make_calendar
from arcore.desk.demo.tidy import tidy_up
from arcore.desk.demo.vendors.cards import block_vendors, make_vendors
from arcore.desk.demo.vendors.purchases import Purchases
from customers.models import Customer
from ledger.models import GLAccount, Register

SEED = 69_002  # the post code of Lyon's second arrondissement

Say = Callable[[str], None]
TIDIED_AFTER = (1, 7, 21, 43, 71)  # weeks


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
    say("Customers and vendors ...")
    first_day = calendar.history[0].first
    weeks = len(calendar.history)
    clients = make_clients(setup, scale, weeks, first_day, die(seed, "clients"))
    teller = Teller(setup, clients, calendar, seed)
    vendors = make_vendors(setup, first_day, die(seed, "vendors"))
    purchases = Purchases(setup, vendors, weeks, scale, die(seed, "purchases"))
    till = Till(setup, teller.credits, purchases, scale, seed)
    for week in calendar.history:
        if week.index % 13 == 0:
            say(f"Business from {week.first} on ...")
        teller.sell(week)
        if fortnight := calendar.fortnight_ending(week):
            till.bank(fortnight, teller.receipts_of(fortnight))
        if week.index in TIDIED_AFTER:
            tidy_up()
    teller.sell(calendar.waiting)
    say("Drafts, blocks and bank statements ...")
    blocked = choose_blocked(clients, weeks, die(seed, "blocks"))
    leave_drafts(teller, scale, blocked_with_drafts(blocked), die(seed, "drafts"))
    adjust_last_month(setup, today)
    block(blocked, setup.users["andre"])
    block_vendors(vendors, setup.users["andre"])
    lower_limits(clients, setup.users["andre"])
    leave_split(teller)
    leave_journals(setup, today, die(seed, "journals"))
    receipts = teller.receipts_of(calendar.waiting)
    contents = make_statements(calendar.waiting, receipts, till, die(seed, "statements"))
    return DemoCompany(files=write_files(contents))


def refuse_a_used_database() -> None:
    """Raise DatabaseNotEmpty when there is a company, a person, an account or a posting."""
    for model in (Company, User, GLAccount, Customer, Register):
        if model.objects.exists():
            raise DatabaseNotEmpty(
                "The database is not empty, so the demo company was not loaded. To start over "
                "with an empty database, run: python3 run.py --reset"
            )
