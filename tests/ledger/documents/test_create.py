"""A new document copies its customers, draws a number and obeys the block matrix."""

from datetime import date
from decimal import Decimal

import pytest

from arcore.company.models import NumberSeries, SeriesUse
from customers.models import PaymentMethod
from ledger.documents.create import create_document
from ledger.documents.lines import LineInput
from ledger.documents.refused import DocumentRefused
from ledger.models import SalesDocument
from tests.builders import TODAY

Type = SalesDocument.Type
D = Decimal


def make(customer, kind=Type.ORDER, **options):
    return create_document(kind, customer, today=TODAY, user=None, **options)


def test_names_terms_groups_and_language_are_copied(house):
    adatum = house.customer(
        "Adatum", address="1 rue X", post_code="75001", city="Paris", country="FR",
        language="fr", payment_terms=house.terms, salesperson="JO", vat_registration_no="FR123",
    )  # fmt: skip
    document = make(adatum)
    assert document.sell_to_name == document.bill_to_name == "Adatum"
    assert document.bill_to_address == "1 rue X\n75001 Paris\nFR"
    assert (document.language, document.salesperson) == ("fr", "JO")
    assert document.bill_to_vat_no == "FR123"
    assert (document.due_date, document.discount_date) == (date(2026, 2, 23), date(2026, 1, 31))
    assert document.posting_group == house.customer_group
    assert (document.no, document.status, document.version) == ("O00001", "open", 1)


def test_the_bill_to_customer_of_the_card_owes(house):
    mother = house.customer("Mother", payment_terms=house.plain_terms)
    daughter = house.customer("Daughter", bill_to_customer=mother, payment_terms=house.terms)
    document = make(daughter)
    assert (document.sell_to, document.bill_to) == (daughter, mother)
    assert document.payment_terms == house.plain_terms


def test_a_foreign_currency_takes_the_factor_of_the_day(house):
    document = make(
        house.customer(currency=house.usd), lines=[LineInput(item=house.item, quantity=D(1))]
    )
    assert document.factor == D("0.9")
    assert document.lines.get().unit_price == D("1111.11")


def test_a_currency_without_a_rate_is_refused(house):
    house.usd.rates.all().delete()
    with pytest.raises(DocumentRefused, match="no exchange rate"):
        make(house.customer(currency=house.usd))


def test_the_method_brings_its_balancing_account(house):
    document = make(house.customer(payment_method=house.cash_method))
    assert document.balancing_account == house.accounts["cash"]


def test_direct_debit_brings_its_terms_and_no_account(house):
    method = PaymentMethod.objects.create(
        code="DD", description="Direct debit", direct_debit=True,
        direct_debit_terms=house.plain_terms,
    )  # fmt: skip
    document = make(house.customer(payment_method=method))
    assert document.balancing_account is None
    assert document.payment_terms == house.plain_terms
    assert document.due_date == date(2026, 2, 22)


def test_direct_debit_keeps_the_terms_of_the_customer(house):
    method = PaymentMethod.objects.create(
        code="DD", description="Direct debit", direct_debit=True,
        direct_debit_terms=house.plain_terms,
    )  # fmt: skip
    document = make(house.customer(payment_method=method, payment_terms=house.terms))
    assert document.payment_terms == house.terms


def test_a_credit_memo_takes_no_method_unless_its_terms_say_so(house):
    customer = house.customer(payment_method=house.cash_method, payment_terms=house.terms)
    assert make(customer, Type.CREDIT_MEMO).payment_method is None
    house.terms.discount_on_credit_memos = True
    house.terms.save()
    document = make(customer, Type.CREDIT_MEMO)
    assert document.payment_method == house.cash_method
    assert document.due_date == date(2026, 2, 23)


def test_lines_are_filled_in_from_their_item(house):
    document = make(house.customer(), lines=[LineInput(item=house.item, quantity=D(10))])
    line = document.lines.get()
    assert (line.line_no, line.description, line.unit) == (10_000, "Bicycle", "pcs")
    assert (line.unit_price, line.to_ship, line.to_invoice) == (D(1000), D(10), D(10))
    assert (document.total_net, document.total_vat, document.total_gross) == (
        D(10_000), D(2_000), D(12_000),
    )  # fmt: skip


# The matrix, rows 1 to 4: what may be created for a customer blocked in each way.
@pytest.mark.parametrize("side", ["sell_to", "bill_to"])
@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (Type.QUOTE, {""}),
        (Type.ORDER, {""}),
        (Type.INVOICE, {"", "ship"}),
        (Type.CREDIT_MEMO, {"", "ship", "invoice"}),
    ],
)
@pytest.mark.parametrize("blocked", ["", "ship", "invoice", "all"])
def test_a_block_of_either_customer_counts_at_creation(house, kind, allowed, blocked, side):
    facts = {"sell_to": {}, "bill_to": {}, side: {"blocked": blocked}}
    mother = house.customer("Mother", **facts["bill_to"])
    daughter = house.customer("Daughter", bill_to_customer=mother, **facts["sell_to"])
    if blocked in allowed:
        assert make(daughter, kind).pk
        return
    with pytest.raises(DocumentRefused, match="is blocked"):
        make(daughter, kind)
    assert not SalesDocument.objects.exists()


def test_the_block_is_read_afresh(house):
    customer = house.customer()
    type(customer).objects.filter(pk=customer.pk).update(blocked="all")
    with pytest.raises(DocumentRefused, match="blocked for all transactions"):
        make(customer)


def test_a_customer_deleted_meanwhile_is_refused(house):
    customer = house.customer()
    type(customer).objects.filter(pk=customer.pk).delete()
    with pytest.raises(DocumentRefused, match="no longer exists"):
        make(customer)


def test_a_card_without_groups_is_refused_with_their_names(house):
    with pytest.raises(DocumentRefused, match="customer posting group"):
        make(house.customer(posting_group=None))


def test_a_missing_series_is_refused_in_words(house):
    SeriesUse.objects.filter(purpose="order").delete()
    with pytest.raises(DocumentRefused, match="No number series"):
        make(house.customer())


@pytest.mark.parametrize("day", [date(2, 1, 1), date(9999, 12, 31)])
def test_a_year_no_book_holds_is_refused(house, day):
    with pytest.raises(DocumentRefused, match="between 1990 and 2100"):
        make(house.customer(), posting_date=day)


def test_a_refused_document_gives_its_number_back(house):
    with pytest.raises(DocumentRefused):
        make(house.customer(), lines=[LineInput(item=house.item, quantity=D(-1))])
    assert NumberSeries.objects.get(code="S-ORD").last_number == 0
