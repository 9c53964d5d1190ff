"""Tell what is wrong with a CSV mapping before a file meets it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .csv_profile import SINGLE, AmountStyle, CsvProfile

_TWICE = ("%d", "%m")
_YEARS = ("%Y", "%y")
_DATE_LETTERS = re.compile(r"%(.)")
NEEDED = {
    AmountStyle.SIGNED: ("amount",),
    AmountStyle.FLAG: ("amount", "flag"),
    AmountStyle.TWO_COLUMNS: ("credit", "debit"),
}


def problems_of(profile: CsvProfile) -> Iterator[tuple[str, str]]:
    """Pairs of field name and sentence, none for a mapping that can be used."""
    yield from _letters(profile)
    yield from _date_format(profile)
    used = profile.columns.used()
    for name in ("booking_date", *NEEDED[profile.amount_style]):
        if name not in used:
            yield name, _("Say which column holds this.")
    for name, columns in used.items():
        if name in SINGLE and len(columns) > 1:
            yield name, _("Only one column may hold this; several cannot be joined.")
        if not profile.has_header and any(isinstance(column, str) for column in columns):
            yield name, _("Without a heading row, count the columns: 1 is the first.")
        if any(isinstance(column, int) and column < 1 for column in columns):
            yield name, _("Columns are counted from 1.")
    words = {word.casefold() for word in profile.credit_words}
    both = words & {word.casefold() for word in profile.debit_words}
    if profile.amount_style is AmountStyle.FLAG and (both or not words):
        yield "credit_words", _("A word must mean either credit or debit, and each needs one.")


def _letters(profile: CsvProfile) -> Iterator[tuple[str, str]]:
    if profile.encoding:
        try:
            b"a".decode(profile.encoding, "ignore")  # also refuses codecs that are no letters
        except LookupError:
            yield "encoding", _("“%(name)s” is no known encoding.") % {"name": profile.encoding}
    for name in ("delimiter", "quote", "decimal_separator"):
        if len(getattr(profile, name)) != 1:
            yield name, _("Exactly one character is needed here.")
    if len(profile.thousands_separator) > 1:
        yield "thousands_separator", _("At most one character is possible here.")
    if profile.thousands_separator == profile.decimal_separator:
        yield "thousands_separator", _("Thousands and decimals need different separators.")
    if profile.delimiter == profile.quote:
        yield "quote", _("Delimiter and quote must be different.")


def _date_format(profile: CsvProfile) -> Iterator[tuple[str, str]]:
    letters = ["%" + letter for letter in _DATE_LETTERS.findall(profile.date_format)]
    complete = all(letters.count(part) == 1 for part in _TWICE)
    if not complete or sum(letters.count(year) for year in _YEARS) != 1:
        yield (
            "date_format",
            _("Give day, month and year once each, such as %%d.%%m.%%Y for 31.12.2026.") % (),
        )
