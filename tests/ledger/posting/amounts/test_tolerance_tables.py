"""The two tables of the specification, row by row: what stays open, is granted and is posted.

Accounts: 10 receivables, 20/21 discount, 30/31 tolerance (debit/credit), 70 the bank's side.
"""

from datetime import date
from decimal import Decimal

import pytest

from ledger.posting.for_sources import Acceptance, Application, PartyAccounts
from ledger.posting.questions import Asked
from ledger.posting.work_out import work_out
from tests.ledger.posting.amounts.test_application import holds
from tests.ledger.posting.requests import (
    account_line,
    open_entry,
    party,
    party_line,
    request_of,
)

D = Decimal
ACCOUNTS = PartyAccounts(
    control=10, discount_debit=20, discount_credit=21, tolerance_debit=30, tolerance_credit=31
)
ADATUM = party(accounts=ACCOUNTS)
POSTED = date(2026, 1, 1)


def invoice(number, discount, discount_until, grace_until, amount="1000", tolerance="5"):
    return open_entry(
        amount,
        "invoice" if not amount.startswith("-") else "credit_memo",
        id=number,
        document_no=f"INV{number}",
        posting_date=POSTED,
        due_date=date(2026, 1, 31),
        remaining_discount=D(discount),
        discount_date=discount_until,
        discount_tolerance_date=grace_until,
        max_tolerance=D(tolerance),
    )


def pay(amount, day, entries, acceptance, document_type="payment"):
    line = party_line(
        amount,
        document_type,
        party=ADATUM,
        applies=tuple(Application(entry=entry) for entry in entries),
        tolerance=acceptance,
    )
    bank = account_line(str(-D(amount)))
    plan = work_out(request_of(line, bank, day=day))
    holds(plan)
    return plan


def left_of(plan):
    """Payment first, then the entries in their order."""
    by_id = {p.existing.id if p.existing else 0: p.remaining for p in plan.positions}
    return [by_id[number] for number in sorted(by_id)]


def granted(plan, kind):
    """Discount or tolerance with the sign of the tables: an expense is positive."""
    return -sum((d.amount for d in plan.details if d.entry_type == kind), D(0))


def accepted_of(plan):
    """(tolerance, whether a late discount) that each entry was closed with, in their order."""
    applied = [p for p in plan.positions if p.existing is not None]
    applied.sort(key=lambda position: position.existing.id)
    return [(p.accepted_tolerance, p.accepted_discount_tolerance) for p in applied]


def general_of(plan):
    """G/L amounts by account, the bank included."""
    sums: dict[int, Decimal] = {}
    for entry in plan.general:
        sums[entry.account_id] = sums.get(entry.account_id, D(0)) + entry.amount
    return {account: amount for account, amount in sums.items() if amount}


def expected_general(paid, discount, late, tolerance):
    """Bank, discounts and tolerance against receivables."""
    debit = max(D(tolerance), D(0)) + D(late)
    found = {
        70: D(paid),
        20: D(discount),
        30: debit,
        31: min(D(tolerance), D(0)),
        10: -(D(paid) + D(discount) + D(late) + D(tolerance)),
    }
    return {account: amount for account, amount in found.items() if amount}


ACCEPT = Acceptance()
DECLINE_LATE = Acceptance(late_discounts=frozenset())

