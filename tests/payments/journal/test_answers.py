"""Answers to the questions of posting stay on their lines, with what they were about."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.applying.asking import amount_of, name_of
from ledger.posting import post, preview
from payments.journal.answers import answers_in, keep_answers
from payments.journal.lines import change_line
from payments.journal.posting import post_batch
from payments.journal.refused import JournalRefused
from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, receipts


@pytest.fixture
def asking(house):
    """5.00 may be written off, after a question."""
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    return house


@pytest.fixture
def invoice(asking):
    return asking.invoice_of("500")


@pytest.fixture
def short(asking, batch, invoice):
    """A line that pays 4.00 too little."""
    return line_of(batch, asking, invoice.customer, "-496", **paying(invoice))


@pytest.fixture
def answer(batch, jane):
    """Answer everything that is asked just now; the batch's version afterwards."""

    def run(*, accepted):
        batch.refresh_from_db()
        command = post_batch(batch.pk, version=batch.version, user_id=None, today=TODAY)
        seen = {name_of(one): amount_of(one) for one in preview(command).questions}
        said = dict.fromkeys(seen, accepted)
        return keep_answers(batch.pk, batch.version, seen, said, jane)

    return run


def pay(house, invoice, amount):
    """Somebody else pays a part of it, through another journal."""
    other = receipts(house, f"OTHER{amount}")
    line_of(other, house, invoice.customer, amount, document_no="X1", **paying(invoice))
    post(post_batch(other.pk, version=1, user_id=None, today=TODAY))


def test_an_answer_is_kept_taken_back_and_counts_as_one_version_each(batch, short, answer):
    assert answer(accepted=True) == 2
    short.refresh_from_db()
    assert (short.accept_tolerance, short.answered, short.version) == (
        True,
        {"tolerance": "4"},
        2,
    )
    assert answer(accepted=True) == 2
    assert answer(accepted=False) == 3
    short.refresh_from_db()
    assert (short.accept_tolerance, short.answered, short.version) == (
        False,
        {"tolerance": "4"},
        3,
    )


@pytest.mark.parametrize(
    ("amount", "said", "accepted"),
    [
        ("4", {}, True),  # not answered again, and still the same
        ("3", {}, False),  # another question than the one that was answered
        ("4", {"tolerance-10000": False}, False),
    ],
)
def test_what_was_not_answered_again_keeps_its_answer_to_the_same_amount(
    batch, short, answer, jane, amount, said, accepted
):
    version = answer(accepted=True)
    keep_answers(batch.pk, version, {"tolerance-10000": amount}, said, jane)
    short.refresh_from_db()
    assert short.accept_tolerance is accepted


def test_an_answer_goes_with_its_question(batch, short, answer, jane):
    keep_answers(batch.pk, answer(accepted=True), {}, {}, jane)
    short.refresh_from_db()
    assert (short.accept_tolerance, short.answered) == (False, {})


@pytest.mark.parametrize(
    "name", ["tolerance-20000", "tolerance-99999999999", "late-x-1", "late-10000", "\x00"]
)
def test_words_that_name_no_question_of_a_line_answer_nothing(batch, short, jane, name):
    assert keep_answers(batch.pk, 1, {name: "4"}, {name: True}, jane) == 1
    assert keep_answers(batch.pk, 1, {"tolerance-10000": "\x00"}, {}, jane) == 1


def test_who_looked_at_an_older_version_answers_nothing(batch, short, answer, jane):
    answer(accepted=True)
    with pytest.raises(JournalRefused, match="changed or posted since"):
        keep_answers(batch.pk, 1, {}, {}, jane)
    assert answers_in(batch.pk).tolerance == {short.line_no}


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("-1", "is about 3.00 EUR now"),
        ("-4", "no longer asked"),
    ],
)
def test_an_answer_whose_facts_changed_is_refused_with_its_line_and_stays(
    asking, batch, invoice, short, answer, refusals_of, post_it, amount, told, accepted
):
    answer(accepted=accepted)
    pay(asking, invoice, amount)
    if not accepted and amount == "-4":  # nothing was accepted, and all of it is paid
        post_it(batch)
        return
    [(line, message)] = refusals_of(batch)
    assert line == short.line_no
    assert told in message
    held = JournalLine.objects.get(pk=short.pk)
    assert (held.accept_tolerance, held.answered) == (accepted, {"tolerance": "4"})
    answer(accepted=accepted)
    post_it(batch)
    invoice.refresh_from_db()
    assert invoice.remaining == (0 if accepted or amount == "-4" else 3)


def test_a_tolerance_that_was_set_lower_meanwhile_is_told(
    asking, batch, invoice, short, answer, refusals_of
):
    answer(accepted=True)
    type(invoice).objects.filter(pk=invoice.pk).update(max_tolerance=3)
    [(line, message)] = refusals_of(batch)
    assert (line, "no longer asked" in message) == (short.line_no, True)


def test_an_answer_holds_while_its_question_stays_the_same(
    asking, batch, invoice, short, answer, post_it
):
    answer(accepted=True)
    change_line(short.pk, None, {"description": "Cheque"}, None)
    post_it(batch, asked=True)
    invoice.refresh_from_db()
    assert not invoice.open


def test_only_who_was_asked_is_told_of_a_new_question(
    asking, batch, invoice, short, refusals_of, post_it
):
    [(line, message)] = refusals_of(batch, asked=True)
    assert (line, "new question about 4.00 EUR" in message) == (short.line_no, True)
    post_it(batch)
    invoice.refresh_from_db()
    assert invoice.remaining == 4


def test_statements_to_keep_answers_do_not_grow_with_the_lines(asking, batch, answer, jane):
    counts = []
    for more in (2, 8):
        for _one in range(more):
            invoice = asking.invoice_of("500")
            line_of(batch, asking, invoice.customer, "-496", **paying(invoice))
        with CaptureQueriesContext(connection) as captured:
            answer(accepted=True)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert len(answers_in(batch.pk).tolerance) == 10
