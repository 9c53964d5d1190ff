"""Every cell of the block matrix whose action posts, in the road itself.

The block is set after the document was made, on the sell-to or the bill-to customer; posting
and preview refuse alike and write nothing, and lifting the block makes the document postable
as it stands.
"""

import pytest

from customers.blocking import MATRIX, Action, Verdict, block_refusal, verdict
from customers.models import Customer
from ledger.documents.cancel import cancel_invoice
from ledger.documents.posting import post_documents, undo_goods
from ledger.documents.refused import DocumentRefused
from ledger.models import PostedReturnReceipt, PostedShipment, Register
from ledger.posting import PostingRefused, post, preview
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying


def command(draft, **options):
    draft.refresh_from_db(fields=["version"])
    return post_documents({draft.pk: draft.version}, user_id=None, today=TODAY, **options)


def order(house, parties, **fields):
    return house.draft(parties[0], ("10", "100"), kind="order", bill_to=parties[1], **fields)


def shipped_order(house, parties):
    draft = order(house, parties)
    post(command(draft, invoice=False))
    return draft


def collecting_invoice(house, parties):
    shipped_order(house, parties)
    draft = house.draft(parties[0], ("10", "100"), bill_to=parties[1])
    draft.lines.update(shipment_line=PostedShipment.objects.get().lines.get())
    return draft


def shipping_invoice(house, parties):
    house.company.shipment_on_invoice = True
    house.company.save()
    return house.draft(parties[0], bill_to=parties[1])


def undo(goods):
    return undo_goods(goods, [goods.lines.get().pk], user_id=None, today=TODAY)


def shipment_undo(house, parties):
    shipped_order(house, parties)
    return undo(PostedShipment.objects.get())


def return_order(house, parties):
    return house.draft(parties[0], ("10", "100"), kind="return_order", bill_to=parties[1])


def received_return(house, parties):
    draft = return_order(house, parties)
    post(command(draft, invoice=False))
    return draft


def collecting_memo(house, parties):
    received_return(house, parties)
    draft = house.draft(parties[0], ("10", "100"), kind="credit_memo", bill_to=parties[1])
    draft.lines.update(receipt_line=PostedReturnReceipt.objects.get().lines.get())
    return draft


def receipt_undo(house, parties):
    received_return(house, parties)
    return undo(PostedReturnReceipt.objects.get())


CASES = {
    "shipment": (
        Action.POST_SHIPMENT,
        lambda h, p: command(order(h, p), invoice=False),
    ),
    "ship and invoice": (Action.SHIP_AND_INVOICE, lambda h, p: command(order(h, p))),
    "order, invoice only": (
        Action.INVOICE_SHIPPED,
        lambda h, p: command(shipped_order(h, p), ship=False),
    ),
    "order, nothing left to ship": (
        Action.INVOICE_SHIPPED,
        lambda h, p: command(shipped_order(h, p)),
    ),
    "collected shipment": (
        Action.INVOICE_SHIPPED,
        lambda h, p: command(collecting_invoice(h, p)),
    ),
    "direct invoice": (
        Action.POST_DIRECT_INVOICE,
        lambda h, p: command(h.draft(p[0], bill_to=p[1])),
    ),
    "direct invoice that ships": (
        Action.POST_DIRECT_INVOICE_WITH_SHIPMENT,
        lambda h, p: command(shipping_invoice(h, p)),
    ),
    "credit memo": (
        Action.POST_CREDIT_MEMO,
        lambda h, p: command(h.draft(p[0], kind="credit_memo", bill_to=p[1])),
    ),
    "cancelling credit memo": (
        Action.CANCEL_POSTED,
        lambda h, p: command(h.draft(p[0], kind="credit_memo", bill_to=p[1]), cancel=True),
    ),
    "undo of a shipment": (Action.UNDO_SHIPMENT, shipment_undo),
    "return receipt": (
        Action.POST_RETURN_RECEIPT,
        lambda h, p: command(return_order(h, p), invoice=False),
    ),
    "receive and credit": (
        Action.RECEIVE_AND_CREDIT,
        lambda h, p: command(return_order(h, p)),
    ),
    "return order, credit only": (
        Action.POST_CREDIT_MEMO,
        lambda h, p: command(received_return(h, p), ship=False),
    ),
    "collected return receipt": (
        Action.POST_CREDIT_MEMO,
        lambda h, p: command(collecting_memo(h, p)),
    ),
    "undo of a return receipt": (Action.UNDO_RETURN_RECEIPT, receipt_undo),
}
# Actions that post nothing, or are tried where entries are undone or payments posted.
ELSEWHERE = {
    Action.CREATE_QUOTE, Action.CREATE_ORDER, Action.CONVERT_QUOTE, Action.CREATE_INVOICE,
    Action.CREATE_CREDIT_MEMO, Action.CREATE_RETURN_ORDER, Action.EDIT_DOCUMENT, Action.POST_PAYMENT,
    Action.POST_JOURNAL_INVOICE, Action.RECONCILE_PAYMENT, Action.MATCH_PAYMENT, Action.PRINT,
    Action.APPLY, Action.UNAPPLY, Action.REVERSE, Action.REVERSE_INVOICE,
}  # fmt: skip