# row, day of January, payment, accepted, left on payment and invoice, discount, late, tolerance
ONE_INVOICE = [
    ("1", 15, "985", ACCEPT, (0, 0), 20, 0, -5),
    ("2", 15, "980", ACCEPT, (0, 0), 20, 0, 0),
    ("3", 15, "975", ACCEPT, (0, 0), 20, 0, 5),
    ("4A", 16, "1005", ACCEPT, (-25, 0), 0, 20, 0),
    ("5A", 20, "1000", ACCEPT, (-20, 0), 0, 20, 0),
    ("6A", 18, "995", ACCEPT, (-15, 0), 0, 20, 0),
    ("4B", 16, "1005", DECLINE_LATE, (0, 0), 0, 0, -5),
    ("5B", 20, "1000", DECLINE_LATE, (0, 0), 0, 0, 0),
    ("6B", 18, "995", DECLINE_LATE, (0, 0), 0, 0, 5),
    ("7", 16, "985", ACCEPT, (0, 0), 0, 20, -5),
    ("8", 20, "980", ACCEPT, (0, 0), 0, 20, 0),
    ("9", 18, "975", ACCEPT, (0, 0), 0, 20, 5),
    ("10", 21, "1005", ACCEPT, (0, 0), 0, 0, -5),
    ("11", 21, "1000", ACCEPT, (0, 0), 0, 0, 0),
    ("12", 21, "995", ACCEPT, (0, 0), 0, 0, 5),
    ("13", 21, "985", ACCEPT, (0, 15), 0, 0, 0),
    ("14", 21, "980", ACCEPT, (0, 20), 0, 0, 0),
    ("15", 21, "975", ACCEPT, (0, 25), 0, 0, 0),
    # below the table
    ("7 declined", 18, "985", DECLINE_LATE, (0, 15), 0, 0, 0),
    ("8 declined", 18, "980", DECLINE_LATE, (0, 20), 0, 0, 0),
    ("9 declined", 18, "975", DECLINE_LATE, (0, 25), 0, 0, 0),
    ("one cent beyond", 15, "974.99", ACCEPT, (0, D("25.01")), 0, 0, 0),
    ("too much in time", 15, "1005", ACCEPT, (-25, 0), 20, 0, 0),
]


@pytest.mark.parametrize(
    ("row", "day", "paid", "acceptance", "left", "discount", "late", "tolerance"), ONE_INVOICE
)
def test_one_invoice(row, day, paid, acceptance, left, discount, late, tolerance):
    entry = invoice(1, "20", date(2026, 1, 15), date(2026, 1, 20))
    plan = pay(f"-{paid}", date(2026, 1, day), [entry], acceptance)
    assert left_of(plan) == list(left)
    kinds = ("discount", "disc_tolerance", "tolerance")
    assert [granted(plan, kind) for kind in kinds] == [discount, late, tolerance]
    assert accepted_of(plan) == [(tolerance, late > 0)]
    assert general_of(plan) == expected_general(paid, discount, late, tolerance)


def only(*numbers):
    return Acceptance(late_discounts=frozenset(numbers))


NONE, FIRST, SECOND, BOTH = only(), only(1), only(2), only(1, 2)
# rows, days of January, accepted late, discount in time, discount late, payments -5 / exact / +5
TWO_INVOICES = [
    ("1-3", (1, 15), NONE, 90, 0, (1920, 1910, 1900)),
    ("4-6", (16, 17), NONE, 30, 0, (1980, 1970, 1960)),
    ("7-9", (16, 17), FIRST, 30, 60, (1920, 1910, 1900)),
    ("10-12", (18, 20), NONE, 0, 0, (2010, 2000, 1990)),
    ("13-15", (18, 20), SECOND, 0, 30, (1980, 1970, 1960)),
    ("16-18", (18, 20), FIRST, 0, 60, (1950, 1940, 1930)),
    ("19-21", (18, 20), BOTH, 0, 90, (1920, 1910, 1900)),
    ("22-24", (21, 22), NONE, 0, 0, (2010, 2000, 1990)),
    ("25-27", (21, 22), SECOND, 0, 30, (1980, 1970, 1960)),
    ("28-30", (23, 31), BOTH, 0, 0, (2010, 2000, 1990)),
]
TRIPLES = [
    (f"{rows} at {tolerance}", day, acceptance, discount, late, paid, tolerance)
    for rows, days, acceptance, discount, late, payments in TWO_INVOICES
    for day in days
    for paid, tolerance in zip(payments, (-10, 0, 10), strict=True)
]


