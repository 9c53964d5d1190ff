"""Change the head of a draft: what follows from each changed field, and what is refused."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from arcore.company.models import Company
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.documents.dates import date_to_follow, days_outside_books
from ledger.documents.directions import direction_of
from ledger.documents.parties import (
    CREATE_ACTIONS,
    copy_bill_to,
    copy_sell_to,
    factor_on,
    party_refusals,
    set_currency,
    set_method,
    take_customers,
)
from ledger.documents.refused import refuse_document, told_as_refusal
from ledger.models import DocumentType, SalesDocument, SalesLine
from ledger.posting import Refusal

PLAIN = (
    "external_document_no",
    "your_reference",
    "on_hold",
    "salesperson",
    "language",
    "prices_including_vat",
)
DATES = ("posting_date", "document_date", "due_date")
PARTIES = ("sell_to", "bill_to")
FIELDS = (
    *PARTIES,
    *DATES,
    "currency",
    "payment_terms",
    "payment_method",
    "paid_on_posting",
    "applies_to",
    *PLAIN,
)
DEAL = (*PARTIES, "currency", "prices_including_vat")  # fixed once released or posted in part


class HeaderEdit:
    """One change of a draft's header; `apply` sets the fields and what depends on them."""

    def __init__(self, document: SalesDocument, changes: Mapping[str, Any]) -> None:
        self.document, self.changes = document, changes
        with told_as_refusal():
            self.company = Company.get()

    def apply(self) -> None:
        """Customers first, since they bring defaults that the other fields override."""
        self._parties()
        self._posting_date()
        for name in PLAIN:
            if name in self.changes:
                setattr(self.document, name, self.changes[name])
        if self._changed("currency"):
            set_currency(self.document, self.changes["currency"], self.company)
        if self._changed("payment_terms"):
            self.document.payment_terms = self.changes["payment_terms"]
        self._due_date()
        self._payment()

    def _changed(self, name: str) -> bool:
        return name in self.changes and self.changes[name] != getattr(self.document, name)

    def _parties(self) -> None:
        document = self.document
        sell_to, bill_to = document.sell_to, self.changes.get("bill_to", document.bill_to)
        moved = self._changed("sell_to")
        if not moved and not self._changed("bill_to"):
            return
        if moved:
            sell_to = self.changes["sell_to"]
            if not self._changed("bill_to"):
                bill_to = sell_to.bill_to_customer or sell_to
        sell_to, bill_to = _still_there(sell_to, bill_to)
        action = CREATE_ACTIONS[SalesDocument.Type(document.type)]
        refuse_document(party_refusals(sell_to, bill_to, action))
        billed_before = document.bill_to_id
        if moved:
            copy_sell_to(document, sell_to)
        if bill_to.pk != billed_before:
            copy_bill_to(document, bill_to, self.company)
            document.applies_to = None

    def _posting_date(self) -> None:
        document = self.document
        before = document.posting_date
        document.posting_date = self.changes.get("posting_date", before)
        if self._changed("document_date"):
            document.document_date = self.changes["document_date"]
        else:
            document.document_date = date_to_follow(
                before, document.posting_date, document.document_date
            )
        if before != document.posting_date:
            document.factor = factor_on(document.currency, document.posting_date, self.company)

    def _due_date(self) -> None:
        """A due date set by hand stays until it is emptied."""
        if not self._changed("due_date"):
            return
        wanted = self.changes["due_date"]
        self.document.due_date_manual = wanted is not None
        if wanted is not None:
            self.document.due_date = wanted

    def _payment(self) -> None:
        document = self.document
        if self._changed("payment_method"):
            set_method(document, self.changes["payment_method"])
        elif "paid_on_posting" in self.changes:
            paid = bool(document.balancing_account_id or document.balancing_bank_account_id)
            if paid and not self.changes["paid_on_posting"]:
                document.balancing_account = document.balancing_bank_account = None
            elif not paid and self.changes["paid_on_posting"]:
                set_method(document, document.payment_method)
        if "applies_to" in self.changes:
            document.applies_to = self.changes["applies_to"]
        refuse_document(_application_refusals(document))


def header_refusals(
    document: SalesDocument, lines: Sequence[SalesLine], changes: Mapping[str, Any]
) -> Iterator[Refusal]:
    """Dates no book can hold, and the parts of the deal that are fixed by now."""
    days = {name: changes[name] for name in DATES if changes.get(name) is not None}
    for name in days_outside_books(days):
        yield Refusal(_("The year must lie between 1990 and 2100."), field=name)
    changed = [name for name in DEAL if name in changes]
    changed = [name for name in changed if changes[name] != getattr(document, name)]
    facts = {"type": document.get_type_display(), "no": document.no}
    if document.status == SalesDocument.Status.RELEASED:
        message = _("%(type)s %(no)s is released: reopen it to change this.") % facts
        yield from (Refusal(message, field=name) for name in changed)
    elif any(_binds(line) for line in lines):
        told = direction_of(document.type).words.deal_is_fixed % facts
        yield from (Refusal(told, field=name) for name in changed)


def _binds(line: SalesLine) -> bool:
    """Whether the line depends on the parties, the currency and the way of pricing."""
    goods = line.shipment_line_id or line.receipt_line_id or line.returned_line_id
    return bool(line.shipped or line.invoiced or goods)


def _application_refusals(document: SalesDocument) -> Iterator[Refusal]:
    entry = document.applies_to
    if entry is None:
        return
    if document.balancing_account_id or document.balancing_bank_account_id:
        message = _(
            "A document that is paid on posting can't be applied to an invoice as well: "
            "choose one of them."
        )
        yield Refusal(message, field="applies_to")
    if not (
        entry.open
        and entry.customer_id == document.bill_to_id
        and entry.currency_id == document.currency_id
        and entry.document_type == DocumentType.INVOICE
        and entry.remaining > ZERO
    ):
        message = _(
            "%(entry)s is not an open invoice of customer %(customer)s in %(currency)s."
        )
        facts = {
            "entry": entry,
            "customer": document.bill_to.no,
            "currency": document.currency_id,
        }
        yield Refusal(message % facts, field="applies_to")


def _still_there(sell_to: Customer, bill_to: Customer) -> tuple[Customer, Customer]:
    found = take_customers({sell_to.pk, bill_to.pk})
    refuse_document(
        Refusal(_("Customer %(no)s no longer exists.") % {"no": customer.no})
        for customer in (sell_to, bill_to)
        if customer.pk not in found
    )
    return found[sell_to.pk], found[bill_to.pk]
