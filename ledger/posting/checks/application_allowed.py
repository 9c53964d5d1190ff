"""Refuse an application to an entry that can't take it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting.applying import Applying, applyings
from ledger.posting.known import OpenEntry, PartyKind
from ledger.posting.refusals import Refusal
from ledger.posting.request import Application, PostingRequest
from ledger.posting.shown import shown


def application_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Open, of the same party, not posted later, not over-applied (spec section 3)."""
    applied: dict[tuple[PartyKind, int], Decimal] = defaultdict(lambda: ZERO)
    for applying in applyings(request):
        yield from _own_complaints(applying)
        for application in applying.applies:
            if application.entry is None:
                continue
            key = (application.entry.kind, application.entry.id)
            if application.amount is not None and application.amount.is_finite():
                applied[key] += application.amount
            message = _complaint(applying, application, application.entry, applied[key])
            if message:
                yield Refusal(message, applying.number)


def _own_complaints(applying: Applying) -> Iterator[Refusal]:
    if applying.entry is not None and not applying.entry.open:
        message = _("%(document)s is closed: there is nothing left of it to apply.")
        yield Refusal(message % {"document": applying.entry.document_no}, applying.number)
    elif told := _one_sided(applying):
        yield Refusal(told, applying.number)
    if applying.entry is not None and applying.day < applying.paid_on:
        yield Refusal(_too_late(applying.entry), applying.number, "posting_date")


def _one_sided(applying: Applying) -> str | None:
    """Entries of the applying side's own sign alone have nothing to settle."""
    entries = [application.entry for application in applying.applies]
    amount = applying.remaining
    if not entries or not amount.is_finite() or amount == ZERO:
        return None
    if any(e is None or not e.open or (e.remaining > 0) != (amount > 0) for e in entries):
        return None
    facts = {"document": entries[0].document_no if entries[0] else ""}
    if applying.entry is None:
        return (
            _(
                "%(document)s has the sign of the new entry, so there is nothing to settle. "
                "Remove the application, or add an entry of the opposite sign."
            )
            % facts
        )
    facts["applying"] = applying.entry.document_no
    return (
        _(
            "%(document)s has the sign of %(applying)s, so there is nothing to settle. Mark an "
            "entry of the opposite sign."
        )
        % facts
    )


def _complaint(
    applying: Applying, application: Application, entry: OpenEntry, total: Decimal
) -> str | None:
    if applying.entry is not None and entry.id == applying.entry.id:
        return _("%(applying)s can't be applied to itself.") % {"applying": entry.document_no}
    if not entry.open:
        return _("%(document)s is no longer open. Remove the application and apply again.") % {
            "document": entry.document_no
        }
    if (entry.kind, entry.party_id) != (applying.party.kind, applying.party.id):
        return _(
            "%(document)s belongs to %(other)s, not to %(party)s. Split the amount first."
        ) % {
            "document": entry.document_no,
            "other": entry.party_no,
            "party": applying.party.no,
        }
    if entry.posting_date > applying.day:
        return _too_late(entry)
    if application.amount is not None:
        return _amount_complaint(entry, application.amount, total)
    return None


def _too_late(entry: OpenEntry) -> str:
    return _(
        "%(document)s was posted on %(day)s, after this document's date. "
        "Post without applying, or with a later date."
    ) % {
        "document": entry.document_no,
        "day": date_format(entry.posting_date, "SHORT_DATE_FORMAT"),
    }


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
