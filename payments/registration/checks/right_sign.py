"""Refuse an amount that moves the wrong way for its document."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def right_sign(registration: Registration) -> Iterable[Refusal]:
    """Invoices are paid with positive amounts, credit memos are refunded with negative ones."""
    for one in registration.paid:
        if (one.line.amount > 0) == (one.entry.amount_lcy > 0):
            continue
        message = (
            _("%(document)s is owed to us: enter the amount received without a minus.")
            if one.entry.amount_lcy > 0
            else _(
                "%(document)s is a credit, so money goes out: enter the amount with a minus."
            )
        )
        yield Refusal(message % {"document": one.document}, one.number, "amount")
