"""To which accounts discount and tolerance go, row by row (ledger spec, sections 4 and 5)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from arcore.company.models import Company
from ledger.books import check_books
from ledger.models import GeneralLedgerEntry, VatPostingSetup, VendorLedgerEntry
from ledger.posting import post
from tests.builders import TODAY
from tests.ledger.applying.actions import payment, state, unapply
from tests.ledger.posting.paying import Line, paying

D = Decimal
LATE = TODAY + timedelta(days=3)


@pytest.fixture
def styled(house):
    """Tolerance of 5.95, and five days of grace, without warnings."""
    Company.objects.update(payment_tolerance_max=D("5.95"), payment_discount_grace="5D")
    return house


def styles(payment_style, late_style):
    Company.objects.update(
        payment_tolerance_posting=payment_style, discount_tolerance_posting=late_style
    )


def invoice_of(house, gross="1190", **fields):
    return house.invoice_of(
        gross, house.customer(), discount_percent=D(2), discount_date=TODAY,
        payment_terms=house.terms, **fields,
    )  # fmt: skip


def rows(entry):
    """(account, amount, VAT base) of the transaction that posted an entry."""
    found = GeneralLedgerEntry.objects.filter(transaction=entry.transaction_id).order_by("id")
    return list(found.values_list("account__no", "amount", "vat_base"))


@pytest.mark.parametrize(
    ("payment_style", "late_style", "late_account", "short_account"),
    [
        ("tolerance", "tolerance", "6580", "6580"),
        ("tolerance", "discount", "6650", "6580"),
        ("discount", "tolerance", "6580", "6650"),
        ("discount", "discount", "6650", "6650"),
    ],
)
def test_late_discount_and_missing_amount_each_follow_their_own_style(
    styled, guards_now, payment_style, late_style, late_account, short_account
):
    """1190.00 less 23.80, three days late and 5.95 short: row 9 of the table."""
    styles(payment_style, late_style)
    invoice = invoice_of(styled)
    paid = payment(styled, invoice.customer, "-1160.25", day=LATE, applies=[invoice])
    guards_now()
    assert rows(paid) == [
        ("4110", D("-1160.25"), None),
        ("5120", D("1160.25"), None),
        (late_account, D("23.80"), None),
        ("4110", D("-23.80"), None),
        (short_account, D("5.95"), None),
        ("4110", D("-5.95"), None),
    ]
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert check_books() == []


@pytest.mark.parametrize(("style", "account"), [("tolerance", "7580"), ("discount", "7650")])
def test_too_much_is_income_by_the_same_style(styled, style, account):
    styles(style, "tolerance")
    invoice = invoice_of(styled)
    paid = payment(styled, invoice.customer, "-1172.15", applies=[invoice])
    assert rows(paid)[2:] == [
        ("6650", D("23.80"), None),
        ("4110", D("-23.80"), None),
        (account, D("-5.95"), None),
        ("4110", D("5.95"), None),
    ]


@pytest.fixture
def adjusting(styled):
    Company.objects.update(adjust_for_payment_discount=True)
    VatPostingSetup.objects.update(adjust_for_payment_discount=True, rate=19)
    return styled


def test_vat_goes_back_for_the_late_discount_and_the_missing_amount(adjusting, guards_now):
    styles("discount", "tolerance")
    invoice = invoice_of(adjusting)
    paid = payment(adjusting, invoice.customer, "-1160.25", day=LATE, applies=[invoice])
    guards_now()
    assert rows(paid)[2:] == [
        ("4457", D("3.80"), D("20.00")),
        ("4110", D("-3.80"), None),
        ("6580", D("20.00"), None),
        ("4110", D("-20.00"), None),
        ("4457", D("0.95"), D("5.00")),
        ("4110", D("-0.95"), None),
        ("6650", D("5.00"), None),
        ("4110", D("-5.00"), None),
    ]
    unapply(paid, day=LATE)
    undone = GeneralLedgerEntry.objects.filter(application_no__isnull=False)
    assert {g.account.no for g in undone} == {"4457", "4110", "6580", "6650"}
    assert sum(g.vat_base or 0 for g in undone) == 0
    assert check_books() == []


def test_too_much_raises_the_vat(adjusting):
    styles("tolerance", "tolerance")
    invoice = invoice_of(adjusting)
    paid = payment(adjusting, invoice.customer, "-1172.15", applies=[invoice])
    assert rows(paid)[6:] == [
        ("4457", D("-0.95"), D("-5.00")),
        ("4110", D("0.95"), None),
        ("7580", D("-5.00"), None),
        ("4110", D("5.00"), None),
    ]
    assert check_books() == []


def test_vat_of_a_foreign_document_goes_back_in_both_currencies(adjusting):
    """1190.00 USD at 0.90 with 190.00 VAT, paid at 0.80: of 23.80 USD 3.80 are VAT, 3.04 EUR."""
    invoice = invoice_of(adjusting, currency=adjusting.usd, factor=D("0.9"))
    paid = payment(
        adjusting, invoice.customer, "-1166.20", currency="USD", factor="0.80",
        applies=[invoice],
    )  # fmt: skip
    granted = paid.details.filter(entry_type__startswith="discount").order_by("id")
    assert list(granted.values_list("entry_type", "amount", "amount_lcy")) == [
        ("discount_vat", D("-3.80"), D("-3.04")),
        ("discount_vat_excl", D("-20.00"), D("-16.00")),
    ]
    assert rows(paid)[2:6] == [
        ("4457", D("3.04"), D("16.00")),
        ("4110", D("-3.04"), None),
        ("6650", D("16.00"), None),
        ("4110", D("-16.00"), None),
    ]
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert check_books() == []


def test_several_documents_share_the_missing_amount(styled, guards_now):
    """Short by 8.00: 5.95 and 2.05, though each alone would have been 5.95 at most."""
    customer = styled.customer()
    invoices = [styled.invoice_of(gross, customer) for gross in ("1000", "10")]
    paid = payment(styled, customer, "-1002", applies=invoices)
    guards_now()
    assert state(*invoices, paid) == [(False, 0, 0, 0, 0)] * 3
    accepted = type(paid).objects.order_by("id").values_list("accepted_tolerance", flat=True)
    assert list(accepted) == [D("5.95"), D("2.05"), 0]
    shares = paid.details.filter(entry_type="tolerance").order_by("id")
    assert list(shares.values_list("applied_entry", "amount")) == [
        (invoices[0].pk, D("-5.95")),
        (invoices[1].pk, D("-2.05")),
    ]
    unapply(paid)
    assert [row[1:] for row in state(*invoices)] == [
        (1000, 1000, 0, D("5.95")),
        (10, 10, 0, D("5.95")),
    ]
    assert check_books() == []


def test_a_credit_memo_beside_the_payment_and_a_missing_amount(styled):
    """900.00 and a credit memo of 95.00 for 1000.00: short by 5.00, all three close."""
    customer = styled.customer()
    invoice = styled.invoice_of("1000", customer)
    draft = styled.draft(customer, ("1", "95"), kind="credit_memo", prices_including_vat=True)
    register = styled.post_draft(draft)
    memo = type(invoice).objects.get(transaction__register=register)
    paid = payment(styled, customer, "-900", applies=[memo, invoice])
    assert state(invoice, memo, paid) == [(False, 0, 0, 0, 0)] * 3
    assert rows(paid)[2:] == [("6580", D("5"), None), ("4110", D("-5"), None)]
    unapply(memo)
    assert [row[1] for row in state(invoice, memo, paid)] == [1000, -95, -900]
    assert check_books() == []


def test_paying_a_vendor_less_is_income(styled):
    styles("tolerance", "tolerance")
    vendor = styled.vendor()
    owed = Line(vendor.pk, "-1000", "invoice", "vendor", max_tolerance="-5")
    post(paying("V1", owed, account_id=styled.accounts["fees"].pk))
    entry = VendorLedgerEntry.objects.get()
    line = Line(vendor.pk, "995", "payment", "vendor", ((entry.pk, None),))
    post(paying("P1", line, bank_id=styled.bank.pk))
    paid = VendorLedgerEntry.objects.latest("id")
    assert rows(paid)[2:] == [("7580", D("-5"), None), ("4010", D("5"), None)]
    assert check_books() == []
