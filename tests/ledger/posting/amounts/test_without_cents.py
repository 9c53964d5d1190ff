"""What an application works out in a currency without cents is whole (ledger spec, preamble)."""

from decimal import Decimal

import pytest

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
YEN = Currency("JPY", D(1))
ACCOUNTS = PartyAccounts(
    control=10, discount_debit=20, discount_credit=21, tolerance_debit=30, tolerance_credit=31
)
MARKET = Market(
    {
        "JPY": Foreign(
            "JPY", D(1), realized_gain=81, realized_loss=82, unrealized_gain=83,
            unrealized_loss=84,
        ),
        "EUR": Foreign("EUR", D("0.01")),
    }
)  # fmt: skip


def owed(number, amount, **fields):
    """Yen at 0.006."""
    return open_entry(
        str(amount), id=number, currency_id="JPY", factor=D("0.006"),
        remaining_lcy=D(amount) * D("0.006"), amount_lcy=D(amount) * D("0.006"), **fields,
    )  # fmt: skip


def settle(amount, *entries, document_type="payment", **fields):
    lcy = D(amount) * D("0.006")
    line = party_line(
        str(amount), document_type, party=party(accounts=ACCOUNTS), amount_lcy=lcy, currency=YEN,
        factor=D("0.006"), applies=tuple(Application(entry=entry) for entry in entries),
        tolerance=Acceptance(), **fields,
    )  # fmt: skip
    rules = ToleranceRules(adjust_vat=True)
    request = request_of(line, account_line(str(-lcy)), market=MARKET, tolerance_rules=rules)
    return work_out(request)


def granted(plan):
    left_out = ("initial", "application")
    return [(d.entry_type, d.amount) for d in plan.details if d.entry_type not in left_out]


def test_a_discount_shrinks_to_a_whole_amount():
    """Invoice 1000 with 20 less credit memo 500 with 9: 10 are kept; of 333, 667 keep 13."""
    for taken, kept in ((500, 10), (333, 13)):
        entry = owed(1, 1000, remaining_discount=D(20), discount_date=DAY)
        plan = settle(-taken, entry, document_type="credit_memo", discount_possible=D(-9))
        _memo, position = plan.positions
        assert (position.remaining, position.remaining_discount) == (1000 - taken, kept)


def test_beside_another_currency_each_discount_keeps_its_own_precision():
    """5000 JPY are 30.00 EUR: of 100.00 less 2.00, 70.00 keep 1.40."""
    entry = open_entry("100", remaining_discount=D(2), discount_date=DAY)
    plan = settle(-5000, entry, document_type="credit_memo", discount_possible=D(-99))
    _memo, position = plan.positions
    assert (position.remaining, position.remaining_discount) == (70, D("1.40"))


def test_tolerance_is_shared_in_whole_amounts():
    first, second = (
        owed(n, amount, max_tolerance=D(10)) for n, amount in ((1, 1000), (2, 500))
    )
    plan = settle(-1495, first, second)
    assert granted(plan) == [("tolerance", -3), ("tolerance", -2)]


@pytest.mark.parametrize(("amount", "vat", "net"), [(1200, -4, -20), (1100, -4, -18)])
def test_vat_in_a_discount_is_a_whole_amount(amount, vat, net):
    part = VatPart(90, D(20), -D(amount) * D("0.005"), -D(amount) * D("0.001"))
    discount = D(-vat - net)
    entry = owed(1, amount, remaining_discount=discount, discount_date=DAY, vat=(part,))
    plan = settle(discount - amount, entry)
    assert granted(plan)[:2] == [("discount_vat", vat), ("discount_vat_excl", net)]
