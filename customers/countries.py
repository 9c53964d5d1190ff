"""Countries by ISO 3166 code, named in the reader's language (from Unicode's data, by Babel)."""

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arcore.values.search_key import search_key

# Two letters in Unicode's table that are no country: unions, test and unknown regions.
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def country_name(code: str) -> str:
    """`FR` -> `France`; the code itself when nobody knows it, blank for blank."""
    return _names(_language()).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Every country as (code, "name (code)"), sorted by name, a blank one first."""
    return [("", "—"), *_sorted_choices(_language())]


def check_country(code: str) -> None:
    """Raise ValidationError unless the code is a country's."""
    if code not in _names("en"):
        raise ValidationError(
            _("“%(code)s” is not a country code: two letters, as in FR or GB.")
            % {"code": code[:10]},
            code="country",
        )


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }


@cache
def _sorted_choices(language: str) -> tuple[tuple[str, str], ...]:
    named = sorted(_names(language).items(), key=lambda pair: search_key(pair[1]))
    return tuple((code, f"{name} ({code})") for code, name in named)


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"
