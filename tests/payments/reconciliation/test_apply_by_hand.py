"""Tick entries and lower amounts: what one line pays, decided by a person."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.models import SalesDocument
from payments.models import Confidence
from payments.reconciliation.apply_by_hand import set_amount, tick, untick
from payments.reconciliation.refused import ChangedMeanwhile, ReconciliationRefused
from tests.payments.reconciliation.camt import DAY, Money


@pytest.fixture
def apply(accountant):
    def run(line, entry, kind="customer"):
        line.refresh_from_db()
        tick(line.pk, line.version, accountant, kind=kind, entry_id=entry.pk)
        line.refresh_from_db()
        return line.applied_entries.get(**{f"{kind}_entry": entry})

    return run


@pytest.fixture
def refusal(apply):
    def run(line, entry):
        with pytest.raises(ReconciliationRefused) as refused:
            apply(line, entry)
        return refused.value.refusals[0].message

    return run


def credit_memo(house, customer, gross):
    draft = house.draft(
        customer,
        ("1", gross),
        kind=SalesDocument.Type.CREDIT_MEMO,
        prices_including_vat=True,
    )
    house.post_draft(draft)
    return customer.ledger_entries.get(document_type="credit_memo")


@pytest.mark.parametrize(
    ("owed", "paid", "applied"),
    [
        ("100.00", "150.00", "100.00"),  # the entry is smaller
        ("100.00", "100.00", "100.00"),  # equal
        ("100.00", "60.00", "60.00"),  # the line is smaller
    ],
)
def test_ticking_applies_the_smaller_of_entry_and_line(
    house, line_of, apply, owed, paid, applied
):
    line = line_of(paid)
    part = apply(line, house.invoice_of(owed))
    assert part.amount == Decimal(applied)
    assert line.applied_amount == Decimal(applied)
    assert line.confidence == Confidence.MANUAL


def test_a_credit_memo_is_taken_in_full_and_enlarges_what_may_be_paid(house, line_of, apply):
    customer = house.customer()
    invoice = house.invoice_of("100.00", customer)
    memo = credit_memo(house, customer, "30.00")
    line = line_of("70.00")
    assert apply(line, memo).amount == -30
    assert apply(line, invoice).amount == 100
    assert line.difference == 0


@pytest.mark.parametrize(("day", "discount"), [(DAY, 20), (date(2026, 5, 3), 0)])
def test_discount_counts_up_to_its_date(house, line_of, apply, day, discount):
    invoice = house.invoice_of(
        "1000.00", day=date(2026, 5, 1), discount_date=day, discount_percent=Decimal(2)
    )
    line = line_of("980.00")
    part = apply(line, invoice)
    assert (part.discount, line.applied_amount) == (discount, 980)
    assert part.amount == 980 + discount


def test_a_second_customer_is_refused(house, line_of, apply, refusal):
    line = line_of("150.00")
    apply(line, house.invoice_of("100.00"))
    assert "Transfer the other's share" in refusal(line, house.invoice_of("50.00"))


def test_an_entry_that_another_journal_takes_is_refused_by_name(
    house, journal_of, apply, refusal
):
    invoice = house.invoice_of("100.00")
    first = journal_of(Money("100.00", "a"), number=1).lines.get()
    apply(first, invoice)
    second = journal_of(Money("100.00", "b"), number=2).lines.get()
    assert "applied in journal MAIN 1, line 1" in refusal(second, invoice)


def test_two_lines_share_an_entry_as_far_as_it_goes(house, journal_of, apply):
    invoice = house.invoice_of("100.00")
    first, second = journal_of(Money("60.00", "a"), Money("60.00", "b")).lines.all()
    assert apply(first, invoice).amount == 60
    assert apply(second, invoice).amount == 40


def test_nothing_left_of_the_line_is_refused(house, line_of, apply, refusal):
    customer = house.customer()
    line = line_of("100.00")
    apply(line, house.invoice_of("100.00", customer))
    assert "Nothing of this line is left" in refusal(line, house.invoice_of("5.00", customer))


@pytest.mark.parametrize(
    ("amount", "said"),
    [("101.00", "only"), ("-10.00", "sign")],
)
def test_an_amount_beyond_the_entry_or_of_the_other_sign_is_refused(
    house, accountant, line_of, apply, amount, said
):
    line = line_of("150.00")
    part = apply(line, house.invoice_of("100.00"))
    with pytest.raises(ReconciliationRefused) as refused:
        set_amount(line.pk, line.version, accountant, part_id=part.pk, amount=Decimal(amount))
    assert said in str(refused.value)


def test_a_lower_amount_leaves_the_rest_and_zero_takes_the_entry_off(
    house, accountant, line_of, apply
):
    line = line_of("100.00")
    part = apply(line, house.invoice_of("100.00"))
    set_amount(line.pk, line.version, accountant, part_id=part.pk, amount=Decimal(40))
    line.refresh_from_db()
    assert line.difference == 60
    set_amount(line.pk, line.version, accountant, part_id=part.pk, amount=Decimal(0))
    line.refresh_from_db()
    assert (line.account_type, line.applied_count, line.confidence) == ("", 0, 0)


def test_unticking_gives_the_account_back(house, accountant, line_of, apply):
    line = line_of("100.00")
    part = apply(line, house.invoice_of("100.00"))
    untick(line.pk, line.version, accountant, part_id=part.pk)
    line.refresh_from_db()
    assert (line.customer, line.applied_amount) == (None, 0)


def test_an_old_version_is_refused_naming_who_and_what(house, accountant, line_of, apply):
    line = line_of("100.00")
    apply(line, house.invoice_of("100.00"))
    with pytest.raises(ChangedMeanwhile) as refused:
        untick(line.pk, 1, accountant, part_id=1)
    assert "applied by hand by jane" in str(refused.value)
