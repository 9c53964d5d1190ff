"""Refuse an application to an entry that can't take it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting.refusals import Refusal
from ledger.posting.request import (
    Application,
    OpenEntry,
    PartyKind,
    PartyLine,
    PostingRequest,
)
from ledger.posting.shown import shown


def application_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Open, of the same customer, not posted later, not over-applied (spec section 3)."""
    applied: dict[tuple[PartyKind, int], Decimal] = defaultdict(lambda: ZERO)
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine):
                continue
            if message := _one_sided(line):
                yield Refusal(message, transaction.number_of(line))
            for application in line.applies:
                if application.entry is None:
                    continue
                key = (application.entry.kind, application.entry.id)
                if application.amount is not None and application.amount.is_finite():
                    applied[key] += application.amount
                message = _complaint(line, application, transaction.posting_date, applied[key])
                if message:
                    yield Refusal(message, transaction.number_of(line))


def _one_sided(line: PartyLine) -> str | None:
    """Entries of the line's own sign alone have nothing to settle (spec: all same sign)."""
    entries = [application.entry for application in line.applies]
    if not entries or not line.amount.is_finite() or line.amount == ZERO:
        return None
    if any(e is None or not e.open or (e.remaining > 0) != (line.amount > 0) for e in entries):
        return None
    return _(
        "%(document)s has the sign of the new entry, so there is nothing to settle. Remove the "
        "application, or add an entry of the opposite sign."
    ) % {"document": entries[0].document_no if entries[0] else ""}


def _complaint(
    line: PartyLine, application: Application, posting_date: date, total: Decimal
) -> str | None:
    entry = application.entry
    assert entry is not None
    if not entry.open:
        return _("%(document)s is no longer open. Remove the application and apply again.") % {
            "document": entry.document_no
        }
    if (entry.kind, entry.party_id) != (line.party.kind, line.party.id):
        return _(
            "%(document)s belongs to %(other)s, not to %(party)s. Split the amount first."
        ) % {
            "document": entry.document_no,
            "other": entry.party_no,
            "party": line.party.no,
        }
    if entry.posting_date > posting_date:
        return _(
            "%(document)s was posted on %(day)s, after this document's date. "
            "Post without applying, or with a later date."
        ) % {
            "document": entry.document_no,
            "day": date_format(entry.posting_date, "SHORT_DATE_FORMAT"),
        }
    if application.amount is not None:
        return _amount_complaint(entry, application.amount, total)
    return None


def _amount_complaint(entry: OpenEntry, amount: Decimal, total: Decimal) -> str | None:
    if not amount.is_finite() or amount == ZERO or (amount > 0) != (entry.remaining > 0):
        return _("The amount to apply to %(document)s must have the sign of %(remaining)s.") % {
            "document": entry.document_no,
            "remaining": shown(entry.remaining),
        }
    if abs(total) > abs(entry.remaining):
        return _("%(document)s has only %(remaining)s left, not %(amount)s: apply less.") % {
            "document": entry.document_no,
            "remaining": shown(entry.remaining),
            "amount": shown(total),
        }
    return None
