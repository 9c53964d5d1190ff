"""On which days someone may post: the journal's own period, else the user's, else the company's.

Ledger spec, section 2: the first range that is defined wins; a blank end is open.
"""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _


class PostingRange(NamedTuple):
    """First and last day on which posting is allowed, both included; None is open."""

    first: date | None = None
    last: date | None = None

    @property
    def defined(self) -> bool:
        return self.first is not None or self.last is not None

    def allows(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


UNDEFINED = PostingRange()


def period_refusal(
    day: date,
    user_range: PostingRange,
    company_range: PostingRange,
    journal_range: PostingRange = UNDEFINED,
) -> str | None:
    """Why `day` may not be posted on, or None when it may."""
    own_range = user_range if user_range.defined else company_range
    ruling = journal_range if journal_range.defined else own_range
    if ruling.allows(day):
        return None
    facts = {"day": _show(day), "period": _spell(ruling)}
    if journal_range.defined:
        return (
            _(
                "%(day)s is outside the posting period of the journal template (%(period)s). "
                "Choose another posting date, or ask an administrator to change the template."
            )
            % facts
        )
    if user_range.defined:
        return (
            _(
                "%(day)s is outside your posting period (%(period)s). Choose another posting "
                "date, or ask an administrator to change your period."
            )
            % facts
        )
    return (
        _(
            "%(day)s is outside the company's posting period (%(period)s). Choose another "
            "posting date, or ask an administrator to open the period."
        )
        % facts
    )


def _spell(period: PostingRange) -> str:
    if period.first is None:
        return _("until %(last)s") % {"last": _show(period.last)}
    if period.last is None:
        return _("from %(first)s") % {"first": _show(period.first)}
    return _("%(first)s to %(last)s") % {
        "first": _show(period.first),
        "last": _show(period.last),
    }


def _show(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
