"""Refuse to post when nothing is ticked, or nothing was received for what is."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def something_ticked(registration: Registration) -> Iterable[Refusal]:
    """A tick without an amount waits for the next posting; there must be one with an amount."""
    if not registration.ticked:
        yield Refusal(_("Nothing is ticked: tick the documents that were paid."))
    elif not registration.paid:
        yield Refusal(_("Nothing was received: enter the amounts of the ticked documents."))
