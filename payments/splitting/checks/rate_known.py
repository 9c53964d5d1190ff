"""Refuse foreign money of a day that has no exchange rate."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.splitting.posting.values import Split


def rate_known(split: Split) -> Iterable[Refusal]:
    """The rate of the day on which the money was received."""
    if split.factor is None:
        message = _("%(currency)s has no exchange rate on %(day)s. Ask for one to be entered.")
        facts = {
            "currency": split.currency.code,
            "day": date_format(split.day, "SHORT_DATE_FORMAT"),
        }
        yield Refusal(message % facts)
