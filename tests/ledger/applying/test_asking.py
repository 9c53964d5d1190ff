"""Questions of a posting: which are asked, how they are named, what an answer says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.applying.asking import (
    Answers,
    acceptance_by_line,
    as_options,
    from_options,
    name_of,
    not_agreed,
    read_answers,
    to_ask,
)
from ledger.applying.forms import answers_in, asked_questions
from ledger.posting import Asked, PartyKind, Question

DAY = date(2026, 1, 18)


def question(asked=Asked.TOLERANCE, *, line=None, entry=None, amount="5"):
    late = asked is Asked.LATE_DISCOUNT
    return Question(
        asked=asked,
        kind=PartyKind.CUSTOMER,
        line=line,
        entry_id=entry,
        documents=("INV1",),
        currency_id="EUR",
        amount=Decimal(amount),
        at_most=Decimal(10),
        paid_on=DAY,
        discount_date=date(2026, 1, 15) if late else None,
        tolerance_date=date(2026, 1, 20) if late else None,
        accepted=False,
    )


LATE = question(Asked.LATE_DISCOUNT, line=2, entry=17)


@pytest.mark.parametrize(
    ("late", "tolerance", "asked"), [(True, False, 1), (False, True, 1), (False, False, 0)]
)
def test_each_warning_is_a_switch_of_its_own(house, late, tolerance, asked):
    house.company.discount_tolerance_warning = late
    house.company.payment_tolerance_warning = tolerance
    assert len(to_ask([LATE, question()], house.company)) == asked


def test_names_hold_line_and_entry_and_come_back_as_answers():
    names = [name_of(one) for one in (LATE, question(line=2), question())]
    assert names == ["late-2-17", "tolerance-2", "tolerance-0"]
    assert read_answers(names) == Answers(frozenset({2, 0}), frozenset({(2, 17)}))
    assert read_answers(names).late_of(2) == [17]


@pytest.mark.parametrize(
    "name", ["late-2", "late-x-1", "tolerance", "tolerance-1-2", "day", "-"]
)
def test_other_fields_of_the_form_answer_nothing(name):
    assert read_answers([name]) == Answers()


def test_only_yes_accepts_and_the_careful_answer_is_the_default():
    sent = {"late-2-17": "no", "tolerance-2": "yes"}
    assert answers_in(sent) == Answers(frozenset({2}), frozenset())
    shown = asked_questions([LATE, question(line=2), question(line=3)], sent)
    assert [(one.answer, one.is_new) for one in shown] == [
        ("no", False),
        ("yes", False),
        ("no", True),
    ]
    assert shown[0].text.startswith("Line 2: INV1: the discount of 5.00 EUR")


def test_an_answer_from_before_stays_until_another_is_sent():
    before = replace(question(line=2), accepted=True)
    assert [one.answer for one in asked_questions([before], {})] == ["yes"]
    assert [one.answer for one in asked_questions([before], {"tolerance-2": "no"})] == ["no"]


def test_too_little_and_too_much_are_told_apart():
    little, much = asked_questions([question(), question(amount="-5")], {})
    assert little.text == "5.00 EUR is missing to close INV1; up to 10.00 EUR is tolerated."
    assert much.text == "5.00 EUR more than INV1 needs; up to 10.00 EUR is tolerated."


def test_a_question_about_another_amount_is_new_again_with_the_answer_that_was_given():
    sent = {"tolerance-2": "yes", "questions": "tolerance-2=4"}
    [shown] = asked_questions([question(line=2)], sent)
    assert (shown.answer, shown.is_new, shown.amount) == ("yes", True, "5")
    assert not asked_questions([question(line=2)], {**sent, "questions": "tolerance-2=5"})[
        0
    ].is_new


def test_answers_come_back_from_the_options_of_a_command():
    given = Answers(frozenset({2}), frozenset({(2, 17)}), {"tolerance-2": "5"})
    assert from_options(as_options(given)) == given
    assert from_options({}) == Answers()


@pytest.mark.parametrize(
    ("seen", "line", "words"),
    [
        ({"tolerance-2": "5"}, None, ""),
        ({"tolerance-2": "4.99"}, 2, "it is about 5.00 EUR now"),
        ({}, 2, "a new question about 5.00 EUR"),
    ],
)
def test_only_what_was_answered_as_it_stands_is_agreed(seen, line, words):
    found = not_agreed([question(line=2)], Answers(frozenset({2}), frozenset(), seen))
    assert [(one.line, words in one.message) for one in found] == (
        [(line, True)] if line else []
    )


def test_a_yes_to_what_is_no_longer_asked_is_not_agreed_and_a_no_is_forgotten():
    seen = {"late-2-17": "20", "tolerance-2": "5"}
    [refusal] = not_agreed([], Answers(frozenset(), frozenset({(2, 17)}), seen))
    assert (refusal.line, "The 20.00 accepted here is no longer asked" in refusal.message) == (
        2,
        True,
    )
    assert not_agreed([], Answers(seen=seen)) == []


@pytest.mark.parametrize("amount", ["", "x", "1e9", "9" * 40])
def test_an_amount_that_nobody_was_shown_is_not_repeated(amount):
    [refusal] = not_agreed([], Answers(frozenset({2}), frozenset(), {"tolerance-2": amount}))
    assert refusal.message.startswith("What you accepted here is no longer asked")


def test_each_line_accepts_what_was_answered_for_it(house):
    house.company.payment_tolerance_warning = house.company.discount_tolerance_warning = True
    accepted = acceptance_by_line(
        [house.company], Answers(frozenset({1}), frozenset({(2, 17)}))
    )
    told = [(one.payment, one.late_discounts) for line in (1, 2) if (one := accepted(line))]
    assert told == [(True, frozenset()), (False, frozenset({17}))]


@pytest.mark.parametrize(("answer", "accepted"), [("yes", {2, 3}), ("no", set())])
def test_one_answer_for_all_that_were_shown_and_none_for_what_is_new(answer, accepted):
    sent = {"tolerance-2": "no", "questions": "tolerance-2=5 tolerance-3=5", "all": answer}
    assert answers_in(sent).tolerance == accepted
    shown = asked_questions([question(line=line) for line in (2, 3, 4)], sent)
    assert [one.answer for one in shown] == [answer, answer, "no"]
    assert [one.is_new for one in shown] == [False, False, True]
