"""Any mix of entries, currencies, discounts and tolerances leaves whole books (ledger spec, 1).

Pure: a new entry meets up to six open ones in three currencies, revalued or not, from two
posting groups, with and without VAT to adjust; the laws of section 1 are checked on the plan.
"""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from arcore.values.money import round_amount
from ledger.posting.for_sources import (
    Acceptance,
    Application,
    Currency,
    Foreign,
    Market,
    PartyAccounts,
    ToleranceRules,
    VatPart,
)
from ledger.posting.work_out import work_out
from tests.ledger.posting.requests import (
    DAY,
    account_line,
    open_entry,
    party,
    party_line,
    request_of,
)

D = Decimal
CONTROL, OTHER_CONTROL = 10, 11
ACCOUNTS = PartyAccounts(
    control=CONTROL, discount_debit=20, discount_credit=21, tolerance_debit=30,
    tolerance_credit=31, rounding=40, application_rounding=41,
)  # fmt: skip
SMALLEST = {"EUR": D("0.01"), "USD": D("0.01"), "JPY": D(1)}
FACTORS = {
    "EUR": [D(1)],
    "USD": [D("0.9"), D("1.1"), D("0.8765"), D(3)],
    "JPY": [D("0.006"), D("0.0071234")],
}
codes = st.sampled_from(["EUR", "EUR", "USD", "JPY"])
shares = st.sampled_from([D(1), D(1), D("0.5"), D("0.3333"), D("0.01")])
days = st.integers(-2, 3).map(lambda days: DAY + timedelta(days=days))


def part_of(amount, share, code):
    """A share of an amount in its currency's precision, but never nothing."""
    part = round_amount(abs(amount) * share, SMALLEST[code])
    part = min(max(part, SMALLEST[code]), abs(amount))
    return part if amount > 0 else -part


@st.composite
def markets(draw):
    """Rates of the day and rounding precisions."""

    def currency(code, rounding):
        return Foreign(
            code, SMALLEST[code], rounding=D(draw(st.sampled_from(["0", rounding]))),
            realized_gain=81, realized_loss=82, unrealized_gain=83, unrealized_loss=84,
            days=(DAY - timedelta(days=99),), factors=(draw(st.sampled_from(FACTORS[code])),),
        )  # fmt: skip

    found = [currency("EUR", "0.05"), currency("USD", "0.05"), currency("JPY", "5")]
    return Market({one.code: one for one in found})


@st.composite
def applications(draw, number):
    """An open entry, perhaps paid in part, revalued, discounted, tolerated or capped."""
    code, sign = draw(codes), draw(st.sampled_from([1, 1, 1, -1]))
    factor = draw(st.sampled_from(FACTORS[code]))
    amount = round_amount(draw(st.integers(1, 30_000)) * sign / D(100) / factor, SMALLEST[code])
    amount = amount or SMALLEST[code] * sign
    remaining = part_of(amount, draw(shares), code)
    kind = draw(st.sampled_from(["invoice", "invoice", "reminder", ""]))
    if sign < 0:
        kind = draw(st.sampled_from(["credit_memo", "credit_memo", "payment", ""]))
    tolerated = kind in ("invoice", "credit_memo") and draw(st.booleans())
    revalued = round_amount(
        remaining * factor * draw(st.sampled_from([D(0), D("0.1"), D("-0.1")]))
    )
    revalued = revalued if code != "EUR" else D(0)
    gross = round_amount(amount * factor)
    vat = round_amount(gross / 6)
    entry = open_entry(
        str(remaining), kind, id=number, document_no=f"D{number}", currency_id=code,
        factor=factor, amount_lcy=gross, due_date=draw(days),
        remaining_lcy=round_amount(remaining * factor) + revalued,
        unrealized_gain=max(revalued, D(0)), unrealized_loss=min(revalued, D(0)),
        remaining_discount=part_of(remaining, D("0.02"), code) if tolerated else D(0),
        max_tolerance=part_of(remaining, D("0.01"), code) if tolerated else D(0),
        discount_date=draw(days), discount_tolerance_date=draw(days),
        control_account_id=draw(st.sampled_from([CONTROL, OTHER_CONTROL])),
        vat=draw(st.sampled_from([(), (VatPart(90, D(20), vat - gross, -vat),)])),
    )  # fmt: skip
    cap = draw(shares)
    return Application(entry=entry, amount=None if cap == 1 else part_of(remaining, cap, code))


