"""Answers to the questions of posting stay on their lines until the batch is posted."""

from decimal import Decimal

import pytest

from ledger.applying.asking import Answers
from ledger.posting import preview
from payments.journal.answers import keep_answers
from payments.journal.posting import post_batch
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying


@pytest.fixture
def short(house, batch):
    """A line that pays 4.00 too little, within a tolerance of 5.00."""
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    invoice = house.invoice_of("500")
    return line_of(batch, house, invoice.customer, "-496", **paying(invoice))


def asked(batch):
    batch.refresh_from_db()
    command = post_batch(batch.pk, version=batch.version, user_id=None, today=TODAY)
    return preview(command).questions


def test_an_answer_is_kept_taken_back_and_counts_as_one_version_each(batch, short, jane):
    yes, no = Answers(tolerance=frozenset({short.line_no})), Answers()
    assert keep_answers(batch.pk, asked(batch), yes, jane)
    short.refresh_from_db()
    assert (short.accept_tolerance, short.version) == (True, 2)
    assert not keep_answers(batch.pk, asked(batch), yes, jane)
    assert keep_answers(batch.pk, asked(batch), no, jane)
    short.refresh_from_db()
    assert (short.accept_tolerance, short.version) == (False, 3)


def test_what_was_not_asked_is_not_answered(batch, short, jane):
    other = Answers(frozenset({short.line_no + 1}), frozenset({(short.line_no, 1)}))
    assert not keep_answers(batch.pk, asked(batch), other, jane)
    short.refresh_from_db()
    assert (short.accept_tolerance, short.accept_late) == (False, [])
