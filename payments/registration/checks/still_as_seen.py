"""Refuse a document on which money came in since it was ticked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from ledger.posting.for_sources import shown
from payments.registration.posting.values import Registration


def still_as_seen(registration: Registration) -> Iterable[Refusal]:
    """Somebody else may have registered the same cheque: the second one is told."""
    for one in registration.paid:
        facts = {
            "document": one.document,
            "seen": shown(one.seen_remaining),
            "now": shown(one.entry.remaining),
        }
        if not one.entry.open:
            message = _("%(document)s was paid meanwhile and is closed: untick it.")
            yield Refusal(message % facts, one.number)
        elif one.entry.remaining != one.seen_remaining:
            message = _(
                "The remaining amount of %(document)s was %(seen)s when you ticked it and is "
                "%(now)s now. Look at its line again."
            )
            yield Refusal(message % facts, one.number, "amount")
