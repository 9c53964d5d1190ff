"""Amounts, currencies and dates as banks write them, or the reason why they are none.

Every function raises `Unreadable` with a sentence that quotes the text and says what is
expected; the caller adds the place.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

MAX_WHOLE_DIGITS = 15  # what a money column holds: numeric(18,3)
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)

# ISO 4217, minor units other than two.
_NO_DECIMALS = frozenset(
    (
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
        "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    )
)  # fmt: skip
_THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

_PLAIN_AMOUNT = re.compile(r"\+?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*|Z|[+-][0-9]{2}:[0-9]{2})?", re.S)


class Unreadable(ValueError):
    """A text that is not the value expected; `code` is stable, the message a sentence."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def decimals_of(currency: str) -> int:
    """Decimal places of a currency by ISO 4217: EUR 2, JPY 0, TND 3."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def shorten(text: str, length: int = 40) -> str:
    """The text as a message may quote it."""
    return text if len(text) <= length else text[: length - 1] + "…"


@lru_cache(maxsize=512)
def read_currency(text: str) -> str:
    """A currency code of three capital letters, else Unreadable."""
    code = text.strip()
    if not _CURRENCY.fullmatch(code):
        raise Unreadable(
            "currency-unreadable",
            _("“%(text)s” is not a currency code of three letters such as EUR.")
            % {"text": shorten(text)},
        )
    return code


def read_amount(text: str, currency: str) -> Decimal:
    """An amount without sign as ISO 20022 writes it: digits, a point, the currency's decimals.

    `8.850` in EUR is 8.85; `8.855`, `-8.85`, `1e30`, `NaN` and more than 15 digits before the
    point raise Unreadable.
    """
    plain = text.strip()
    if not _PLAIN_AMOUNT.fullmatch(plain):
        raise Unreadable(
            "amount-unreadable",
            _("“%(text)s” is not an amount: digits and a decimal point are expected, no sign.")
            % {"text": shorten(text)},
        )
    return fit_amount(plain, currency)


def fit_amount(plain: str, currency: str) -> Decimal:
    """The Decimal of a plain number (sign, digits, point) in the currency's decimals."""
    sign, digits = ("-", plain[1:]) if plain[:1] == "-" else ("", plain.lstrip("+"))
    whole, _point, fraction = digits.partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    if len(whole) > MAX_WHOLE_DIGITS:
        raise Unreadable(
            "amount-too-large",
            _("The amount %(text)s has more than %(digits)d digits before the decimal point.")
            % {"text": shorten(plain), "digits": MAX_WHOLE_DIGITS},
        )
    places = decimals_of(currency)
    if len(fraction) > places:
        raise Unreadable(
            "amount-decimals",
            _("The amount %(text)s has more decimals than %(currency)s allows (%(places)d).")
            % {"text": shorten(plain), "currency": currency or "?", "places": places},
        )
    return Decimal(f"{sign}{whole}.{fraction.ljust(places, '0')}")


@lru_cache(maxsize=1024)
def read_day(text: str) -> date:
    """The local date of an ISO date or date-time: 2026-03-01T23:59:00+01:00 -> 1 March.

    The zone never moves the day: the bank booked it on the day it wrote. Days before 1970 or
    after 2100 raise Unreadable, as typing errors.
    """
    found = _ISO_DAY.fullmatch(text.strip())
    if found is None:
        raise Unreadable(
            "date-unreadable",
            _("“%(text)s” is not a date; it must look like 2026-12-31.")
            % {"text": shorten(text)},
        )
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(
            "date-unreadable",
            _("The date %(text)s does not exist in the calendar.") % {"text": shorten(text)},
        ) from None
    return believable(day)


def believable(day: date) -> date:
    """The day itself, or Unreadable when no bank statement can carry it."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Unreadable(
            "date-out-of-range",
            _("The date %(day)s lies outside %(first)d to %(last)d; correct it at the bank.")
            % {"day": day.isoformat(), "first": FIRST_DAY.year, "last": LAST_DAY.year},
        )
    return day


def read_moment(text: str) -> datetime | None:
    """When something was created, as written (with its zone when given); None if unreadable.

    Only for show: nothing is booked or refused by it.
    """
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
