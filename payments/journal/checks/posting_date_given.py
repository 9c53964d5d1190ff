"""Refuse a line without a posting date, or with one that no book can hold."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.book_days import in_book_days
from ledger.posting import Refusal
from payments.journal.values import Journal


def posting_date_given(journal: Journal) -> Iterable[Refusal]:
    """The period itself is checked by the posting road, template's range first."""
    for line in journal.lines:
        if line.posting_date is None:
            yield Refusal(_("Enter the posting date."), line.number, "posting_date")
        elif not in_book_days(line.posting_date):
            yield Refusal(
                _("The year must lie between 1990 and 2100."), line.number, "posting_date"
            )
