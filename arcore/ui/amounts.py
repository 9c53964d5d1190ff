"""Amounts as people write them, in and out, by language; always Decimal.

English writes 1,234.56, French 1 234,56. Reading is strict about grouping, because "1234,56"
read as English without a complaint would be a hundred times too much.
"""

import re
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_precision
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_SPACES = "\u0020\u00a0\u202f\u2009"
_SIGN = rf"([+\-\u2212]?)[{_SPACES}]*"
_SPACED = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+"
_WRITTEN = {
    "en": re.compile(rf"{_SIGN}(\d+|\d{{1,3}}(?:,\d{{3}})+|{_SPACED})(?:\.(\d+))?", re.ASCII),
    "fr": re.compile(rf"{_SIGN}(\d+|{_SPACED})(?:[,.](\d+))?", re.ASCII),
}
LONGEST_TYPED = 40


class BadAmount(ValueError):
    """The text is no amount; the message says why, in the user's language."""


def read_amount(text: str, *, digits: int = 18, decimals: int = 2) -> Decimal:
    """The amount a user typed, with at most `digits` digits and `decimals` after the point.

    Raises BadAmount for NaN, Infinity, exponents, mixed separators and whatever does not fit.
    """
    typed = text.strip(_SPACES + "\t\r\n")
    match = _WRITTEN[_language()].fullmatch(typed) if len(typed) <= LONGEST_TYPED else None
    if not match:
        raise BadAmount(
            _("“%(typed)s” is not an amount. Write it like %(example)s.")
            % {"typed": typed[:LONGEST_TYPED], "example": show_amount(Decimal("1234.56"))}
        )
    sign, written, fraction = match.groups(default="")
    whole = re.sub(r"\D", "", written).lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise BadAmount(_too_many_decimals(decimals))
    if len(whole) > digits - decimals:
        raise BadAmount(
            _("The amount is too large: at most %(digits)d digits before the decimals.")
            % {"digits": digits - decimals}
        )
    amount = Decimal(f"{whole}.{fraction.ljust(decimals, '0')}" if decimals else whole)
    return -amount if sign not in ("", "+") and amount else amount


def show_amount(amount: Decimal | int, decimals: int = 2) -> str:
    """1234.5 -> "1,234.50" or "1 234,50"; 17.25 with 1 decimal stays 17.25.

    A digit that the books hold is never hidden, even where the currency has fewer decimals.
    """
    exact = Decimal(amount)
    held = -int(exact.normalize().as_tuple().exponent)
    return formats.number_format(exact, max(decimals, held), use_l10n=True, force_grouping=True)


@cache
def currency_decimals(code: str) -> int:
    """Decimals of a currency by ISO 4217: EUR 2, JPY 0, KWD 3; unknown or empty 2."""
    return get_currency_precision(code) if code else 2


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def _too_many_decimals(decimals: int) -> str:
    if decimals == 0:
        return _("This currency has no decimals: write a whole amount.")
    return _("The amount has too many decimals: at most %(decimals)d.") % {"decimals": decimals}
