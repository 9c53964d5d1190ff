"""A draft goes without a trace, unless something came from it."""

import pytest

from ledger.documents.delete import delete_document
from ledger.documents.quote import convert_quote
from ledger.documents.refused import DocumentRefused, StaleDocument
from ledger.models import SalesDocument, SalesLine
from tests.builders import TODAY


def test_a_draft_goes_with_its_lines(house):
    draft = house.draft(house.customer())
    delete_document(draft.pk, 1)
    assert not SalesDocument.objects.exists()
    assert not SalesLine.objects.exists()


def test_an_old_version_is_refused(house):
    draft = house.draft(house.customer())
    SalesDocument.objects.update(version=2)
    with pytest.raises(StaleDocument):
        delete_document(draft.pk, 1)


def test_a_partly_shipped_order_stays(house):
    order = house.draft(house.customer(), ("10", "100"), kind="order")
    order.lines.update(to_ship=4)
    house.post_draft(order, invoice=False)
    with pytest.raises(DocumentRefused, match="something was posted from it"):
        delete_document(order.pk, 2)


def test_a_converted_quote_stays(house):
    quote = house.draft(house.customer(), kind="quote")
    convert_quote(quote.pk, 1, "order", today=TODAY, user=None)
    with pytest.raises(DocumentRefused, match="converted"):
        delete_document(quote.pk, 2)
