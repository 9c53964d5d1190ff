"""Refuse to undo an application that is undone, overtaken or reversed (ledger spec, section 3)."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest
from ledger.posting.undoing import Unapplication


def unapplication_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Newest first, not before its own date; the period and the block have their own checks."""
    for transaction in request.transactions:
        for undone in transaction.unapplications:
            yield from _complaints(undone, transaction.posting_date)


def _complaints(undone: Unapplication, day: date) -> Iterator[Refusal]:
    if not undone.details or all(detail.unapplied for detail in undone.details):
        yield Refusal(_("This application was undone before. Reload the page to see by what."))
        return
    for document_no, later in undone.later:
        message = _(
            "%(document)s was applied again later, by %(later)s. Unapply that application first."
        )
        yield Refusal(message % {"document": document_no, "later": later})
    for entry in undone.entries:
        if entry.reversed:
            message = _("%(document)s is reversed, so its application stays.")
            yield Refusal(message % {"document": entry.document_no})
    if day < undone.applied_on:
        message = _("The application was posted on %(day)s. Unapply it on that day or later.")
        shown = date_format(undone.applied_on, "SHORT_DATE_FORMAT")
        yield Refusal(message % {"day": shown}, field="posting_date")
