"""The chosen customers with their open entries as rows: what is paid, and why not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.ui.fields import MoneyInput
from arcore.values.money import ZERO
from customers.blocking import Action, block_refusal
from ledger.applying.applicants import Applicant, applicants
from ledger.models import ApplicationMark, CustomerLedgerEntry
from payments.models import SplitReceipt
from payments.splitting.offers import entries_of, offer_of
from payments.splitting.values import Offer
from payments.splitting.who import told_of


@dataclass
class Row:
    """One entry; `typed` and `problem` come back from an amount that could not be taken."""

    entry: CustomerLedgerEntry
    offer: Offer
    mark: ApplicationMark | None
    notes: list[str]
    may_pay: bool
    problem: str = ""
    typed: str | None = None

    @property
    def amount(self) -> str:
        """What stands in the input."""
        if self.typed is not None:
            return self.typed
        return self._written(self.mark.amount) if self.mark else ""

    @property
    def hint(self) -> str:
        """What closes the entry, shown while nothing is typed."""
        return self._written(self.offer.closes_with)

    def _written(self, amount: Decimal) -> str:
        return MoneyInput(decimals=self.entry.currency.decimals).format_value(amount) or ""


@dataclass
class Group:
    """A customer, their rows, and what they get."""

    customer: Any
    rows: list[Row] = field(default_factory=list)
    on_account: Decimal = ZERO

    @property
    def documents(self) -> Decimal:
        """What their documents take."""
        return sum((row.mark.amount for row in self.rows if row.mark), ZERO)

    @property
    def total(self) -> Decimal:
        """What they get of the money."""
        return self.documents + self.on_account

    @property
    def block(self) -> str:
        """Why nothing can be posted for them; blank when it can."""
        return block_refusal(self.customer, Action.POST_PAYMENT) or ""


def groups_of(receipt: SplitReceipt, on_account: Decimal) -> list[Group]:
    """In the order of choosing; a fixed number of queries."""
    rows: dict[int, list[Row]] = defaultdict(list)
    found = sorted(entries_of(receipt), key=lambda one: (one.due_date, one.pk))
    others = applicants(
        mark.owner
        for entry in found
        if (mark := getattr(entry, "mark", None)) and mark.owner != receipt.owner
    )
    for entry in found:
        rows[entry.customer_id].append(row_of(receipt, entry, others))
    return [
        Group(
            chosen.customer,
            rows[chosen.customer_id],
            on_account if chosen.customer_id == receipt.rest_to_id else ZERO,
        )
        for chosen in receipt.customers.select_related("customer")
    ]


def row_of(
    receipt: SplitReceipt, entry: CustomerLedgerEntry, others: Mapping[str, Applicant]
) -> Row:
    """The entry with its mark, ours or somebody else's; `others` are what theirs are for."""
    mark = getattr(entry, "mark", None)
    own = mark if mark is not None and mark.owner == receipt.owner else None
    theirs = mark if own is None else None
    return Row(
        entry=entry,
        offer=offer_of(receipt, entry),
        mark=own,
        notes=_notes(
            receipt, entry, own, told_of(theirs, others.get(theirs.owner)) if theirs else ""
        ),
        may_pay=own is not None
        or (theirs is None and entry.open and entry.posting_date <= receipt.posting_date),
    )


def _notes(
    receipt: SplitReceipt,
    entry: CustomerLedgerEntry,
    own: ApplicationMark | None,
    told: str,
) -> list[str]:
    notes = [told] if told else []
    if not entry.open:
        notes.append(_("Paid meanwhile: take it off."))
    elif own is not None and abs(own.amount) > abs(entry.remaining):
        notes.append(_("Paid in part meanwhile: lower the amount."))
    if entry.on_hold:
        notes.append(_("On hold: %(reason)s") % {"reason": entry.on_hold})
    if entry.dispute:
        notes.append(_("In dispute"))
    if entry.posting_date > receipt.posting_date:
        notes.append(_("Posted after the money was received."))
    return notes