@pytest.mark.parametrize(
    ("row", "day", "acceptance", "discount", "late", "paid", "tolerance"), TRIPLES
)
def test_two_invoices(row, day, acceptance, discount, late, paid, tolerance):
    entries = [
        invoice(1, "60", date(2026, 1, 15), date(2026, 1, 20)),
        invoice(2, "30", date(2026, 1, 17), date(2026, 1, 22)),
    ]
    plan = pay(f"-{paid}", date(2026, 1, day), entries, acceptance)
    assert left_of(plan) == [0, 0, 0]
    kinds = ("discount", "disc_tolerance", "tolerance")
    assert [granted(plan, kind) for kind in kinds] == [discount, late, tolerance]
    half = tolerance // 2  # -5/-5, none, +5/+5
    assert accepted_of(plan) == [(half, late in {60, 90}), (half, late in {30, 90})]
    assert general_of(plan) == expected_general(paid, discount, late, tolerance)


def test_a_refund_of_a_credit_memo_is_the_mirror():
    memo = invoice(1, "0", None, None, amount="-1000", tolerance="-5")
    plan = pay("995", date(2026, 1, 15), [memo], ACCEPT, "refund")
    assert left_of(plan) == [0, 0]
    assert general_of(plan) == {70: -995, 31: -5, 10: 1000}


def test_rows_of_row_nine():
    entry = invoice(1, "20", date(2026, 1, 15), date(2026, 1, 20))
    plan = pay("-975", date(2026, 1, 18), [entry], ACCEPT)
    rows = [(d.position.document_type, d.entry_type, d.amount) for d in plan.details]
    assert rows == [
        ("payment", "initial", -975),
        ("payment", "disc_tolerance", -20),
        ("payment", "tolerance", -5),
        ("invoice", "application", -1000),
        ("payment", "application", 1000),
    ]
    applied = plan.positions[1]
    assert (applied.accepted_tolerance, applied.accepted_discount_tolerance) == (5, True)


def test_tolerance_is_never_for_those_who_were_not_asked():
    entry = invoice(1, "20", date(2026, 1, 15), date(2026, 1, 20))
    plan = pay("-995", date(2026, 1, 18), [entry], None)
    assert left_of(plan) == [0, 5]
    assert plan.questions == []


def test_declining_the_tolerance_drops_a_late_discount_in_a_journal():
    entry = invoice(1, "20", date(2026, 1, 15), date(2026, 1, 20))
    day = date(2026, 1, 18)
    assert left_of(pay("-985", day, [entry], Acceptance(payment=False))) == [0, 15]
    kept = Acceptance(payment=False, leave_drops_late=False)
    assert left_of(pay("-985", day, [entry], kept)) == [-5, 0]


def test_both_questions_are_told_with_the_answers_taken():
    entry = invoice(1, "20", date(2026, 1, 15), date(2026, 1, 20))
    plan = pay("-975", date(2026, 1, 18), [entry], ACCEPT)
    late, balance = plan.questions
    assert (late.asked, late.entry_id, late.amount) == (Asked.LATE_DISCOUNT, 1, 20)
    assert (balance.asked, balance.amount, balance.at_most) == (Asked.TOLERANCE, 5, 5)
    assert late.accepted
    assert balance.accepted


def test_a_late_discount_is_asked_only_while_the_money_reaches():
    """1000.00 for two of 1000.00 less 20.00: the first is asked, 20.00 go to the second."""
    entries = [invoice(n, "20", date(2026, 1, 15), date(2026, 1, 20)) for n in (1, 2)]
    plan = pay("-1000", date(2026, 1, 18), entries, ACCEPT)
    assert [question.entry_id for question in plan.questions] == [1]
    assert left_of(plan) == [0, 0, 980]


def test_tolerance_reaches_as_far_as_the_amounts_to_apply():
    entry = invoice(1, "0", None, None)
    for part, left in (("995", [0, 0]), ("994.99", [D("-0.01"), D("5.01")])):
        line = party_line(
            "-995", party=ADATUM, tolerance=ACCEPT,
            applies=(Application(entry=entry, amount=D(part)),),
        )  # fmt: skip
        assert left_of(work_out(request_of(line, account_line("995")))) == left