@st.composite
def requests(draw):
    """A new entry that owes about what it meets, or anything."""
    count = draw(st.integers(1, 6))
    applies = tuple(draw(applications(number)) for number in range(1, count + 1))
    code, sign = draw(codes), draw(st.sampled_from([-1, -1, -1, 1]))
    factor = draw(st.sampled_from(FACTORS[code]))
    asked = sum(one.entry.remaining * one.entry.factor / factor for one in applies)
    asked += draw(st.sampled_from([D(0), D(0), D("0.01"), D("-0.01"), D(-3), D(20)]))
    amount = round_amount(abs(asked) * draw(shares), SMALLEST[code]) or SMALLEST[code]
    kinds = ["payment", "payment", "credit_memo"] if sign < 0 else ["refund", "invoice"]
    lcy = round_amount(amount * sign * factor)
    kind = draw(st.sampled_from(kinds))
    has_discount = kind in ("invoice", "credit_memo") and draw(st.booleans())
    answers = [
        None,
        Acceptance(),
        Acceptance(payment=False),
        Acceptance(late_discounts=frozenset([1])),
    ]
    line = party_line(
        str(amount * sign), kind, party=party(accounts=ACCOUNTS),
        discount_possible=part_of(amount * sign, D("0.02"), code) if has_discount else D(0),
        amount_lcy=lcy, currency=Currency(code, SMALLEST[code]), factor=factor,
        applies=applies, tolerance=draw(st.sampled_from(answers)),
    )  # fmt: skip
    rules = ToleranceRules(adjust_vat=draw(st.booleans()))
    market = draw(markets())
    return request_of(line, account_line(str(-lcy)), market=market, tolerance_rules=rules)


@settings(max_examples=400)
@given(request=requests())
def test_any_mix_leaves_whole_books(request):
    plan = work_out(request)
    assert sum(g.amount for g in plan.general) == 0
    for position in plan.positions:
        adds_up(plan, position)
        never_flips(position)
        (is_closed if position.remaining == 0 else is_open)(position)
    for account in (CONTROL, OTHER_CONTROL):
        general = sum(g.amount for g in plan.general if g.account_id == account)
        details = [d for d in plan.details if d.position.control_account_id == account]
        assert general == sum(d.amount_lcy for d in details)
    nothing_is_left_undone(plan, request.transactions[0].lines[0])


def adds_up(plan, position):
    """Remaining amounts are sums of details, each in its currency's precision."""
    before = position.existing
    details = [d for d in plan.details if d.position is position]
    start = (before.remaining, before.remaining_lcy) if before else (0, 0)
    sums = (sum(d.amount for d in details), sum(d.amount_lcy for d in details))
    assert (start[0] + sums[0], start[1] + sums[1]) == (
        position.remaining,
        position.remaining_lcy,
    )
    for detail in details:
        assert detail.amount % SMALLEST[position.currency_id] == 0
        assert detail.amount_lcy % SMALLEST["EUR"] == 0


def never_flips(position):
    before = position.existing.remaining if position.existing else position.line.amount
    assert abs(position.remaining) <= abs(before)
    assert position.remaining * before >= 0


def is_closed(position):
    assert position.remaining_lcy == position.remaining_discount == position.max_tolerance == 0
    assert position.unrealized_gain == position.unrealized_loss == 0
    assert position.closed_by is not None


def is_open(position):
    """It stands at its own rate, and at what is left of its revaluation."""
    assert position.remaining_discount % SMALLEST[position.currency_id] == 0
    assert position.closed_by is None
    assert abs(position.max_tolerance) <= abs(position.remaining)
    assert (position.accepted_tolerance, position.accepted_discount_tolerance) == (0, False)
    unrealized = position.unrealized_gain + position.unrealized_loss
    worth = round_amount(position.remaining * position.factor)
    assert position.remaining_lcy == worth + unrealized


def nothing_is_left_undone(plan, line):
    """In one currency and without caps: while something is owed, no money or credit is left."""
    new, *others = plan.positions
    capped = any(one.amount is not None for one in line.applies)
    if capped or any(p.currency_id != new.currency_id for p in others):
        return
    sign = 1 if line.amount > 0 else -1
    if any(p.remaining * sign < 0 for p in others):
        assert not any(p.remaining * sign > 0 for p in plan.positions)
