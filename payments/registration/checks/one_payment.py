"""Refuse a lump sum that is not one payment: one customer, one date, and something moves."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def one_payment(registration: Registration) -> Iterable[Refusal]:
    """Every ticked document is compared with the first (spec section 6)."""
    if not registration.paid:
        return
    first, *others = registration.paid
    for one in others:
        facts = {"document": one.document, "first": first.document}
        if one.entry.party_id != first.entry.party_id:
            message = _(
                "%(document)s is of customer %(theirs)s, %(first)s of %(ours)s. A lump sum "
                "comes from one customer: untick the others, or post single payments."
            )
            facts |= {"theirs": one.entry.party_no, "ours": first.entry.party_no}
            yield Refusal(message % facts, one.number)
        if one.line.day and first.line.day and one.line.day != first.line.day:
            message = _(
                "%(document)s was received on %(theirs)s, %(first)s on %(ours)s. A lump sum "
                "has one date: enter the same, or post single payments."
            )
            facts |= {
                "theirs": date_format(one.line.day, "SHORT_DATE_FORMAT"),
                "ours": date_format(first.line.day, "SHORT_DATE_FORMAT"),
            }
            yield Refusal(message % facts, one.number, "day")
    if not sum((one.line.amount for one in registration.paid), ZERO):
        message = _(
            "The ticked documents cancel each other out, so no money moves: apply them to each "
            "other instead."
        )
        yield Refusal(message)
