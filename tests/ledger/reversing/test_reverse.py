"""Reversing what a journal posted (ledger spec, section 3)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, GeneralLedgerEntry, Register
from ledger.posting import PostingRefused, post
from ledger.reversing.reverse import reverse_register
from tests.builders import TODAY
from tests.ledger.applying.actions import (
    apply,
    balances,
    payment,
    reverse,
    reverse_command,
    state,
    unapply,
)
from tests.ledger.posting.paying import Line, paying

D = Decimal
EARLIER = TODAY - timedelta(days=20)


def refused(command):
    with pytest.raises(PostingRefused) as caught:
        post(command)
    return str(caught.value)


@pytest.fixture
def adatum(house):
    return house.customer()


def test_mirror_on_the_original_date_closed_against_each_other(house, adatum, guards_now):
    paid = payment(house, adatum, "-100", day=EARLIER)
    register = reverse(paid)
    guards_now()
    mirror = CustomerLedgerEntry.objects.get(transaction__register=register)
    paid.refresh_from_db()
    assert (mirror.posting_date, mirror.document_no, mirror.amount) == (EARLIER, "P1", 100)
    assert (paid.reversed, mirror.reversed, paid.reversed_by) == (True, True, mirror)
    assert (paid.open, mirror.open, paid.closed_by, mirror.closed_by) == (
        False,
        False,
        mirror,
        paid,
    )
    assert balances() == {}
    assert all(g.reversed_by for g in paid.transaction.general_entries.all())
    bank, back = BankLedgerEntry.objects.order_by("id")
    assert (bank.open, back.open, bank.reversed_by, back.amount) == (False, False, back, -100)
    assert check_books() == []


def test_an_applied_entry_is_unapplied_first(house, adatum):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-100")
    apply(paid, invoice)
    assert "is applied. Unapply it first" in refused(reverse_command(paid))
    unapply(paid)
    reverse(paid)
    assert state(paid, invoice) == [(False, 0, 0, 0, 0), (True, 100, 100, 0, 0)]
    assert check_books() == []


def test_a_revalued_entry_stays_and_says_the_way_out(house, adatum):
    paid = payment(house, adatum, "-100", currency="USD", factor="0.80")
    post(adjust_exchange_rates(TODAY, ["USD"], "A", key="A", user_id=None, today=TODAY))
    told = refused(reverse_command(paid))
    assert "was revalued by an adjustment of exchange rates" in told
    assert "Post the opposite amount in a journal" in told
    back = payment(
        house, adatum, "100", "P2", document_type="refund", currency="USD", factor="0.80"
    )
    apply(back, paid)
    assert state(paid, back) == [(False, 0, 0, 0, 0)] * 2
    assert balances() == {}


def test_posted_and_applied_in_one_transaction_takes_the_unapplication_along(
    house, adatum, guards_now
):
    invoice = house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    before = balances()
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(paid)
    register = paid.transaction.register_id
    told = refused(reverse_register(register, reason="x", user_id=None, today=TODAY))
    assert "Reverse its transaction instead" in told
    reverse(paid)
    guards_now()
    assert balances() == before
    assert state(invoice)[0][:2] == (True, 1000)
    assert check_books() == []


def test_a_register_goes_back_whole(house, adatum):
    payment(house, adatum, "-100")
    lines = (Line(adatum.pk, "-60"), Line(adatum.pk, "-40"))
    register = post(paying("P2", *lines, bank_id=house.bank.pk))
    post(reverse_register(register.pk, reason="twice", user_id=None, today=TODAY))
    assert CustomerLedgerEntry.objects.filter(open=True).count() == 1
    assert balances() == {"4110": -100, "5120": 100}
    assert Register.objects.get(source="reversal").reason == "twice"
    assert check_books() == []


def test_what_documents_posted_needs_a_document(house, adatum):
    invoice = house.invoice_of("100", adatum)
    assert "was not posted by a journal" in refused(reverse_command(invoice))


def test_nothing_is_reversed_twice(house, adatum):
    paid = payment(house, adatum, "-100")
    register = reverse(paid)
    assert reverse(paid) == register
    whole = reverse_register(
        paid.transaction.register_id, reason="again", user_id=None, today=TODAY
    )
    assert "is reversed already" in refused(whole)
    mirror = CustomerLedgerEntry.objects.get(transaction__register=register)
    assert "was not posted by a journal" in refused(reverse_command(mirror))


def test_a_reversed_entry_stays_reversed(house, adatum):
    paid = payment(house, adatum, "-100")
    reverse(paid)
    with pytest.raises(PostingRefused, match="is reversed, so its application stays"):
        unapply(paid)


def test_money_on_a_reconciled_statement_did_move(house, adatum):
    paid = payment(house, adatum, "-100")
    BankLedgerEntry.objects.update(
        remaining=0, open=False, statement_no="7", statement_line_no=1, closed_at=TODAY
    )
    assert "reconciled bank statement" in refused(reverse_command(paid))


@pytest.mark.parametrize(
    ("blocked", "document_type", "amount", "goes"),
    [
        ("ship", "payment", "-100", True),
        ("invoice", "payment", "-100", True),
        ("invoice", "invoice", "100", False),
        ("invoice", "", "100", False),
        ("all", "payment", "-100", False),
    ],
)
def test_the_block_counts_by_the_entrys_own_type(
    house, adatum, blocked, document_type, amount, goes
):
    entry = payment(house, adatum, amount, document_type=document_type)
    type(adatum).objects.update(blocked=blocked)
    if goes:
        reverse(entry)
        assert state(entry)[0][0] is False
    else:
        assert "Can't reverse" in refused(reverse_command(entry))


def test_a_closed_period_and_a_blocked_account_are_told_together(house, adatum):
    paid = payment(house, adatum, "-100", day=EARLIER)
    type(house.company).objects.update(allow_posting_from=TODAY)
    house.accounts["bank"].blocked = True
    house.accounts["bank"].save()
    told = refused(reverse_command(paid, reason=""))
    assert "outside the company's posting period" in told
    assert "G/L account 5120 Bank is blocked" in told
    assert "Say why" in told


def test_plain_general_postings_are_reversed_too(house, adatum):
    paid = payment(house, adatum, "-100")
    reverse(paid)
    rows = GeneralLedgerEntry.objects.order_by("id")
    assert [row.reversed_by_id for row in rows[:2]] == [row.pk for row in rows[2:]]
