"""Refuse an amount for a document that was paid meanwhile, wholly or in part."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from ledger.posting.for_sources import shown
from payments.splitting.posting.values import Split


def still_open(split: Split) -> Iterable[Refusal]:
    """Remaining 60.00 by now, meant to be paid with 100.00 -> refused; with 60.00 -> fine."""
    for share in split.used:
        for part in share.parts:
            facts = {
                "document": part.entry.document_no,
                "remaining": shown(part.entry.remaining),
                "amount": shown(part.amount),
            }
            if not part.entry.open:
                message = _("%(document)s was paid meanwhile and is closed: take it off.")
                yield Refusal(message % facts, share.number)
            elif abs(part.amount) > abs(part.entry.remaining):
                message = _(
                    "%(document)s has only %(remaining)s left by now, not %(amount)s: lower the "
                    "amount."
                )
                yield Refusal(message % facts, share.number)