def test_every_action_that_posts_is_tried():
    tried = {action for action, _make in CASES.values()}
    assert set(MATRIX) - tried - ELSEWHERE == set()


@pytest.mark.parametrize("who", ["sell-to", "bill-to"])
@pytest.mark.parametrize("blocked", ["", "ship", "invoice", "all"])
@pytest.mark.parametrize("case", CASES)
def test_a_block_set_after_the_document_was_made(house, case, blocked, who):
    action, make = CASES[case]
    parties = (house.customer("Sell-to"), house.customer("Bill-to"))
    wanted = make(house, parties)
    registers = Register.objects.count()
    customer = parties[who == "bill-to"]
    customer.blocked = blocked
    customer.save()

    shown = preview(wanted)
    if verdict(blocked, action) is Verdict.REFUSE:
        expected = block_refusal(customer, action)
        assert expected in [str(refusal) for refusal in shown.refusals]
        with pytest.raises(PostingRefused) as raised:
            post(wanted)
        assert [r.message for r in raised.value.refusals].count(expected) == 1
        assert Register.objects.count() == registers
        customer.blocked = ""
        customer.save()
    else:
        assert shown.refusals == ()
    assert post(wanted).pk
    assert Register.objects.count() == registers + 1


@pytest.mark.parametrize(
    ("blocked", "refused"), [("", False), ("ship", False), ("invoice", False), ("all", True)]
)
@pytest.mark.parametrize("document_type", ["payment", "refund"])
def test_only_the_block_for_all_stops_money(house, blocked, refused, document_type):
    customer = house.customer(blocked=blocked)
    sign = "-" if document_type == "payment" else ""
    line = Line(customer.pk, f"{sign}10", document_type)
    wanted = paying("P1", line, bank_id=house.bank.pk)
    assert bool(preview(wanted).refusals) is refused
    if refused:
        with pytest.raises(PostingRefused, match="blocked for all transactions"):
            post(wanted)
    else:
        post(wanted)


def test_the_privacy_block_refuses_like_all_and_says_so(house):
    draft = house.draft(house.customer())
    Customer.objects.update(blocked="all", privacy_blocked=True)
    with pytest.raises(PostingRefused, match="blocked for privacy"):
        post(command(draft))


def test_cancelling_obeys_the_bill_to_as_well(house):
    bill_to = house.customer("Head office")
    entry = house.invoice_of("120.00", house.customer("Shop"), bill_to=bill_to)
    Customer.objects.filter(pk=bill_to.pk).update(blocked="invoice")
    with pytest.raises(DocumentRefused, match="Head office is blocked"):
        cancel_invoice(entry.posted_invoice.pk, today=TODAY, user=None)
