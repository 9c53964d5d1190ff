"""Every road that posts: cut off before its commit it leaves nothing, replayed it posts once."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from arcore.company.models import ExchangeRate, User
from customers.models import Customer
from ledger.applying.applicants import applicant
from ledger.applying.marks import mark
from ledger.applying.unapply import last_application
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.documents.posting import post_documents, undo_goods
from ledger.models import CustomerLedgerEntry, PostedReturnReceipt, Register
from ledger.posting import Command, PartyKind, PostingRefused, amend, post
from ledger.posting.for_sources import set_of
from payments.journal.posting import post_batch
from payments.models import RegistrationSetup
from payments.registration.keeping import keep
from payments.splitting.advice import take_over
from payments.splitting.remittance import Advised
from tests.builders import TODAY, House
from tests.ledger.applying.actions import (
    apply_command,
    payment,
    reverse_command,
    unapply_command,
)
from tests.payments.journal.builders import line_of, receipts
from tests.payments.registration.builders import command_of as of_registration
from tests.payments.registration.builders import setup_of, ticked
from tests.payments.splitting.builders import command_of as of_split
from tests.payments.splitting.builders import received
from tests.test_permissions import fingerprint

pytestmark = pytest.mark.committing


def journal(house: House) -> Command:
    batch = receipts(house)
    line_of(batch, house, house.customer(), "-100")
    return post_batch(batch.pk, version=batch.version, user_id=None, today=TODAY)


def registration(house: House, *, lump: bool = False) -> Command:
    clara, customer = house.user("clara", "clerk"), house.customer()
    setup = setup_of(house, clara)
    for _ in "ab":
        ticked(clara, house.invoice_of("100.00", customer))
    return of_registration(setup, lump=lump)


def lump_sum(house: House) -> Command:
    return registration(house, lump=True)


def split(house: House) -> Command:
    invoices = [house.invoice_of("100.00", house.customer(name)) for name in "AB"]
    owing = [one.customer for one in invoices]
    return of_split(received(house, house.user("clara", "clerk"), "200.00", *owing))


def application(house: House) -> Command:
    invoice = house.invoice_of("100.00")
    return apply_command(payment(house, invoice.customer, "-100"), invoice)


def unapplication(house: House) -> Command:
    invoice = house.invoice_of("100.00")
    return unapply_command(payment(house, invoice.customer, "-100", applies=[invoice]))


def reversal(house: House) -> Command:
    return reverse_command(payment(house, house.customer(), "-100"))


def adjustment(house: House) -> Command:
    house.invoice_of("100.00", currency=house.usd, factor="0.9")
    day = TODAY + timedelta(days=8)
    ExchangeRate.objects.create(
        currency=house.usd, starting_date=day, relational_exchange_rate_amount=95
    )
    return adjust_exchange_rates(
        day, ["USD"], "ADJ-1", key="the only one", user_id=None, today=TODAY
    )


def return_order(house: House) -> Command:
    draft = house.draft(house.customer(), ("2", "100"), kind="return_order")
    return post_documents({draft.pk: draft.version}, user_id=None, today=TODAY)


def undone_receipt(house: House) -> Command:
    draft = house.draft(house.customer(), ("2", "100"), kind="return_order")
    house.post_draft(draft, invoice=False)
    goods = PostedReturnReceipt.objects.get()
    lines = list(goods.lines.values_list("pk", flat=True))
    return undo_goods(goods, lines, user_id=None, today=TODAY)


ROADS: tuple[Callable[[House], Command], ...] = (
    journal,
    registration,
    lump_sum,
    split,
    application,
    unapplication,
    reversal,
    adjustment,
    return_order,
    undone_receipt,
)


@pytest.mark.parametrize("road", ROADS)
def test_a_road_cut_off_before_its_commit_leaves_nothing(committed_house, monkeypatch, road):
    """The connection is lost once everything is written; whoever posts again posts once."""
    command = road(committed_house)
    before = fingerprint()
    settle = command.source_class.settle

    def settle_and_be_cut_off(source, written):
        settle(source, written)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(command.source_class, "settle", settle_and_be_cut_off)
        with pytest.raises(DatabaseError):
            post(command)
    connection.close()
    assert fingerprint() == before
    assert post(command) == post(command)
    assert check_books() == []


@pytest.mark.parametrize("road", ROADS)
def test_ten_of_the_same_request_at_once_post_once(committed_house, run_together, road):
    command = road(committed_house)
    before = Register.objects.count()
    outcomes = run_together(10, lambda: post(command).pk)
    assert outcomes == [Register.objects.latest("id").pk] * 10
    assert Register.objects.count() == before + 1
    assert check_books() == []


class Person:
    """Somebody who takes one road after the other, by dice that always fall the same way."""

    def __init__(self, house: House, number: int) -> None:
        self.house, self.dice = house, Random(number)  # noqa: S311  a course, not a secret
        self.name, self.steps = f"P{number}", 0
        self.user = User.objects.get(username=self.name)
        self.setup = RegistrationSetup.objects.get(user=self.user)
        self.roads = (
            *(self.journal, self.register, self.split, self.advise, self.sell, self.take_back),
            *(self.apply, self.unapply, self.reverse, self.amend, self.mark, self.adjust),
        )

    def walk(self, count: int) -> None:
        """What is refused is refused; whatever else goes wrong is raised."""
        for _ in range(count):
            self.steps += 1
            with suppress(PostingRefused):
                self.dice.choice(self.roads)()

    @property
    def key(self) -> str:
        return f"{self.name}-{self.steps}"

    def customer(self) -> Customer:
        return self.dice.choice(Customer.objects.order_by("id"))

    def entry(self, **wanted: Any) -> CustomerLedgerEntry:
        return self.dice.choice(CustomerLedgerEntry.objects.filter(**wanted).order_by("id"))

    def owed(self) -> CustomerLedgerEntry:
        return self.entry(document_type="invoice", currency="EUR")

    def journal(self) -> None:
        batch = receipts(self.house, self.key)
        for _ in "ab":
            line_of(batch, self.house, self.customer(), "-15", document_no=self.key)
        post(post_batch(batch.pk, version=batch.version, user_id=None, today=TODAY))

    def register(self) -> None:
        for entry in {self.owed() for _ in "ab"}:
            keep(self.setup, entry.pk, {"amount": Decimal(5)}, TODAY)
        post(of_registration(self.setup))

    def split(self) -> None:
        chosen = {self.customer() for _ in "abc"}
        post(of_split(received(self.house, self.user, "40.00", *chosen)))

    def advise(self) -> None:
        receipt = received(self.house, self.user, "30.00")
        named = {self.owed().document_no for _ in "abc"}
        advice = [Advised(n, no, "", Decimal(5)) for n, no in enumerate(named, start=1)]
        take_over(receipt.pk, advice, self.user, timezone.now())
        post(of_split(receipt))

    def sell(self) -> None:
        kind = self.dice.choice(["invoice", "credit_memo", "order"])
        self.house.post_draft(self.house.draft(self.customer(), ("1", "20"), kind=kind))

    def take_back(self) -> None:
        self.house.post_draft(
            self.house.draft(self.customer(), ("1", "20"), kind="return_order")
        )

    def apply(self) -> None:
        entry, other = self.entry(open=True), self.entry(open=True)
        post(apply_command(entry, other))

    def unapply(self) -> None:
        entry = self.entry()
        if last_application(PartyKind.CUSTOMER, entry.pk):
            post(unapply_command(entry))

    def reverse(self) -> None:
        post(reverse_command(self.entry()))

    def amend(self) -> None:
        entry = self.entry()
        change = {"on_hold": "" if entry.on_hold else "X"}
        amend(entry.pk, change, reason="Asked", user_id=None, now=timezone.now())

    def mark(self) -> None:
        one = applicant(set_of(PartyKind.CUSTOMER, self.entry(open=True).pk))
        assert one is not None
        entry = self.entry(customer=one.party_id)
        mark(one, entry.pk, user_id=self.user.pk, now=timezone.now())

    def adjust(self) -> None:
        day = TODAY + timedelta(days=self.dice.randint(1, 9))
        who: dict[str, Any] = {"user_id": None, "today": TODAY}
        post(adjust_exchange_rates(day, ["USD"], self.key, key=self.key, **who))


def test_many_people_on_every_road_never_deadlock(committed_house, run_together):
    house = committed_house
    for day in range(1, 10):
        ExchangeRate.objects.create(
            currency=house.usd,
            starting_date=TODAY + timedelta(days=day),
            relational_exchange_rate_amount=90 + day,
        )
    for method in ("manual", "oldest", "oldest"):
        customer = house.customer(application_method=method)
        for gross in ("100", "60"):
            house.invoice_of(gross, customer)
            house.invoice_of(gross, customer, currency=house.usd, factor=Decimal("0.9"))
    people = 5
    for number in range(people):
        setup_of(house, house.user(f"P{number}", "accountant"))

    outcomes = run_together(
        people, lambda number: Person(house, number).walk(25), range(people)
    )
    assert outcomes == [None] * people
    assert Register.objects.count() > people * 5
    assert check_books() == []
