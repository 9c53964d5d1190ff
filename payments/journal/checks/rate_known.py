"""Refuse a foreign line without an exchange rate."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def rate_known(journal: Journal) -> Iterable[Refusal]:
    """The rate of the posting date is taken when the line is typed; it may be typed instead."""
    for line in journal.lines:
        if line.factor is None and line.posting_date is not None:
            yield Refusal(
                _(
                    "%(currency)s has no exchange rate on %(day)s. Type the rate on the line, or "
                    "ask an administrator to enter one."
                )
                % {
                    "currency": line.currency.code,
                    "day": date_format(line.posting_date, "SHORT_DATE_FORMAT"),
                },
                line.number,
                "factor",
            )
