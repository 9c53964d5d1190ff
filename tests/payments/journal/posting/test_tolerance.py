"""What is accepted of a difference or a late discount: by setup, or as the clerk answered."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.applying.asking import amount_of
from ledger.posting import preview
from payments.journal.posting import post_batch, preview_batch
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying


@pytest.fixture
def invoice(house):
    """1,000.00 of which 5.00 may be written off; 2 % until yesterday, with five days of grace."""
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_discount_grace = "5D"
    house.company.save()
    yesterday = TODAY - timedelta(days=1)
    return house.invoice_of(
        "1000.00", day=yesterday, discount_date=yesterday, discount_percent=Decimal(2)
    )


def warn(house, *, tolerance=True, late=True):
    house.company.payment_tolerance_warning = tolerance
    house.company.discount_tolerance_warning = late
    house.company.save()


def left(invoice):
    invoice.refresh_from_db()
    return invoice.remaining


def test_without_warnings_a_difference_and_a_late_discount_are_accepted(
    house, batch, invoice, post_it
):
    warn(house, tolerance=False, late=False)
    line_of(batch, house, invoice.customer, "-975.00", **paying(invoice))
    post_it(batch)
    assert left(invoice) == 0


@pytest.mark.parametrize(
    ("amount", "answers", "remaining"),
    [
        ("-995.00", {}, 5),
        ("-995.00", {"accept_tolerance": True}, 0),
        ("-980.00", {}, 20),
        ("-980.00", {"accept_late": True}, 0),
        ("-975.00", {"accept_late": True, "accept_tolerance": True}, 0),
        ("-975.00", {"accept_late": True}, 25),
    ],
)
def test_with_warnings_the_answers_count(
    house, batch, invoice, post_it, amount, answers, remaining
):
    warn(house)
    if answers.get("accept_late"):
        answers = {**answers, "accept_late": [invoice.pk]}
    line = line_of(batch, house, invoice.customer, amount, **paying(invoice), **answers)
    if answers:
        command = post_batch(batch.pk, version=1, user_id=None, today=TODAY)
        line.answered = {
            "tolerance" if one.asked == "tolerance" else f"late-{one.entry_id}": amount_of(one)
            for one in preview(command).questions
        }
        line.save()
    post_it(batch)
    assert left(invoice) == remaining


def test_a_preview_takes_tolerances_as_accepted_and_tells_the_questions(
    house, jane, batch, invoice
):
    warn(house)
    line = line_of(batch, house, invoice.customer, "-975.00", **paying(invoice))
    options = {"version": 1, "user_id": jane.pk, "today": TODAY}
    as_posted = preview(post_batch(batch.pk, **options)).plan
    with_all = preview(preview_batch(batch.pk, **options)).plan
    assert as_posted is not None
    assert with_all is not None
    assert [q.accepted for q in as_posted.questions] == [False]
    assert [q.line for q in with_all.questions] == [line.line_no, line.line_no]
    assert all(q.accepted for q in with_all.questions)


def test_apply_to_oldest_takes_no_tolerance(house, batch, invoice, post_it):
    warn(house, tolerance=False, late=False)
    invoice.customer.application_method = "oldest"
    invoice.customer.save()
    line_of(batch, house, invoice.customer, "-975.00")
    post_it(batch)
    assert left(invoice) == 25
