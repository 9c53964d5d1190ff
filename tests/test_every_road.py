"""Every road that posts: cut off before its commit it leaves nothing, replayed it posts once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from arcore.company.models import ExchangeRate
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.documents.posting import post_documents, undo_goods
from ledger.models import PostedReturnReceipt, Register
from ledger.posting import Command, post
from payments.journal.posting import post_batch
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
