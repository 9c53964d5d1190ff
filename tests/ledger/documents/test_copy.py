"""A copy has the same lines and prices, dated today, for a customer who may have it."""

from decimal import Decimal

import pytest

from ledger.documents.copy import copy_document
from ledger.documents.refused import DocumentRefused
from ledger.models import PostedInvoice, SalesDocument
from tests.builders import TODAY

Type = SalesDocument.Type


def test_a_posted_invoice_is_copied_to_a_credit_memo(house):
    house.invoice_of("120.00")
    invoice = PostedInvoice.objects.get()
    memo = copy_document(invoice, Type.CREDIT_MEMO, today=TODAY, user=None)
    assert (memo.type, memo.total_gross, memo.total_vat) == ("credit_memo", 120, 20)
    assert memo.prices_including_vat


def test_a_draft_is_copied_in_its_currency_with_its_prices(house):
    draft = house.draft(
        house.customer(), ("3", "9.99"), currency=house.usd, factor=Decimal("0.9")
    )
    copied = copy_document(draft, Type.ORDER, today=TODAY, user=None)
    line = copied.lines.get()
    assert (copied.currency, line.unit_price, line.to_ship) == (house.usd, Decimal("9.99"), 3)


def test_a_blocked_customer_refuses_the_copy(house):
    customer = house.customer()
    draft = house.draft(customer)
    type(customer).objects.update(blocked="ship")
    with pytest.raises(DocumentRefused, match="create the order"):
        copy_document(draft, Type.ORDER, today=TODAY, user=None)
