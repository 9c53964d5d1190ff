"""Who bears a written-off difference (ledger spec, section 5, several documents)."""

from decimal import Decimal

import pytest

from ledger.posting.amounts.offer import Offer
from ledger.posting.amounts.tolerance import payment_tolerance, share_tolerance
from tests.ledger.posting.amounts.test_discount import position

D = Decimal


def offer(remaining, tolerance, kind="invoice", discount="0", to_apply=None):
    return Offer(
        position=position(remaining, kind=kind),
        document_type=kind,
        remaining=D(remaining),
        to_apply=D(to_apply or remaining),
        remaining_discount=D(discount),
        discount_date=None,
        discount_tolerance_date=None,
        max_tolerance=D(tolerance),
        discount=D(discount),
    )


@pytest.mark.parametrize(
    ("offers", "short", "parts"),
    [
        ([offer("10000", "1"), offer("100", "10")], "5.50", ["1.00", "4.50"]),
        ([offer("100", t) for t in "5050"], "5", ["2.50", "0", "2.50", "0"]),
        ([offer("10000", "1"), offer("100", "10")], "-5.50", ["-1.00", "-4.50"]),
        ([offer("100", "5")] * 3, "10", ["3.33", "3.34", "3.33"]),
        # the largest tolerance comes first, and takes what the smallest can't bear
        ([offer("100", t) for t in ("1", "3", "10")], "7.50", ["1", "2.50", "4.00"]),
        ([offer("100", "5"), offer("100", "5", "finance_charge_memo")], "5", ["5", "0"]),
    ],
)
def test_the_accepted_amount_is_shared(offers, short, parts):
    assert share_tolerance("payment", D(short), offers) == [D(part) for part in parts]


@pytest.mark.parametrize(
    ("pool", "short"),
    [
        ("1000", 0),
        ("995", 5),
        ("1005", -5),
        ("994.99", 0),
        ("1005.01", 0),
        ("999.99", D("0.01")),
    ],
)
def test_the_difference_lies_within_the_tolerance(pool, short):
    assert payment_tolerance("payment", D(pool), [offer("1000", "5")]) == short


@pytest.mark.parametrize(
    ("applying", "kind"),
    [
        ("payment", "credit_memo"),
        ("refund", "invoice"),
        ("", "invoice"),
        ("invoice", "payment"),
    ],
)
def test_only_the_matching_type_tolerates(applying, kind):
    assert payment_tolerance(applying, D("995"), [offer("1000", "5", kind)]) == 0


def test_other_documents_of_the_set_count_but_tolerate_nothing():
    offers = [offer("1000", "5"), offer("50", "2", "reminder")]
    assert payment_tolerance("payment", D("1045"), offers) == 5
    assert payment_tolerance("payment", D("1043"), offers) == 0


def test_discounts_are_taken_off_first():
    assert payment_tolerance("payment", D("975"), [offer("1000", "5", discount="20")]) == 5


def test_an_amount_to_apply_below_the_tolerated_one_is_a_part_payment():
    assert payment_tolerance("payment", D("995"), [offer("1000", "5", to_apply="994")]) == 0
