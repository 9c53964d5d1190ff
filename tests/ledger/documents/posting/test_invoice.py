"""The transaction of an invoice or credit memo, through the road."""

from datetime import timedelta
from decimal import Decimal

import pytest

from customers.models import PaymentTerms
from ledger.books import check_books
from ledger.models import (
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    PostedShipment,
    VatPostingSetup,
)
from ledger.posting import PostingRefused
from tests.builders import TODAY
from tests.ledger.posting.paying import pay

D = Decimal


def general(register):
    """(account, amount) of a register, summed by account."""
    found: dict[str, Decimal] = {}
    for e in GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id"):
        found[e.account.no] = found.get(e.account.no, 0) + e.amount
    return found


@pytest.fixture(autouse=True)
def _books_hold(db, guards_now):
    yield
    guards_now()
    assert check_books() == []


def test_ten_at_a_hundred_as_the_spec_tells_it(house):
    """Ship 4 invoice 3; invoice only; ship and invoice the rest."""
    order = house.draft(house.customer(), ("10", "100"), kind="order")
    steps = [
        # to ship, to invoice, ship -> shipped, invoiced, next to ship / to invoice, gross
        (4, 3, True, (4, 3, 6, 7), 360),
        (6, 7, False, (4, 4, 6, 6), 120),
        (6, 6, True, (10, 10, 0, 0), 720),
    ]
    for to_ship, to_invoice, ship, after, gross in steps:
        order.lines.update(to_ship=to_ship, to_invoice=to_invoice)
        register = house.post_draft(order, ship=ship)
        line = order.lines.get()
        assert (line.shipped, line.invoiced, line.to_ship, line.to_invoice) == after
        invoice = PostedInvoice.objects.get(register=register)
        assert (invoice.total_gross, invoice.entry.remaining) == (gross, gross)
        assert general(register) == {
            "4110": gross,
            "7070": -D(gross) / D("1.2"),
            "4457": -D(gross) / 6,
        }
        assert invoice.order_no == order.no
    order.refresh_from_db()
    assert order.status == "posted"
    shipped = [s.lines.get().quantity for s in PostedShipment.objects.order_by("id")]
    assert shipped == [4, 6]
    assert [s.lines.get().invoiced for s in PostedShipment.objects.all()] == [6, 4]
    with pytest.raises(PostingRefused, match="changed or posted meanwhile"):
        house.post_draft(order)


def test_invoice_only_without_anything_shipped_is_nothing_to_post(house):
    order = house.draft(house.customer(), ("10", "100"), kind="order")
    with pytest.raises(PostingRefused, match="Nothing to post"):
        house.post_draft(order, ship=False)


def test_a_shipment_writes_no_ledger_rows(house):
    order = house.draft(house.customer(), ("10", "100"), kind="order")
    register = house.post_draft(order, invoice=False)
    assert general(register) == {}
    assert not CustomerLedgerEntry.objects.exists()
    assert PostedShipment.objects.get().no == "SHP00001"


def test_a_credit_memo_mirrors_and_closes_the_invoice_it_names(house):
    entry = house.invoice_of("120.00")
    memo = house.draft(entry.customer, ("1", "100"), kind="credit_memo", applies_to=entry)
    register = house.post_draft(memo)
    assert general(register) == {"4110": -120, "7090": 100, "4457": 20}
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
    assert PostedCreditMemo.objects.get().entry.amount == -120


def test_a_foreign_invoice_balances_in_local_currency(house):
    """3 × 33.33 USD + 20 % at 0.87: each account line rounded, the customer takes the sum."""
    draft = house.draft(house.customer(), ("3", "33.33"), currency=house.usd, factor=D("0.87"))
    register = house.post_draft(draft)
    entry = CustomerLedgerEntry.objects.get()
    assert (entry.amount, entry.amount_lcy) == (D("119.99"), D("104.39"))
    assert general(register) == {"4110": D("104.39"), "7070": D("-86.99"), "4457": D("-17.40")}
    assert (entry.original_factor, entry.adjusted_factor) == (D("0.87"), D("0.87"))


@pytest.mark.parametrize(
    ("excl_vat", "grace", "posted_after", "possible"),
    [
        (False, "", 0, 24),
        (True, "", 0, 20),
        (False, "", 8, 24),  # the last day
        (False, "", 9, 0),
        (False, "5D", 13, 24),
        (False, "5D", 14, 0),
    ],
)
def test_the_discount_that_an_invoice_offers(house, excl_vat, grace, posted_after, possible):
    house.company.discount_excl_vat = excl_vat
    house.company.payment_discount_grace = grace
    house.company.save()
    draft = house.draft(
        house.customer(),
        ("1", "1000"),
        discount_percent=D(2),
        discount_date=TODAY + timedelta(days=8),
        payment_terms=house.terms,
    )
    draft.posting_date = TODAY + timedelta(days=posted_after)
    draft.save()
    house.post_draft(draft)
    entry = CustomerLedgerEntry.objects.get()
    assert (entry.original_discount, entry.remaining_discount) == (possible, possible)
    assert entry.discount_date == TODAY + timedelta(days=8)


