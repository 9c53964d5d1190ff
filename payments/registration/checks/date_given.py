"""Refuse a ticked document without the date of the money."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def date_given(registration: Registration) -> Iterable[Refusal]:
    """The date is the posting date; a tick that was left without one is told, amount or not."""
    for one in registration.ticked:
        if one.line.day is None:
            message = _(
                "%(document)s is ticked without the date received: enter it, or untick."
            )
            yield Refusal(message % {"document": one.document}, one.number, "day")
