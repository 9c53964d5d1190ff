"""The block matrix: what a blocked customer may still do (spec customers-and-sales, section 1).

One table, `MATRIX`: action -> the verdict under Ship, Invoice and All. A blank block allows
everything. New kinds of action add a row here and nothing anywhere else.
"""

from enum import Enum
from typing import NamedTuple, Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Blocked(models.TextChoices):
    """How far a customer is blocked, mildest first."""

    BLANK = "", pgettext_lazy("blocked", "(blank)")
    SHIP = "ship", pgettext_lazy("blocked", "Ship")
    INVOICE = "invoice", pgettext_lazy("blocked", "Invoice")
    ALL = "all", pgettext_lazy("blocked", "All")


EXPLANATIONS = {
    Blocked.BLANK: gettext_lazy("Everything is allowed."),
    Blocked.SHIP: gettext_lazy(
        "No new orders or shipments. Shipped goods may still be invoiced; payments are welcome."
    ),
    Blocked.INVOICE: gettext_lazy(
        "No new orders, shipments or invoices, not even for goods already shipped. "
        "Payments, credit memos, reminders and interest remain possible."
    ),
    Blocked.ALL: gettext_lazy("Nothing is allowed, not even a payment."),
}

REMAINS_POSSIBLE = {
    Blocked.SHIP: gettext_lazy("Existing shipments can still be invoiced."),
    Blocked.INVOICE: gettext_lazy("Payments, reminders and credit memos remain possible."),
    Blocked.ALL: gettext_lazy("Lift the block on the customer card first."),
}


class Verdict(Enum):
    """OK allowed; WARN allowed with a notice; SKIP left out of a batch; REFUSE refused."""

    OK = "ok"
    WARN = "warn"
    SKIP = "skip"
    REFUSE = "refuse"


class Action(models.TextChoices):
    """What someone wants to do; the label completes the sentence "Can't …"."""

    CREATE_QUOTE = "create_quote", gettext_lazy("create the quote")
    CREATE_ORDER = "create_order", gettext_lazy("create the order")
    CREATE_INVOICE = "create_invoice", gettext_lazy("create the invoice")
    CREATE_CREDIT_MEMO = "create_credit_memo", gettext_lazy("create the credit memo")
    EDIT_DOCUMENT = "edit_document", gettext_lazy("edit the document")
    POST_SHIPMENT = "post_shipment", gettext_lazy("post the shipment")
    SHIP_AND_INVOICE = "ship_and_invoice", gettext_lazy("post the shipment and the invoice")
    INVOICE_SHIPPED = "invoice_shipped", gettext_lazy("post the invoice of shipped goods")
    POST_DIRECT_INVOICE = "post_direct_invoice", gettext_lazy("post the invoice")
    POST_DIRECT_INVOICE_WITH_SHIPMENT = (
        "post_direct_invoice_with_shipment",
        gettext_lazy("post the invoice with its shipment"),
    )
    POST_CREDIT_MEMO = "post_credit_memo", gettext_lazy("post the credit memo")
    CANCEL_POSTED = "cancel_posted", gettext_lazy("cancel the posted document")
    UNDO_SHIPMENT = "undo_shipment", gettext_lazy("undo the shipment")
    POST_PAYMENT = "post_payment", gettext_lazy("post the payment")
    POST_JOURNAL_INVOICE = (
        "post_journal_invoice",
        gettext_lazy("post the journal line as an invoice"),
    )
    RECONCILE_PAYMENT = (
        "reconcile_payment",
        gettext_lazy("post the payment of the bank statement"),
    )
    PRINT = "print", gettext_lazy("print")


OK, WARN, SKIP, REFUSE = Verdict.OK, Verdict.WARN, Verdict.SKIP, Verdict.REFUSE


class MatrixRow(NamedTuple):
    """Verdicts under Ship, Invoice and All."""

    ship: Verdict
    invoice: Verdict
    all: Verdict


MATRIX: dict[Action, MatrixRow] = {
    Action.CREATE_QUOTE: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 1
    Action.CREATE_ORDER: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 2
    Action.CREATE_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 3
    Action.CREATE_CREDIT_MEMO: MatrixRow(OK, OK, REFUSE),  # row 4
    Action.EDIT_DOCUMENT: MatrixRow(WARN, WARN, WARN),  # row 5
    Action.POST_SHIPMENT: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 6
    Action.SHIP_AND_INVOICE: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 7
    Action.INVOICE_SHIPPED: MatrixRow(OK, REFUSE, REFUSE),  # row 8
    Action.POST_DIRECT_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 9
    Action.POST_DIRECT_INVOICE_WITH_SHIPMENT: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 9*
    Action.POST_CREDIT_MEMO: MatrixRow(OK, OK, REFUSE),  # row 10
    Action.CANCEL_POSTED: MatrixRow(OK, REFUSE, REFUSE),  # row 11
    Action.UNDO_SHIPMENT: MatrixRow(OK, OK, OK),  # row 12
    Action.POST_PAYMENT: MatrixRow(OK, OK, REFUSE),  # row 13, refunds and memos included
    Action.POST_JOURNAL_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 14, blank type included
    Action.RECONCILE_PAYMENT: MatrixRow(OK, OK, REFUSE),  # row 16
    Action.PRINT: MatrixRow(OK, OK, OK),  # row 24
}


class Blockable(Protocol):
    """What the rule needs to know of a customer: the card itself or frozen facts of it."""

    no: str
    name: str
    blocked: str
    privacy_blocked: bool


def verdict(blocked: str, action: Action) -> Verdict:
    """What the matrix says; raises ValueError for a block that does not exist."""
    block = Blocked(blocked)
    if block is Blocked.BLANK:
        return OK
    row = MATRIX[action]
    return {Blocked.SHIP: row.ship, Blocked.INVOICE: row.invoice, Blocked.ALL: row.all}[block]


def block_refusal(customer: Blockable, action: Action) -> str | None:
    """Why the customer's block forbids the action, in the reader's language; None if allowed.

    Names action, customer, block and what remains possible. The privacy block is told first.
    """
    if verdict(customer.blocked, action) is not REFUSE:
        return None
    facts = {"action": action.label, "no": customer.no, "name": customer.name}
    if customer.privacy_blocked:
        return _("Can't %(action)s: customer %(no)s %(name)s is blocked for privacy.") % facts
    block = Blocked(customer.blocked)
    sentence = {
        Blocked.SHIP: _("Can't %(action)s: customer %(no)s %(name)s is blocked for shipping."),
        Blocked.INVOICE: _("Can't %(action)s: customer %(no)s %(name)s is blocked (Invoice)."),
        Blocked.ALL: _(
            "Can't %(action)s: customer %(no)s %(name)s is blocked for all transactions."
        ),
    }[block]
    return f"{sentence % facts} {REMAINS_POSSIBLE[block]}"
