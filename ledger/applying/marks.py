"""Marks: entries chosen for an application, kept as they are made (ledger spec, section 3).

An entry is in one set at a time. Whoever marks an entry that is in another set is told who
marked it, when and for what; neither set changes.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO, round_amount
from ledger.applying.applicants import Applicant, applicants, begin_marking
from ledger.applying.ledgers import LEDGERS
from ledger.models import ApplicationMark
from ledger.posting import PostingRefused, Refusal
from ledger.posting.for_sources import PartyKind, locks, shown


class MarkedElsewhere(PostingRefused):
    """The entry is in another set; `theirs` is that mark, `other` what it is for, if known."""

    def __init__(self, theirs: ApplicationMark, other: Applicant | None) -> None:
        self.theirs, self.other = theirs, other
        super().__init__([Refusal(_told(theirs, other), field="entry")])


@transaction.atomic
def mark(
    applicant: Applicant,
    entry_id: int,
    *,
    user_id: int | None,
    now: datetime,
    amount: Decimal | None = None,
) -> ApplicationMark:
    """The entry is in the applicant's set with `amount`, by default all that remains of it.

    Marking again changes the amount. Raises `MarkedElsewhere`, or `PostingRefused` for what
    can't be applied; then nothing changes.
    """
    _begin(applicant, user_id, now, entry_id)
    return _put(applicant, entry_id, user_id, now, amount)


def _begin(applicant: Applicant, user_id: int | None, now: datetime, entry_id: int) -> None:
    """The entry that the applicant named by itself is one of its marks from now on."""
    named = begin_marking(applicant, user_id)
    if named is None or named == entry_id:
        return
    _lock(applicant.kind, [named, entry_id])
    _put(applicant, named, user_id, now, None)


def _put(
    applicant: Applicant,
    entry_id: int,
    user_id: int | None,
    now: datetime,
    amount: Decimal | None,
) -> ApplicationMark:
    entry = _locked(applicant.kind, entry_id)
    theirs = marks_by_entry(applicant.kind, [entry_id]).get(entry_id)
    if theirs is not None and theirs.owner != applicant.owner:
        raise MarkedElsewhere(theirs, applicants([theirs.owner]).get(theirs.owner))
    chosen = entry.remaining if amount is None else amount
    message = _complaint(applicant, entry, chosen)
    if message:
        raise PostingRefused([Refusal(message, field="amount")])
    kept = theirs or ApplicationMark(
        owner=applicant.owner, **{f"{applicant.kind}_entry": entry}
    )
    kept.amount, kept.marked_by_id, kept.marked_at = chosen, user_id, now
    kept.save()
    return kept


@transaction.atomic
def unmark(applicant: Applicant, entry_id: int, *, user_id: int | None, now: datetime) -> None:
    """Take an entry out of the applicant's set; one that is not in it is no error."""
    _begin(applicant, user_id, now, entry_id)
    marks_of(applicant.owner).filter(**{f"{applicant.kind}_entry_id": entry_id}).delete()


@transaction.atomic
def clear_marks(applicant: Applicant, *, user_id: int | None) -> int:
    """Empty the applicant's set; how many entries were in it."""
    named = begin_marking(applicant, user_id)
    return marks_of(applicant.owner).delete()[0] + (named is not None)


def marks_of(owner: str) -> QuerySet[ApplicationMark]:
    """The owner's set, in the order in which it was marked."""
    return ApplicationMark.objects.filter(owner=owner).order_by("id")


def marks_by_entry(kind: PartyKind, ids: list[int]) -> Mapping[int, ApplicationMark]:
    """Whoever's marks of these entries, by entry, with who made them; one query."""
    column = f"{kind}_entry_id"
    found = ApplicationMark.objects.filter(**{f"{column}__in": ids})
    return {getattr(one, column): one for one in found.select_related("marked_by")}


def _lock(kind: PartyKind, ids: list[int]) -> None:
    """Two users who mark an entry, or a posting, wait for each other."""
    locks.take_entries(kind, ids)


def _locked(kind: PartyKind, entry_id: int) -> Any:
    """The entry as it is now, held."""
    _lock(kind, [entry_id])
    entry = LEDGERS[kind].entries.objects.select_related("currency").filter(pk=entry_id).first()
    if entry is None:
        raise PostingRefused([Refusal(_("This entry does not exist. Reload the page."))])
    return entry


def _complaint(applicant: Applicant, entry: Any, amount: Decimal) -> str | None:
    facts = {"document": entry.document_no, "applying": applicant.label}
    if not applicant.is_open:
        return _("%(applying)s is closed: there is nothing left of it to apply.") % facts
    if entry.pk == applicant.entry_id:
        return _("%(applying)s can't be applied to itself.") % facts
    if not entry.open:
        return _("%(document)s was closed meanwhile: there is nothing left to pay.") % facts
    if getattr(entry, f"{LEDGERS[applicant.kind].party}_id") != applicant.party_id:
        facts["party"] = applicant.party
        return _("%(document)s does not belong to %(party)s. Mark an entry of theirs.") % facts
    if applicant.latest is not None and entry.posting_date > applicant.latest:
        facts |= {
            "day": date_format(entry.posting_date, "SHORT_DATE_FORMAT"),
            "latest": date_format(applicant.latest, "SHORT_DATE_FORMAT"),
        }
        return (
            _(
                "%(document)s was posted on %(day)s, after %(applying)s of %(latest)s. Give that "
                "a later date first."
            )
            % facts
        )
    return _about_amount(entry, amount)


def _about_amount(entry: Any, amount: Decimal) -> str | None:
    facts = {"document": entry.document_no, "remaining": shown(entry.remaining)}
    if not amount.is_finite() or amount == ZERO or (amount > 0) != (entry.remaining > 0):
        return (
            _("The amount to apply to %(document)s must have the sign of %(remaining)s.")
            % facts
        )
    if abs(amount) > abs(entry.remaining):
        facts["amount"] = shown(amount)
        return (
            _("%(document)s has only %(remaining)s left, not %(amount)s: apply less.") % facts
        )
    if amount != round_amount(amount, entry.currency.precision):
        facts |= {"amount": shown(amount), "currency": entry.currency_id}
        return _("%(amount)s has more decimals than %(currency)s allows.") % facts
    return None


def _told(theirs: ApplicationMark, other: Applicant | None) -> str:
    entry = theirs.customer_entry or theirs.vendor_entry
    facts = {
        "document": entry.document_no if entry else "",
        "user": theirs.marked_by or "?",
        "when": date_format(timezone.localtime(theirs.marked_at), "SHORT_DATETIME_FORMAT"),
        "what": other.label if other else _("something that is gone"),
    }
    return (
        _(
            "%(document)s is marked for %(what)s, by %(user)s on %(when)s. Take it off there "
            "first, or ask %(user)s."
        )
        % facts
    )
