"""Many people applying, unapplying and reversing the same entries at once."""

from contextlib import suppress
from decimal import Decimal
from random import Random

import pytest

from arcore.company.models import Company
from ledger.applying.unapply import last_application
from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry, Register
from ledger.posting import PostingRefused, post
from tests.ledger.applying.actions import (
    CUSTOMER,
    apply,
    apply_command,
    payment,
    reverse,
    reverse_command,
    state,
    unapply,
    unapply_command,
)

pytestmark = pytest.mark.committing
D = Decimal


def only_refusals(outcomes):
    return [
        o for o in outcomes if isinstance(o, Exception) and not isinstance(o, PostingRefused)
    ]


def test_a_request_replayed_ten_times_posts_once(committed_house, run_together):
    house = committed_house
    invoice = house.invoice_of("100")
    paid = payment(house, invoice.customer, "-100")
    for command, source in (
        (apply_command(paid, invoice), "application"),
        (None, "unapplication"),
        (None, "reversal"),
    ):
        if source == "unapplication":
            command = unapply_command(paid)
        elif source == "reversal":
            command = reverse_command(paid)
        outcomes = run_together(10, lambda wanted=command: post(wanted).pk)
        assert len(set(outcomes)) == 1
        assert Register.objects.filter(source=source).count() == 1
    assert state(invoice, paid) == [(True, 100, 100, 0, 0), (False, 0, 0, 0, 0)]
    assert check_books() == []


def test_two_payments_applied_to_one_invoice_never_over_apply(committed_house, run_together):
    house = committed_house
    invoice = house.invoice_of("100")
    money = [payment(house, invoice.customer, "-80", f"P{n}") for n in range(4)]
    commands = [apply_command(one, (invoice, "80")) for one in money]
    outcomes = run_together(4, post, commands)
    assert only_refusals(outcomes) == []
    assert len([o for o in outcomes if isinstance(o, Register)]) == 1
    assert state(invoice)[0][1] == 20
    assert check_books() == []


def test_unapplied_and_reversed_at_once_one_of_them_waits_for_the_other(
    committed_house, run_together
):
    house = committed_house
    invoice = house.invoice_of("100")
    paid = payment(house, invoice.customer, "-100", applies=[invoice])
    commands = [unapply_command(paid), reverse_command(paid)] * 3
    outcomes = run_together(6, post, commands)
    assert only_refusals(outcomes) == []
    assert Register.objects.filter(source="unapplication").count() == 1
    assert Register.objects.filter(source="reversal").count() <= 1
    assert check_books() == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_four_people_in_any_order(committed_house, run_together, seed):
    """Random steps with a fixed seed each; what was refused is told, nothing else goes wrong."""
    house = committed_house
    Company.objects.update(payment_tolerance_max=5)
    customer = house.customer()
    foreign = {"currency": house.usd, "factor": D("0.95")}
    for gross in ("100", "60", "30"):
        house.invoice_of(gross, customer)
        house.invoice_of(gross, customer, **foreign)

    def work(person):
        dice = Random(seed * 10 + person)  # noqa: S311  a fixed course of events, not a secret
        for step in range(12):
            with suppress(PostingRefused):
                _one_step(house, customer, dice, f"P{person}-{step}")

    outcomes = run_together(4, work, range(4))
    assert [o for o in outcomes if isinstance(o, Exception)] == []
    assert check_books() == []
    for entry in CustomerLedgerEntry.objects.all():
        assert entry.remaining * entry.amount >= 0
        assert abs(entry.remaining) <= abs(entry.amount)
    assert DetailedCustomerEntry.objects.filter(entry_type="application").exists()


def _one_step(house, customer, dice, key):
    entries = list(CustomerLedgerEntry.objects.order_by("id"))
    entry, other = dice.choice(entries), dice.choice(entries)
    what = dice.choice(["pay", "pay", "apply", "apply", "unapply", "reverse"])
    if what == "pay":
        in_dollars = {"currency": "USD", "factor": "0.90"} if dice.random() < 0.5 else {}
        applies = [other] if other.open and other.remaining > 0 else []
        amount = f"-{dice.randint(10, 100)}"
        payment(house, customer, amount, key, applies=applies, **in_dollars)
    elif what == "apply" and entry != other:
        apply(entry, other)
    elif what == "unapply" and last_application(CUSTOMER, entry.pk):
        unapply(entry)
    elif what == "reverse":
        reverse(entry)
