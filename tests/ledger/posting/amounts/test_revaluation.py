"""Unrealized gain is taken back for the part that is applied, then all is realized (section 3)."""

from decimal import Decimal

import pytest

from ledger.posting.for_sources import Application, Foreign, Market
from ledger.posting.work_out import work_out
from tests.ledger.posting.requests import (
    DAY,
    EUR,
    USD,
    account_line,
    open_entry,
    party_line,
    request_of,
)

D = Decimal
DOLLARS = Foreign(
    "USD", USD.precision, realized_gain=81, realized_loss=82, unrealized_gain=83,
    unrealized_loss=84, days=(DAY,), factors=(D("1.20"),),
)  # fmt: skip
MARKET = Market({"USD": DOLLARS, "EUR": Foreign("EUR", EUR.precision)})


def revalued(gain="5", loss="0"):
    """100.00 USD at 1.10, revalued meanwhile."""
    lcy = D(110) + D(gain) + D(loss)
    return open_entry(
        "100", currency_id="USD", factor=D("1.10"), remaining_lcy=lcy,
        unrealized_gain=D(gain), unrealized_loss=D(loss),
    )  # fmt: skip


def settle(entry, amount, lcy, currency=USD, factor="1.20"):
    line = party_line(
        amount, amount_lcy=D(lcy), currency=currency, factor=D(factor),
        applies=(Application(entry=entry),),
    )  # fmt: skip
    bank = account_line(str(-D(lcy)))
    plan = work_out(request_of(line, bank, market=MARKET))
    assert sum(g.amount for g in plan.general) == 0
    position = next(p for p in plan.positions if p.existing)
    rows = [(d.entry_type, d.amount_lcy) for d in plan.details if d.entry_type != "initial"]
    general = {g.account_id: D(0) for g in plan.general}
    for entry_ in plan.general:
        general[entry_.account_id] += entry_.amount
    return position, rows, general


def test_paid_whole_the_gain_is_realized_from_the_first_rate_on():
    position, rows, general = settle(revalued(), "-100", "-120")
    assert (position.remaining, position.remaining_lcy) == (0, 0)
    assert rows == [
        ("unrealized_gain", -5),
        ("application", -110),
        ("application", 110),
        ("realized_gain", 10),
    ]
    assert (general[83], general[81], general[10]) == (5, -10, -115)


def test_paid_in_part_the_other_part_stays_revalued():
    position, rows, _general = settle(revalued(), "-50", "-60")
    assert rows[0] == ("unrealized_gain", D("-2.50"))
    assert (position.remaining, position.remaining_lcy) == (50, D("57.50"))
    assert position.unrealized_gain == D("2.50")


def test_paid_in_local_money_it_is_realized_on_the_invoice():
    position, rows, general = settle(revalued(), "-120", "-120", EUR, "1")
    assert rows == [
        ("unrealized_gain", -5),
        ("application", -120),
        ("application", 120),
        ("realized_gain", 10),
    ]
    assert position.remaining_lcy == 0
    assert (general[83], general[81]) == (5, -10)


@pytest.mark.parametrize(("gain", "loss"), [("5", "-8"), ("0", "-8"), ("0", "0")])
def test_gains_and_losses_go_back_to_their_own_accounts(gain, loss):
    position, _rows, general = settle(revalued(gain, loss), "-100", "-120")
    assert (general.get(83, 0), general.get(84, 0)) == (D(gain), D(loss))
    assert (general[81], position.remaining_lcy) == (-10, 0)
