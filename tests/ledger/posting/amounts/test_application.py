"""Application: who settles what, in which order, and what is left (ledger spec, section 3)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.posting.for_sources import Application, PartyAccounts, PostingRequest
from ledger.posting.work_out import work_out
from tests.ledger.posting.requests import (
    DAY,
    VENDOR,
    account_line,
    open_entry,
    party,
    party_line,
    request_of,
)

EARLIER, LATER = DAY - timedelta(days=10), DAY + timedelta(days=10)


def invoice(number, amount, due=DAY, discount="0", until=None, **fields):
    return open_entry(
        amount,
        id=number,
        document_no=f"INV{number}",
        due_date=due,
        remaining_discount=Decimal(discount),
        discount_date=until,
        **fields,
    )


def memo(number, amount, **fields):
    return invoice(number, amount, document_type="credit_memo", **fields)


def settle(amount, *applications, document_type="payment", day=DAY, **fields):
    """What the new entry and the applied ones have left, by document."""
    wanted = tuple(
        a if isinstance(a, Application) else Application(entry=a) for a in applications
    )
    line = party_line(amount, document_type, applies=wanted, **fields)
    request = request_of(line, account_line(str(-Decimal(amount))), day=day)
    return remaining(request)


def remaining(request: PostingRequest):
    plan = work_out(request)
    holds(plan)
    named = {}
    for place, position in enumerate(plan.positions):
        name = position.existing.document_no if position.existing else f"new{place}"
        named[name] = position.remaining
    return named


def holds(plan):
    """Every plan balances; application details cancel out; positions equal their details."""
    assert sum(g.amount for g in plan.general) == 0
    for number in range(1, plan.applications + 1):
        details = [d for d in plan.details if d.application == number]
        assert sum(d.amount_lcy for d in details if d.entry_type == "application") == 0
    for position in plan.positions:
        start = position.existing.remaining if position.existing else Decimal(0)
        details = sum(d.amount for d in plan.details if d.position is position)
        assert start + details == position.remaining
        original = position.existing.remaining if position.existing else position.line.amount
        assert abs(position.remaining) <= abs(original)
        assert position.remaining * original >= 0
        if not position.remaining:
            assert (position.remaining_lcy, position.remaining_discount) == (0, 0)


@pytest.mark.parametrize(
    ("paid", "left"),
    [
        ("-60", {"new0": 0, "INV1": 40}),  # partial
        ("-100", {"new0": 0, "INV1": 0}),  # exact
        ("-100.01", {"new0": Decimal("-0.01"), "INV1": 0}),  # the excess stays on the payment
    ],
)
def test_the_smaller_amount_is_applied(paid, left):
    assert settle(paid, invoice(1, "100")) == left


def test_entries_are_settled_by_due_date_then_number():
    late, early, twin = (
        invoice(1, "100", LATER),
        invoice(3, "100", EARLIER),
        invoice(2, "100", EARLIER),
    )
    assert settle("-150", late, early, twin) == {"new0": 0, "INV2": 0, "INV3": 50, "INV1": 100}


def test_the_amount_to_apply_caps_an_entry():
    capped = Application(entry=invoice(1, "100"), amount=Decimal(30))
    assert settle("-100", capped, invoice(2, "50")) == {"new0": -20, "INV1": 70, "INV2": 0}


def test_payment_and_credit_memo_close_an_invoice_and_the_residue_stays_on_the_memo():
    left = settle("-50", memo(1, "-30"), invoice(2, "60"))
    assert left == {"new0": 0, "INV1": -20, "INV2": 0}


def test_credits_of_the_payments_side_are_untouched_when_it_is_enough():
    left = settle("-50", memo(1, "-30"), invoice(2, "40"))
    assert left == {"new0": -10, "INV1": -30, "INV2": 0}


def test_all_credits_are_used_when_invoices_exceed_them():
    left = settle("-50", memo(1, "-30"), invoice(2, "100"))
    assert left == {"new0": 0, "INV1": 0, "INV2": 20}


def test_an_absorbed_credit_memo_is_capped_by_its_amount_to_apply():
    capped = Application(entry=memo(1, "-30"), amount=Decimal(-5))
    assert settle("-50", capped, invoice(2, "100")) == {"new0": 0, "INV1": -25, "INV2": 45}


def test_each_absorbed_credit_memo_is_capped_by_its_own_amount_to_apply():
    capped = [
        Application(entry=memo(number, "-30"), amount=Decimal(part))
        for number, part in ((1, "-5"), (2, "-20"))
    ]
    left = settle("-50", *capped, invoice(3, "100"))
    assert left == {"new0": 0, "INV1": -25, "INV2": -10, "INV3": 25}


def test_a_new_invoice_takes_open_payments():
    payment = invoice(1, "-80", document_type="payment")
    left = settle("100", payment, document_type="invoice")
    assert left == {"new0": 20, "INV1": 0}


def test_two_lines_of_one_posting_never_over_apply():
    entry = invoice(1, "100")
    lines = [party_line("-70", number=n, applies=(Application(entry=entry),)) for n in (0, 1)]
    left = remaining(request_of(*lines, account_line("140")))
    assert left == {"new0": 0, "INV1": 0, "new1": -40}


UNTIL = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("paid", "day", "payment_left", "invoice_left"),
    [
        ("-979.99", UNTIL, "0", "20.01"),
        ("-980", UNTIL, "0", "0"),
        ("-1000", UNTIL, "-20", "0"),
        ("-980", UNTIL + timedelta(days=1), "0", "20"),
        ("-1000", UNTIL + timedelta(days=1), "0", "0"),
        ("-985", UNTIL, "-5", "0"),
    ],
)
def test_a_discount_closes_the_invoice_and_lies_on_the_payment(
    paid, day, payment_left, invoice_left
):
    left = settle(paid, invoice(1, "1000", discount="20", until=UNTIL), day=day)
    assert left == {"new0": Decimal(payment_left), "INV1": Decimal(invoice_left)}


@pytest.mark.parametrize(("day", "left"), [(UNTIL, "0"), (UNTIL + timedelta(days=1), "20")])
def test_a_second_part_payment_takes_the_whole_discount_in_time(day, left):
    after_500 = invoice(1, "500", discount="20", until=UNTIL)
    assert settle("-480", after_500, day=day)["INV1"] == Decimal(left)


def test_a_part_payment_keeps_the_discount():
    plan = work_out(
        request_of(
            party_line(
                "-500",
                applies=(Application(entry=invoice(1, "1000", discount="20", until=UNTIL)),),
            ),
            account_line("500"),
        )
    )
    (entry,) = [p for p in plan.positions if p.existing]
    assert (entry.remaining, entry.remaining_discount) == (500, 20)


def test_a_lump_sum_earns_the_first_discount_and_not_the_second():
    first, second = (invoice(n, "100", discount="2", until=UNTIL) for n in (1, 2))
    assert settle("-150", first, second) == {"new0": 0, "INV1": 0, "INV2": 48}


def test_a_credit_memo_beside_the_payment_counts_for_the_discount():
    left = settle("-880", memo(1, "-100"), invoice(2, "1000", discount="20", until=UNTIL))
    assert left == {"new0": 0, "INV1": 0, "INV2": 0}


def test_an_applying_invoice_gets_no_discount():
    payment = invoice(1, "-980", document_type="payment")
    left = settle(
        "1000", payment, document_type="invoice", discount_date=UNTIL,
        discount_possible=Decimal(20),
    )  # fmt: skip
    assert left == {"new0": 20, "INV1": 0}


@pytest.mark.parametrize(
    ("memo_discount", "invoice_keeps"), [(Decimal(-4), 16), (Decimal(0), 20)]
)
def test_a_credit_memo_shrinks_the_invoices_discount_if_it_has_one(
    memo_discount, invoice_keeps
):
    entry = invoice(1, "1000", discount="20", until=UNTIL)
    line = party_line(
        "-200",
        "credit_memo",
        discount_possible=memo_discount,
        applies=(Application(entry=entry),),
    )
    plan = work_out(request_of(line, account_line("200")))
    holds(plan)
    (applied,) = [p for p in plan.positions if p.existing]
    assert (applied.remaining, applied.remaining_discount) == (800, invoice_keeps)


def test_rows_of_a_granted_discount():
    entry = invoice(1, "1000", discount="20", until=UNTIL)
    line = party_line("-980", applies=(Application(entry=entry),))
    plan = work_out(request_of(line, account_line("980")))
    rows = [(d.position.document_type, d.entry_type, d.amount) for d in plan.details]
    assert rows == [
        ("payment", "initial", -980),
        ("payment", "discount", -20),
        ("invoice", "application", -1000),
        ("payment", "application", 1000),
    ]
    accounts = [(g.account_id, g.amount) for g in plan.general]
    assert accounts == [(10, -980), (70, 980), (20, 20), (10, -20)]


def test_a_vendors_discount_is_income():
    entry = invoice(1, "-1000", discount="-20", until=UNTIL, kind=VENDOR)
    line = party_line("980", party=party(VENDOR), applies=(Application(entry=entry),))
    plan = work_out(request_of(line, account_line("-980")))
    holds(plan)
    assert [(g.account_id, g.amount) for g in plan.general][2:] == [(21, -20), (10, 20)]


def test_two_posting_groups_are_balanced_between_their_control_accounts():
    entry = invoice(1, "100", control_account_id=11)
    line = party_line("-100", applies=(Application(entry=entry),))
    plan = work_out(request_of(line, account_line("100")))
    holds(plan)
    assert [(g.account_id, g.amount) for g in plan.general] == [
        (10, -100),
        (70, 100),
        (11, -100),
        (10, 100),
    ]


def test_the_state_before_is_kept_for_unapplying():
    entry = invoice(1, "1000", discount="20", until=UNTIL, max_tolerance=Decimal(5))
    line = party_line("-998", applies=(Application(entry=entry),), discount_possible=Decimal(0))
    plan = work_out(request_of(line, account_line("998"), day=UNTIL + timedelta(days=1)))
    (applied,) = [p for p in plan.positions if p.existing]
    (detail,) = [d for d in plan.details if d.position is applied]
    assert (detail.discount_before, detail.max_tolerance_before) == (20, 5)
    assert (applied.remaining, applied.max_tolerance) == (2, 2)


def test_a_closed_entry_says_what_closed_it():
    line = party_line("-100", applies=(Application(entry=invoice(1, "100")),))
    plan = work_out(request_of(line, account_line("100")))
    new, old = plan.positions
    assert (old.closed_by, new.closed_by, old.closed_at) == (new, old, DAY)
    assert (old.closed_by_amount, new.closed_by_amount) == (-100, 100)


def test_without_a_discount_account_nothing_is_needed_for_a_plain_payment():
    bare = party(accounts=PartyAccounts(control=10))
    assert settle("-100", invoice(1, "100"), party=bare) == {"new0": 0, "INV1": 0}


amounts = st.decimals("0.01", "999.99", places=2)
entries = st.lists(
    st.tuples(amounts, st.booleans(), st.integers(0, 20), st.booleans(), st.integers(0, 3)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150)
@given(paid=amounts, found=entries)
def test_any_mix_of_entries_keeps_the_books_whole(paid, found):
    """`holds` proves balance, sums and signs; nothing more than the pool is ever settled."""
    targets = []
    for number, (amount, is_memo, due, has_discount, cap) in enumerate(found, start=1):
        signed = -amount if is_memo else amount
        entry = (memo if is_memo else invoice)(
            number,
            str(signed),
            due=DAY + timedelta(days=due),
            discount=str((signed / 50).quantize(Decimal("0.01"))) if has_discount else "0",
            until=UNTIL if has_discount else None,
        )
        part = (signed / cap).quantize(Decimal("0.01")) if cap else None
        targets.append(Application(entry=entry, amount=part or None))
    left = settle(str(-paid), *targets)
    invoices_left = sum(amount for amount in left.values() if amount > 0)
    payment_left = left["new0"]
    uncapped = all(target.amount is None for target in targets)
    if uncapped:
        assert not (payment_left and invoices_left)
