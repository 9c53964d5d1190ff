"""A document paid on posting: two entries, closed, one transaction (spec, section 5)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.models import BankLedgerEntry, CustomerLedgerEntry
from ledger.posting import PostingRefused
from tests.builders import TODAY
from tests.ledger.documents.posting.test_invoice import general

D = Decimal


@pytest.fixture(autouse=True)
def _books_hold(db, guards_now):
    yield
    guards_now()
    assert check_books() == []


def cash_draft(house, kind="invoice", **fields):
    fields.setdefault("balancing_account", house.accounts["cash"])
    return house.draft(house.customer(), ("1", "1000"), kind=kind, **fields)


def discounted(house, until):
    return {"discount_percent": D(2), "discount_date": until, "payment_terms": house.terms}


def test_cash_closes_the_invoice(house):
    register = house.post_draft(cash_draft(house))
    assert general(register) == {"4110": 0, "7070": -1000, "4457": -200, "5300": 1200}
    document, payment = CustomerLedgerEntry.objects.order_by("id")
    assert (document.document_type, payment.document_type) == ("invoice", "payment")
    assert document.document_no == payment.document_no == "INV00001"
    assert document.transaction_id == payment.transaction_id
    assert (document.open, payment.open) == (False, False)
    assert not CustomerLedgerEntry.objects.open().exists()


@pytest.mark.parametrize(
    ("days", "paid", "discount"), [(0, 1176, 24), (1, 1176, 24), (-1, 1200, 0)]
)
def test_the_discount_counts_until_its_date(house, days, paid, discount):
    draft = cash_draft(house, **discounted(house, TODAY + timedelta(days=days)))
    found = general(house.post_draft(draft))
    assert (found["5300"], found.get("6650", 0)) == (paid, discount)
    assert found["4110"] == 0


def test_days_of_grace_do_not_count(house):
    house.company.payment_discount_grace = "5D"
    house.company.save()
    draft = cash_draft(house, **discounted(house, TODAY - timedelta(days=1)))
    assert general(house.post_draft(draft))["5300"] == 1200
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()


def test_a_credit_memo_is_refunded(house):
    register = house.post_draft(cash_draft(house, "credit_memo"))
    assert general(register)["5300"] == -1200
    types = CustomerLedgerEntry.objects.order_by("id").values_list("document_type", "open")
    assert list(types) == [("credit_memo", False), ("refund", False)]


def test_each_partial_invoice_gets_its_own_payment(house):
    order = cash_draft(house, "order")
    order.lines.update(quantity=2, to_ship=1, to_invoice=1)
    house.post_draft(order)
    house.post_draft(order)
    payments = CustomerLedgerEntry.objects.filter(document_type="payment")
    assert sorted(payments.values_list("document_no", flat=True)) == ["INV00001", "INV00002"]


def test_a_bank_account_gets_a_bank_entry(house):
    draft = cash_draft(house, balancing_account=None, balancing_bank_account=house.bank)
    house.post_draft(draft)
    entry = BankLedgerEntry.objects.get()
    assert (entry.amount, entry.amount_lcy, entry.open) == (1200, 1200, True)
    assert (entry.balancing_type, entry.document_no) == ("customer", "INV00001")


@pytest.mark.parametrize(("bank", "amount"), [("bank_usd", "1200"), ("bank", "1044")])
def test_a_foreign_document_is_paid_in_its_own_or_the_local_currency(house, bank, amount):
    draft = cash_draft(
        house, currency=house.usd, factor=D("0.87"),
        balancing_account=None, balancing_bank_account=getattr(house, bank),
    )  # fmt: skip
    house.post_draft(draft)
    entry = BankLedgerEntry.objects.get()
    assert (entry.amount, entry.amount_lcy) == (D(amount), D("1044"))


def test_a_foreign_document_with_discount_closes_to_the_cent(house):
    draft = cash_draft(
        house, currency=house.usd, factor=D("0.876543"), **discounted(house, TODAY)
    )
    draft.lines.update(unit_price=D("33.33"))
    found = general(house.post_draft(draft))
    assert found["4110"] == 0
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()


def test_cash_for_a_local_document_never_lands_as_foreign_money(house):
    """1,200.00 EUR once became 1,200.00 USD in a dollar account."""
    draft = cash_draft(house, balancing_account=None, balancing_bank_account=house.bank_usd)
    with pytest.raises(PostingRefused, match="Bank account USD is kept in USD"):
        house.post_draft(draft)


def test_a_document_paid_on_posting_is_not_applied_as_well(house):
    entry = house.invoice_of("100")
    memo = cash_draft(house, "credit_memo", applies_to=entry)
    with pytest.raises(PostingRefused, match="paid on posting and can't be applied"):
        house.post_draft(memo)


def test_a_customer_who_applies_to_oldest_pays_this_document_and_no_other(house):
    customer = house.customer(application_method="oldest")
    older = house.invoice_of("500", customer)
    draft = house.draft(customer, ("1", "1000"), balancing_account=house.accounts["cash"])
    house.post_draft(draft)
    older.refresh_from_db()
    assert older.remaining == 500
    assert CustomerLedgerEntry.objects.filter(open=True).get() == older
