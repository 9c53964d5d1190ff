"""A quote becomes an order or an invoice, once, unless the customer is blocked."""

from decimal import Decimal

import pytest

from customers.models import Customer
from ledger.documents.create import create_document
from ledger.documents.lines import LineInput
from ledger.documents.quote import convert_quote
from ledger.documents.refused import DocumentRefused
from ledger.models import SalesDocument
from tests.builders import TODAY

Type = SalesDocument.Type


@pytest.fixture
def quote(house):
    typed = [LineInput(item=house.item, quantity=Decimal(2), unit_price=Decimal("99.50"))]
    customer = house.customer(payment_terms=house.terms)
    return create_document(
        Type.QUOTE, customer, today=TODAY, user=None, lines=typed, your_reference="PO 7"
    )


@pytest.mark.parametrize(("kind", "to_ship"), [(Type.ORDER, 2), (Type.INVOICE, 0)])
def test_what_was_agreed_is_kept(quote, kind, to_ship):
    document = convert_quote(quote.pk, 1, kind, today=TODAY, user=None)
    line = document.lines.get()
    assert (line.unit_price, line.to_ship, line.to_invoice) == (Decimal("99.50"), to_ship, 2)
    assert (document.from_quote, document.your_reference) == (quote, "PO 7")
    assert document.total_gross == quote.total_gross
    quote.refresh_from_db()
    assert quote.status == "converted"
    with pytest.raises(DocumentRefused, match="is converted"):
        convert_quote(quote.pk, 2, kind, today=TODAY, user=None)


@pytest.mark.parametrize("kind", [Type.ORDER, Type.INVOICE])
@pytest.mark.parametrize("blocked", ["ship", "invoice", "all"])
def test_any_block_refuses_it(quote, kind, blocked):
    Customer.objects.update(blocked=blocked)
    with pytest.raises(DocumentRefused, match="turn the quote"):
        convert_quote(quote.pk, 1, kind, today=TODAY, user=None)
    quote.refresh_from_db()
    assert quote.status == "open"


def test_only_a_quote_is_converted(house):
    order = house.draft(house.customer(), kind=Type.ORDER)
    with pytest.raises(DocumentRefused, match="Only a quote"):
        convert_quote(order.pk, 1, Type.INVOICE, today=TODAY, user=None)
