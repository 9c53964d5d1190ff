"""Refuse a foreign payment on a day that has no exchange rate."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def rate_known(registration: Registration) -> Iterable[Refusal]:
    """The rate of the day on which the money was received."""
    local, currencies = registration.local.code, registration.market.currencies
    for one in registration.paid:
        code, day = one.currency.code, one.line.day
        if code == local or day is None or currencies[code].factor_on(day) is not None:
            continue
        message = _(
            "%(document)s: %(currency)s has no exchange rate on %(day)s. Ask for one to be "
            "entered."
        )
        facts = {
            "document": one.document,
            "currency": code,
            "day": date_format(day, "SHORT_DATE_FORMAT"),
        }
        yield Refusal(message % facts, one.number, "day")
