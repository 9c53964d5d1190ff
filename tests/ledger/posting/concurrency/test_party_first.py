"""Whoever changes an entry holds its party first: who posts for the party reads it undisturbed."""

from datetime import date
from threading import Event
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from arcore.company.models import Currency, ExchangeRate
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import CustomerLedgerEntry
from ledger.posting import amend, post
from ledger.posting.for_sources import PartyKind, amend_tolerance, locks
from tests.builders import TODAY
from tests.plugins.databases import until_someone_waits

pytestmark = pytest.mark.committing


def hold_up(entry):
    amend(entry.pk, {"on_hold": "X"}, reason="Asked", user_id=None, now=timezone.now())


def follow_the_tolerance(entry):
    Currency.objects.update(payment_tolerance_max=5)
    scope = amend_tolerance.Scope(customer_id=entry.customer_id)
    amend_tolerance.amend_open_entries(
        PartyKind.CUSTOMER,
        scope,
        [entry.pk],
        reason="New rules",
        user_id=None,
        now=timezone.now(),
    )


def adjust(_entry):
    ExchangeRate.objects.create(
        currency_id="USD", starting_date=date(2026, 2, 1), relational_exchange_rate_amount=95
    )
    day, key = date(2026, 2, 1), str(uuid4())
    post(adjust_exchange_rates(day, ["USD"], "ADJ-1", key=key, user_id=None, today=TODAY))


@pytest.mark.parametrize("change", [hold_up, follow_the_tolerance, adjust])
def test_a_change_waits_for_who_posts_for_its_party(committed_house, run_together, change):
    """A journal that applied to the oldest entries once met them changed under its hands."""
    house = committed_house
    entry = house.invoice_of("100", currency=house.usd, factor="0.9")
    as_posted = CustomerLedgerEntry.objects.filter(pk=entry.pk).values().get()
    held = Event()

    def post_for_the_party():
        with transaction.atomic():
            locks.take(locks.Wanted(customers=[entry.customer_id]))
            held.set()
            until_someone_waits()
            return CustomerLedgerEntry.objects.filter(pk=entry.pk).values().get()

    def change_it():
        assert held.wait(60)
        change(entry)

    found, done = run_together(2, lambda task: task(), [post_for_the_party, change_it])
    assert (found, done) == (as_posted, None)
    assert CustomerLedgerEntry.objects.filter(pk=entry.pk).values().get() != as_posted
