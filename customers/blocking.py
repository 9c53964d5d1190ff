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
LIFT_PRIVACY_FIRST = gettext_lazy("Clear “privacy blocked” on the customer card first.")


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
    CONVERT_QUOTE = "convert_quote", gettext_lazy("turn the quote into an order or an invoice")
    CREATE_INVOICE = "create_invoice", gettext_lazy("create the invoice")
    CREATE_CREDIT_MEMO = "create_credit_memo", gettext_lazy("create the credit memo")
    CREATE_RETURN_ORDER = "create_return_order", gettext_lazy("create the return order")
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
    POST_RETURN_RECEIPT = "post_return_receipt", gettext_lazy("post the return receipt")
    RECEIVE_AND_CREDIT = (
        "receive_and_credit",
        gettext_lazy("post the return receipt and the credit memo"),
    )
    CANCEL_POSTED = "cancel_posted", gettext_lazy("cancel the posted document")
    UNDO_SHIPMENT = "undo_shipment", gettext_lazy("undo the shipment")
    UNDO_RETURN_RECEIPT = "undo_return_receipt", gettext_lazy("undo the return receipt")
    POST_PAYMENT = "post_payment", gettext_lazy("post the payment")
    POST_JOURNAL_INVOICE = (
        "post_journal_invoice",
        gettext_lazy("post the journal line as an invoice"),
    )
    RECONCILE_PAYMENT = (
        "reconcile_payment",
        gettext_lazy("post the payment of the bank statement"),
    )
    APPLY = "apply", gettext_lazy("apply the entries")
    UNAPPLY = "unapply", gettext_lazy("unapply the entries")
    REVERSE = "reverse", gettext_lazy("reverse the posting")
    REVERSE_INVOICE = "reverse_invoice", gettext_lazy("reverse the posted invoice")
    MATCH_PAYMENT = "match_payment", gettext_lazy("match the payment")
    PRINT = "print", pgettext_lazy("can't", "print")


OK, WARN, SKIP, REFUSE = Verdict.OK, Verdict.WARN, Verdict.SKIP, Verdict.REFUSE


class MatrixRow(NamedTuple):
    """Verdicts under Ship, Invoice and All."""

    ship: Verdict
    invoice: Verdict
    all: Verdict


MATRIX: dict[Action, MatrixRow] = {
    Action.CREATE_QUOTE: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 1
    Action.CREATE_ORDER: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 2
    Action.CONVERT_QUOTE: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 2
    Action.CREATE_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 3
    Action.CREATE_CREDIT_MEMO: MatrixRow(OK, OK, REFUSE),  # row 4
    Action.CREATE_RETURN_ORDER: MatrixRow(OK, OK, REFUSE),  # row 4
    Action.EDIT_DOCUMENT: MatrixRow(WARN, WARN, WARN),  # row 5
    Action.POST_SHIPMENT: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 6
    Action.SHIP_AND_INVOICE: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 7
    Action.INVOICE_SHIPPED: MatrixRow(OK, REFUSE, REFUSE),  # row 8
    Action.POST_DIRECT_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 9
    Action.POST_DIRECT_INVOICE_WITH_SHIPMENT: MatrixRow(REFUSE, REFUSE, REFUSE),  # row 9*
    Action.POST_CREDIT_MEMO: MatrixRow(OK, OK, REFUSE),  # row 10
    Action.POST_RETURN_RECEIPT: MatrixRow(OK, OK, REFUSE),  # row 10
    Action.RECEIVE_AND_CREDIT: MatrixRow(OK, OK, REFUSE),  # row 10
    Action.CANCEL_POSTED: MatrixRow(OK, REFUSE, REFUSE),  # row 11
    Action.UNDO_SHIPMENT: MatrixRow(OK, OK, OK),  # row 12
    Action.UNDO_RETURN_RECEIPT: MatrixRow(OK, OK, OK),  # row 12
    Action.POST_PAYMENT: MatrixRow(OK, OK, REFUSE),  # row 13, refunds and memos included
    Action.POST_JOURNAL_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 14, blank type included
    Action.RECONCILE_PAYMENT: MatrixRow(OK, OK, REFUSE),  # row 16
    Action.MATCH_PAYMENT: MatrixRow(OK, OK, WARN),  # row 16, before posting
    Action.APPLY: MatrixRow(OK, OK, REFUSE),  # row 21
    Action.UNAPPLY: MatrixRow(OK, OK, REFUSE),  # row 22
    Action.REVERSE: MatrixRow(OK, OK, REFUSE),  # row 23
    Action.REVERSE_INVOICE: MatrixRow(OK, REFUSE, REFUSE),  # row 23, blank type included
    Action.PRINT: MatrixRow(OK, OK, OK),  # row 24
}


class Blockable(Protocol):
    """What the rule needs to know of a customer: the card itself or frozen facts of it."""

    @property
    def no(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def blocked(self) -> str: ...
    @property
    def privacy_blocked(self) -> bool: ...


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
    if verdict(_ruling(customer), action) is not REFUSE:
        return None
    return _("Can't %(action)s: %(block)s") % {
        "action": action.label,
        "block": block_sentence(customer),
    }


def block_warning(customer: Blockable, action: Action) -> str | None:
    """The notice beside an action that the block allows but that leads nowhere yet."""
    if verdict(_ruling(customer), action) is not WARN:
        return None
    sentence = block_sentence(customer)
    return sentence[:1].upper() + sentence[1:]


def block_sentence(customer: Blockable) -> str:
    """Says "customer 10000 Adatum is blocked …", with what remains possible; "" without a block."""
    facts = {"no": customer.no, "name": customer.name}
    if customer.privacy_blocked:
        told = _("customer %(no)s %(name)s is blocked for privacy.") % facts
        return f"{told} {LIFT_PRIVACY_FIRST}"
    block = Blocked(customer.blocked)
    if block is Blocked.BLANK:
        return ""
    told = {
        Blocked.SHIP: _("customer %(no)s %(name)s is blocked for shipping."),
        Blocked.INVOICE: _("customer %(no)s %(name)s is blocked (Invoice)."),
        Blocked.ALL: _("customer %(no)s %(name)s is blocked for all transactions."),
    }[block]
    return f"{told % facts} {REMAINS_POSSIBLE[block]}"


def _ruling(customer: Blockable) -> str:
    """The privacy block counts as All, whatever else the card says."""
    return Blocked.ALL if customer.privacy_blocked else customer.blocked
