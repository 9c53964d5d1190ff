"""Whatever order things happen in, the books hold, and undoing everything restores everything.

Random sequences of posting, applying, unapplying, reversing, changing tolerance and adjusting
exchange rates, in two currencies, with discounts that take VAT back, while days go by; after
every step the laws of the books and the database's guards are checked.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arcore.company.models import Company, Currency, ExchangeRate
from arcore.values.money import round_amount
from customers.models import PaymentTerms
from ledger.applying.unapply import last_application
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    EntryAmendment,
    GeneralLedgerEntry,
    VatPostingSetup,
)
from ledger.posting import PostingRefused, post, preview
from ledger.posting.for_sources import amend_tolerance
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
shorts = st.sampled_from(["0", "0", "0.01", "-0.01", "2", "5.50", "-6", "20"]).map(D)
STEPS = st.one_of(
    st.tuples(st.just("invoice"), amounts, dollars),
    st.tuples(st.just("credit memo"), amounts, dollars),
    st.tuples(st.just("payment"), amounts, dollars, st.lists(picks, max_size=3)),
    st.tuples(st.just("settle"), picks, shorts, st.booleans(), dollars),
    st.tuples(st.just("settle"), picks, shorts, st.booleans(), dollars),
    st.tuples(st.just("apply"), picks, st.lists(picks, min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("unapply"), picks),
    st.tuples(st.just("unapply"), picks),
    st.tuples(st.just("reverse"), picks),
    st.tuples(st.just("tolerance"), st.sampled_from(["0", "1", "10"])),
    st.tuples(st.just("rate"), st.sampled_from(["0.7777", "0.80", "1.10"])),
    st.tuples(st.just("adjust"), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.integers(1, 4)),
)


class Clerk:
    """Does what a step says, with the entries that there are; refusals are part of the day."""

    def __init__(self, house):
        Company.objects.update(adjust_for_payment_discount=True, payment_discount_grace="3D")
        Currency.objects.update(application_rounding_precision=D("0.02"))
        VatPostingSetup.objects.update(adjust_for_payment_discount=True)
        PaymentTerms.objects.update(discount_on_credit_memos=True)
        self.house, self.customer, self.number = house, house.customer(), 0
        self.factor, self.day = D("0.90"), TODAY

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

    def draft_fields(self, is_dollars):
        fields = {"payment_terms": self.house.terms, "discount_percent": D(2)}
        fields["discount_date"] = self.day + timedelta(days=5)
        return {**fields, **self.in_currency(is_dollars)}

    def invoice(self, amount, is_dollars):
        fields = self.draft_fields(is_dollars)
        self.house.invoice_of(str(amount), self.customer, self.day, **fields)

    def credit_memo(self, amount, is_dollars):
        draft = self.house.draft(
            self.customer, ("1", str(amount)), kind="credit_memo", day=self.day,
            prices_including_vat=True, **self.draft_fields(is_dollars),
        )  # fmt: skip
        self.house.post_draft(draft)

    def payment(self, amount, is_dollars, places):
        """Applied to documents that are still owed."""
        self.number += 1
        fields = {"currency": "USD", "factor": str(self.factor)} if is_dollars else {}
        found = {self.pick(place, remaining__gt=0) for place in places} - {None}
        wanted = sorted(found, key=lambda entry: entry.pk)
        payment(
            self.house, self.customer, f"-{amount}", f"P{self.number}", day=self.day,
            applies=wanted, **fields,
        )  # fmt: skip

    def settle(self, place, short, less_discount, is_dollars):
        """About what a document owes: exact, a little off, less its discount; in any currency."""
        entry = self.pick(place, remaining__gt=0)
        if entry is None:
            return
        owed = entry.remaining - (entry.remaining_discount if less_discount else 0)
        owed *= self.factor if entry.currency_id == "USD" else 1
        paid = round_amount(owed / (self.factor if is_dollars else 1)) - short
        if paid > 0:
            self.payment(paid, is_dollars, [place])

    def apply(self, place, places, accepted):
        entry = self.pick(place, open=True)
        targets = {self.pick(other, open=True) for other in places} - {entry, None}
        if entry and targets:
            wanted = sorted(targets, key=lambda e: e.pk)
            apply(entry, *wanted, day=self.day, accept_tolerance=accepted)

    def unapply(self, place):
        entry = self.pick(place, open=False) or self.pick(place)
        if entry and last_application(CUSTOMER, entry.pk):
            unapply(entry, day=self.day)

    def reverse(self, place):
        if entry := self.pick(place, document_type="payment", reversed=False):
            reverse(entry)

    def tolerance(self, most):
        """The set-up, and every open entry follows it."""
        Company.objects.update(payment_tolerance_max=D(most))
        Currency.objects.filter(pk="USD").update(payment_tolerance_max=D(most))
        scope = amend_tolerance.Scope(customer_id=self.customer.pk)
        amend_tolerance.amend_open_entries(
            CUSTOMER, scope, amend_tolerance.differing(CUSTOMER, scope),
            reason="changed", user_id=None, now=timezone.now(),
        )  # fmt: skip

    def wait(self, days):
        self.day += timedelta(days=days)

    def rate(self, factor):
        self.factor = D(factor)
        ExchangeRate.objects.update_or_create(
            currency=self.house.usd,
            starting_date=self.day,
            defaults={
                "exchange_rate_amount": 1,
                "relational_exchange_rate_amount": self.factor,
            },
        )

    def adjust(self, days_ago):
        """Revalue what was open in dollars some days ago, at the rate of that day."""
        self.number += 1
        key = f"A{self.number}"
        day = self.day - timedelta(days=days_ago)
        command = adjust_exchange_rates(day, ["USD"], key, key=key, user_id=None, today=TODAY)
        post(command)
        assert preview(command).plan is None, "adjusted twice, it finds nothing"

    def undo_everything(self):
        """Newest application first, as the rule demands."""
        while number := newest_application():
            detail = DetailedCustomerEntry.objects.filter(application_no=number).earliest("id")
            unapply(detail.entry, number=number)
            guard_now()

    def everything_is_as_it_was_posted(self):
        """Remaining amounts, discounts and tolerances of all that is not reversed."""
        amended = EntryAmendment.objects.values_list("entry_id", flat=True)
        for entry in CustomerLedgerEntry.objects.filter(reversed=False):
            stands_at = entry.amount_lcy + revalued_by(entry)
            assert (entry.remaining, entry.remaining_lcy) == (entry.amount, stands_at)
            assert (entry.open, entry.accepted_tolerance) == (True, 0)
            assert entry.remaining_discount == entry.original_discount
            if entry.pk not in amended:
                assert entry.max_tolerance == first_tolerance(entry)


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


def first_tolerance(entry):
    """What it tolerated before its first application, if it was ever applied."""
    first = entry.details.filter(entry_type="application").order_by("id").first()
    return first.max_tolerance_before if first else entry.max_tolerance


def guard_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


BEGINNING: list[tuple[Any, ...]] = [
    ("tolerance", "10"),
    ("invoice", D("100.00"), False),
    ("invoice", D("100.00"), True),
    ("payment", D("60.00"), True, []),
    ("rate", "1.10"),
    ("wait", 2),
    ("rate", "0.80"),
    ("payment", D("40.00"), True, [1]),
    ("adjust", 1),
]


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=20, max_size=26))
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
    clerk.everything_is_as_it_was_posted()
    only_documents = GeneralLedgerEntry.objects.filter(application_no__isnull=False)
    assert sum(g.amount for g in only_documents) == 0
    gained = {"7660", "6660", "6650", "6580", "7580", "6581", "6582", "7650"}
    assert not gained & set(balances())
