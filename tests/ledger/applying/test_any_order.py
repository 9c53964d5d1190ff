"""Whatever order things happen in, the books hold, and undoing everything restores everything.

Random sequences of posting, applying, unapplying, reversing and changing tolerance, in two
currencies; after every step the laws of the books and the database's guards are checked.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arcore.company.models import Company, Currency, ExchangeRate
from ledger.applying.unapply import last_application
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry, GeneralLedgerEntry
from ledger.posting import PostingRefused, post
from tests.builders import TODAY
from tests.ledger.applying.actions import (
    CUSTOMER,
    apply,
    balances,
    payment,
    reverse,
    unapply,
)

D = Decimal
amounts = st.decimals("0.01", "300.00", places=2)
dollars = st.booleans()
picks = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("invoice"), amounts, dollars),
    st.tuples(st.just("credit memo"), amounts, dollars),
    st.tuples(st.just("payment"), amounts, dollars, st.lists(picks, max_size=3)),
    st.tuples(st.just("settle"), picks, st.decimals("-6.00", "25.00", places=2)),
    st.tuples(st.just("settle"), picks, st.decimals("-6.00", "25.00", places=2)),
    st.tuples(st.just("apply"), picks, st.lists(picks, min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("unapply"), picks),
    st.tuples(st.just("reverse"), picks),
    st.tuples(st.just("tolerance"), st.sampled_from(["0", "1", "10"])),
    st.tuples(st.just("rate"), st.sampled_from(["0.80", "0.90", "1.10"])),
    st.tuples(st.just("adjust")),
)


class Clerk:
    """Does what a step says, with the entries that there are; refusals are part of the day."""

    def __init__(self, house):
        self.house, self.customer, self.number = house, house.customer(), 0
        self.factor = D("0.90")

    def do(self, step):
        name, *rest = step
        try:
            with transaction.atomic():
                getattr(self, name.replace(" ", "_"))(*rest)
                guard_now()
        except PostingRefused:
            pass
        assert check_books() == []

    def pick(self, place, **wanted):
        found = CustomerLedgerEntry.objects.filter(**wanted).order_by("id")
        return found[place % len(found)] if found else None

    def in_currency(self, is_dollars):
        if is_dollars:
            return {"currency": self.house.usd, "factor": self.factor}
        return {}

    def invoice(self, amount, is_dollars):
        fields = {"discount_percent": D(2), "discount_date": TODAY + timedelta(days=5)}
        self.house.invoice_of(
            str(amount), self.customer, payment_terms=self.house.terms,
            **fields, **self.in_currency(is_dollars),
        )  # fmt: skip

    def credit_memo(self, amount, is_dollars):
        draft = self.house.draft(
            self.customer, ("1", str(amount)), kind="credit_memo", prices_including_vat=True,
            **self.in_currency(is_dollars),
        )  # fmt: skip
        self.house.post_draft(draft)

    def payment(self, amount, is_dollars, places):
        self.number += 1
        fields = {"currency": "USD", "factor": str(self.factor)} if is_dollars else {}
        found = {self.pick(place, remaining__gt=0) for place in places} - {None}
        wanted = sorted(found, key=lambda entry: entry.pk)
        payment(
            self.house, self.customer, f"-{amount}", f"P{self.number}", applies=wanted, **fields
        )

    def settle(self, place, short):
        """About what an invoice owes: discount, tolerance or a rest."""
        entry = self.pick(place, remaining__gt=0)
        if entry and entry.remaining > short:
            self.number += 1
            fields = {}
            if entry.currency_id == "USD":
                fields = {"currency": "USD", "factor": str(self.factor)}
            paid = short - entry.remaining
            payment(
                self.house, self.customer, str(paid), f"P{self.number}", applies=[entry],
                **fields,
            )  # fmt: skip

    def apply(self, place, places, accepted):
        entry = self.pick(place, open=True)
        targets = {self.pick(other, open=True) for other in places} - {entry, None}
        if entry and targets:
            apply(entry, *sorted(targets, key=lambda e: e.pk), accept_tolerance=accepted)

    def unapply(self, place):
        entry = self.pick(place, open=False) or self.pick(place)
        if entry and last_application(CUSTOMER, entry.pk):
            unapply(entry)

    def reverse(self, place):
        if entry := self.pick(place):
            reverse(entry)

    def tolerance(self, most):
        Company.objects.update(payment_tolerance_max=D(most))
        Currency.objects.filter(pk="USD").update(payment_tolerance_max=D(most))

    def rate(self, factor):
        self.factor = D(factor)
        ExchangeRate.objects.update(
            exchange_rate_amount=1, relational_exchange_rate_amount=self.factor
        )

    def adjust(self):
        """Revalue what is open in dollars at the rate of the day."""
        self.number += 1
        key = f"A{self.number}"
        post(adjust_exchange_rates(TODAY, ["USD"], key, key=key, user_id=None, today=TODAY))

    def undo_everything(self):
        """Newest application first, as the rule demands."""
        while number := newest_application():
            detail = DetailedCustomerEntry.objects.filter(application_no=number).earliest("id")
            unapply(detail.entry, number=number)
            guard_now()


def newest_application():
    """The newest live application of entries that are not reversed."""
    found = DetailedCustomerEntry.objects.filter(
        entry_type="application", unapplied=False, entry__reversed=False
    )
    return found.order_by("-application_no").values_list("application_no", flat=True).first()


def revalued_by(entry):
    """What adjustments of exchange rates left on the entry."""
    rows = entry.details.filter(entry_type__in=("unrealized_gain", "unrealized_loss"))
    return sum(row.amount_lcy for row in rows)


def guard_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


BEGINNING: list[tuple[Any, ...]] = [
    ("tolerance", "10"),
    ("invoice", D("100.00"), False),
    ("invoice", D("100.00"), True),
    ("rate", "1.10"),
    ("adjust",),
    ("payment", D("60.00"), True, []),
]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=12))
def test_any_order_of_steps(house, steps):
    point = transaction.savepoint()
    try:
        _walk(Clerk(house), [*BEGINNING, *steps])
    finally:
        transaction.savepoint_rollback(point)


def _walk(clerk, steps):
    for step in steps:
        clerk.do(step)
    clerk.undo_everything()
    assert check_books() == []
    for entry in CustomerLedgerEntry.objects.filter(reversed=False):
        stands_at = entry.amount_lcy + revalued_by(entry)
        assert (entry.remaining, entry.remaining_lcy) == (entry.amount, stands_at)
        assert (entry.open, entry.accepted_tolerance) == (True, 0)
    only_documents = GeneralLedgerEntry.objects.filter(application_no__isnull=False)
    assert sum(g.amount for g in only_documents) == 0
    gained = {"7660", "6660", "6650", "6580", "7580", "6581", "6582", "7650"}
    assert not gained & set(balances())