@pytest.mark.parametrize(("on_credit_memos", "possible"), [(False, 0), (True, -24)])
def test_a_credit_memo_offers_a_discount_only_if_its_terms_say_so(
    house, on_credit_memos, possible
):
    PaymentTerms.objects.update(discount_on_credit_memos=on_credit_memos)
    memo = house.draft(
        house.customer(), ("1", "1000"), kind="credit_memo", discount_percent=D(2),
        discount_date=TODAY, payment_terms=house.terms,
    )  # fmt: skip
    house.post_draft(memo)
    assert CustomerLedgerEntry.objects.get().remaining_discount == possible


def with_tolerance(house, percent, most):
    house.company.payment_tolerance_percent = percent
    house.company.payment_tolerance_max = most
    house.company.save()


def test_an_invoice_may_be_short_by_what_the_company_says(house):
    with_tolerance(house, 1, 5)
    house.invoice_of("300")
    house.post_draft(house.draft(house.customer(), ("1", "1000"), kind="credit_memo"))
    left = CustomerLedgerEntry.objects.order_by("id").values_list("max_tolerance", flat=True)
    assert list(left) == [3, -5]


def test_a_foreign_invoice_follows_its_currency_and_a_local_one_the_company(house):
    with_tolerance(house, 0, 5)
    type(house.usd).objects.filter(pk="EUR").update(payment_tolerance_max=99)
    type(house.usd).objects.filter(pk="USD").update(payment_tolerance_percent=2)
    house.invoice_of("300")
    house.invoice_of("300", currency=house.usd, factor=D("0.9"))
    left = CustomerLedgerEntry.objects.order_by("id").values_list("max_tolerance", flat=True)
    assert list(left) == [5, 6]


def test_no_tolerance_where_the_bill_to_customer_has_none(house):
    with_tolerance(house, 0, 5)
    payer = house.customer(block_payment_tolerance=True)
    house.invoice_of("300", house.customer(bill_to_customer=payer))
    assert CustomerLedgerEntry.objects.get().max_tolerance == 0


def test_the_posted_line_shows_the_rate_that_was_charged(house):
    """The draft once lent its own, stale rate to the posted copy."""
    draft = house.draft(house.customer(), ("1", "100"))
    VatPostingSetup.objects.update(rate=10)
    house.post_draft(draft)
    line = PostedInvoice.objects.get().lines.get()
    assert (line.vat_rate, line.vat) == (10, 10)


def oldest(house, **fields):
    return house.customer(application_method="oldest", **fields)


def test_apply_to_oldest_settles_by_due_date_and_skips_holds_and_disputes(house):
    customer = oldest(house)
    due = [TODAY + timedelta(days=d) for d in (9, 1, 5, 2)]
    entries = [house.invoice_of("100", customer, due_date=day) for day in due]
    CustomerLedgerEntry.objects.filter(pk=entries[1].pk).update(on_hold="X")
    CustomerLedgerEntry.objects.filter(pk=entries[3].pk).update(dispute="disputed")
    house.post_draft(house.draft(customer, ("1", "125"), kind="credit_memo"))
    left = CustomerLedgerEntry.objects.order_by("id").values_list("remaining", flat=True)
    assert list(left) == [50, 100, 0, 100, 0]


def test_a_foreign_invoice_of_an_oldest_first_customer_takes_the_foreign_credit(house):
    """It was refused as soon as the customer had a foreign payment open."""
    customer = oldest(house)
    foreign = {"currency": house.usd, "factor": D("0.9")}
    house.invoice_of("50", customer)
    house.post_draft(house.draft(customer, kind="credit_memo", **foreign))
    house.post_draft(house.draft(customer, **foreign))
    assert CustomerLedgerEntry.objects.get(open=True).currency_id == "EUR"


def test_apply_to_oldest_looks_back_only(house):
    customer = oldest(house)
    house.invoice_of("100", customer, day=TODAY + timedelta(days=1))
    house.post_draft(house.draft(customer, ("1", "10"), kind="credit_memo"))
    assert CustomerLedgerEntry.objects.filter(open=True).count() == 2


def test_an_invoice_takes_a_payment_on_account(house):
    customer = oldest(house)
    from tests.ledger.posting.paying import Line, paying, post

    post(paying("P1", Line(customer.pk, "-50"), bank_id=house.bank.pk))
    entry = house.invoice_of("120", customer)
    assert (entry.remaining, entry.open) == (70, True)


def test_an_unmarked_credit_memo_of_a_manual_customer_stays_open(house):
    entry = house.invoice_of("100")
    house.post_draft(house.draft(entry.customer, ("1", "10"), kind="credit_memo"))
    assert CustomerLedgerEntry.objects.filter(open=True).count() == 2


def test_payment_in_time_takes_the_discount(house):
    entry = house.invoice_of(
        "1000", discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    register = pay(house, entry, "980", "P1")
    assert general(register) == {"4110": -1000, "5120": 980, "6650": 20}
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
