"""Several people at the same document at the same moment."""

from decimal import Decimal

import pytest

from customers.models import Customer
from ledger.documents.cancel import cancel_invoice
from ledger.documents.collect import collect_goods
from ledger.documents.create import create_document
from ledger.documents.directions import DIRECTIONS
from ledger.documents.edit import edit_document
from ledger.documents.lines import LineInput
from ledger.documents.posting import post_documents
from ledger.documents.quote import convert_quote
from ledger.documents.refused import DocumentRefused, StaleDocument
from ledger.documents.return_invoice import return_invoice
from ledger.models import (
    PostedCreditMemo,
    PostedInvoice,
    Register,
    SalesDocument,
    SalesLine,
)
from ledger.posting import post
from tests.builders import TODAY

pytestmark = pytest.mark.committing
Type = SalesDocument.Type


def refused(outcomes, kind=DocumentRefused):
    return [one for one in outcomes if isinstance(one, kind)]


def test_of_five_saves_over_one_version_one_wins(committed_house, run_together):
    draft = committed_house.draft(committed_house.customer())
    outcomes = run_together(
        5,
        lambda place: edit_document(draft.pk, 1, {"your_reference": f"clerk {place}"}),
        range(5),
    )
    assert len(refused(outcomes, StaleDocument)) == 4
    draft.refresh_from_db()
    assert draft.version == 2


def test_five_clicks_on_post_post_once(committed_house, run_together):
    draft = committed_house.draft(committed_house.customer())
    command = post_documents({draft.pk: 1}, user_id=None, today=TODAY)
    outcomes = run_together(5, lambda _place: post(command).pk, range(5))
    assert set(outcomes) == {Register.objects.get().pk}
    assert PostedInvoice.objects.count() == 1


def test_five_cancellations_make_one_credit_memo(committed_house, run_together):
    invoice = committed_house.invoice_of("120.00").posted_invoice
    outcomes = run_together(
        5, lambda _place: cancel_invoice(invoice.pk, today=TODAY, user=None).pk, range(5)
    )
    assert set(outcomes) == {PostedCreditMemo.objects.get().pk}


def test_a_quote_is_converted_once(committed_house, run_together):
    quote = committed_house.draft(committed_house.customer(), kind=Type.QUOTE)
    outcomes = run_together(
        4,
        lambda _place: convert_quote(quote.pk, 1, Type.ORDER, today=TODAY, user=None),
        range(4),
    )
    assert len(refused(outcomes)) == 3
    assert SalesDocument.objects.filter(type=Type.ORDER).count() == 1


def test_new_documents_at_once_get_different_numbers(committed_house, run_together):
    customer = committed_house.customer()
    numbers = run_together(
        6,
        lambda _place: create_document(Type.ORDER, customer, today=TODAY, user=None).no,
        range(6),
    )
    assert sorted(numbers) == [f"O{n:05d}" for n in range(1, 7)]


def test_a_document_for_a_customer_being_deleted_is_refused_or_keeps_it(
    committed_house, run_together
):
    customer = committed_house.customer()

    def either(place):
        if place:
            return create_document(Type.ORDER, customer, today=TODAY, user=None).pk
        return Customer.objects.filter(pk=customer.pk).delete()

    run_together(2, either, range(2))
    assert SalesDocument.objects.exists() == Customer.objects.filter(pk=customer.pk).exists()


@pytest.mark.parametrize("way", DIRECTIONS, ids=["shipment", "return receipt"])
def test_one_line_of_goods_is_collected_by_one_bill(committed_house, run_together, way):
    customer = committed_house.customer()
    order = committed_house.draft(customer, ("4", "100"), kind=way.order_type)
    committed_house.post_draft(order, invoice=False)
    line = way.goods_line.objects.get()
    drafts = [create_document(way.bill_type, customer, today=TODAY, user=None) for _ in "ab"]
    outcomes = run_together(
        2, lambda place: collect_goods(drafts[place].pk, 1, [line.pk]).pk, range(2)
    )
    assert len(refused(outcomes)) == 1


@pytest.mark.parametrize("first", ["return", "cancel"])
def test_goods_of_an_invoice_come_back_once(committed_house, run_together, first):
    """Of two who return all of it, or one who returns and one who cancels, one is told."""
    invoice = committed_house.invoice_of("120.00").posted_invoice

    def take_back(place):
        if place == 0 and first == "cancel":
            return cancel_invoice(invoice.pk, today=TODAY, user=None).pk
        return return_invoice(invoice.pk, today=TODAY, user=None).pk

    outcomes = run_together(2, take_back, range(2))
    assert len(refused(outcomes)) == 1
    taken = SalesLine.objects.filter(returned_line__isnull=False).count()
    assert taken + PostedCreditMemo.objects.count() == 1


def test_two_returns_are_never_raised_beyond_what_was_invoiced(committed_house, run_together):
    draft = committed_house.draft(committed_house.customer(), ("10", "100"))
    committed_house.post_draft(draft)
    invoice = PostedInvoice.objects.get()
    wanted = {invoice.lines.get().pk: Decimal(4)}
    returns = [return_invoice(invoice.pk, wanted, today=TODAY, user=None) for _ in "ab"]

    def raise_to_six(document):
        line = document.lines.get()
        typed = LineInput(line_no=line.line_no, item=line.item, quantity=Decimal(6))
        return edit_document(document.pk, 1, {}, [typed]).pk

    assert len(refused(run_together(2, raise_to_six, returns))) == 1
