"""Refuse a batch in which nothing is to be posted today."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def something_due(journal: Journal) -> Iterable[Refusal]:
    """Recurring lines wait until their posting date, and end with their expiration date."""
    if journal.lines:
        return
    if journal.recurring:
        yield Refusal(
            _("No recurring line is due: their dates lie after today, or they have expired.")
        )
    else:
        yield Refusal(_("The journal has no lines. Type or import lines first."))
