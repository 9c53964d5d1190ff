"""What the screens call goods that leave and goods that come back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ledger.documents.directions import BACK, OUT, direction_of


@dataclass(frozen=True, slots=True)
class Labels:
    """Heads, buttons and titles; `posting` names what one posting may do, by its mode."""

    goods: Promise
    goods_lines: Promise
    bill: Promise
    order_no: Promise
    to_move: Promise
    to_bill: Promise
    moved: Promise
    billed: Promise
    posting: Mapping[str, Promise]
    released_hint: Promise
    collect: Promise
    collect_for: Promise
    collected: Promise
    nothing_to_collect: Promise
    undo: Promise
    undo_of: Promise
    nothing_to_undo: Promise
    undone: Promise


LABELS = {
    OUT: Labels(
        goods=_("Shipment"),
        goods_lines=_("Shipment lines"),
        bill=_("Invoice"),
        order_no=_("Order no."),
        to_move=_("To ship"),
        to_bill=_("To invoice"),
        moved=_("Shipped"),
        billed=_("Invoiced"),
        posting={
            "both": _("Ship and invoice"),
            "ship": _("Ship"),
            "invoice": pgettext_lazy("verb", "Invoice"),
        },
        released_hint=_(
            "Released: reopen it to change its lines. The quantities to ship and to invoice can "
            "still be changed."
        ),
        collect=_("Collect shipments"),
        collect_for=_("Collect shipments for %(no)s"),
        collected=_("The shipment lines are on the invoice."),
        nothing_to_collect=_("No shipped goods of this customer wait for an invoice."),
        undo=_("Undo shipment"),
        undo_of=_("Undo shipment %(no)s"),
        nothing_to_undo=_("Every line is invoiced or undone."),
        undone=_("The shipment is undone; the order is open again."),
    ),
    BACK: Labels(
        goods=_("Return receipt"),
        goods_lines=_("Return receipt lines"),
        bill=_("Credit memo"),
        order_no=_("Return order no."),
        to_move=_("To receive"),
        to_bill=_("To credit"),
        moved=_("Received"),
        billed=_("Credited"),
        posting={
            "both": _("Receive and credit"),
            "receive": _("Receive"),
            "credit": pgettext_lazy("verb", "Credit"),
        },
        released_hint=_(
            "Released: reopen it to change its lines. The quantities to receive and to credit "
            "can still be changed."
        ),
        collect=_("Collect return receipts"),
        collect_for=_("Collect return receipts for %(no)s"),
        collected=_("The return receipt lines are on the credit memo."),
        nothing_to_collect=_("No received goods of this customer wait for a credit memo."),
        undo=_("Undo return receipt"),
        undo_of=_("Undo return receipt %(no)s"),
        nothing_to_undo=_("Every line is credited or undone."),
        undone=_("The return receipt is undone; the return order is open again."),
    ),
}


def labels_of(document_type: str) -> Labels:
    """The labels for documents of this type."""
    return LABELS[direction_of(document_type)]
