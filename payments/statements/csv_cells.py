"""Read one cell of a CSV row: dates and amounts exactly as the mapping says, never guessed."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from .csv_profile import AmountStyle, CsvProfile
from .values import Unreadable, believable, fit_amount, shorten

_BLANKS = "\u0020\u00a0\u202f\u2009"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")


@lru_cache(maxsize=1024)
def read_cell_day(text: str, date_format: str) -> date:
    """The date in exactly the mapping's format; Unreadable otherwise or when unbelievable."""
    try:
        day = datetime.strptime(text.strip(), date_format).date()  # noqa: DTZ007 - a local day
    except ValueError:
        example = date(2026, 12, 31).strftime(date_format)
        raise Unreadable(
            "date-unreadable",
            _("“%(text)s” is not a date like %(example)s, as the statement format says.")
            % {"text": shorten(text), "example": example},
        ) from None
    return believable(day)


def read_cell_amount(text: str, currency: str, profile: CsvProfile) -> Decimal:
    """A signed amount: `-5.00`, `5.00-`, `(5.00)`, `+5.00`, with the mapping's separators.

    Thousands must stand in threes: `1,5` is no 15 where the comma separates thousands. The
    typographic minus counts as one; a currency sign or letter does not belong here.
    """
    plain = text.strip(_BLANKS + "\t").replace("\u2212", "-")
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1].strip(_BLANKS)
    elif plain.endswith(("-", "+")):
        negative, plain = plain.endswith("-"), plain[:-1].rstrip(_BLANKS)
    elif plain.startswith(("-", "+")):
        negative, plain = plain.startswith("-"), plain[1:].lstrip(_BLANKS)
    number = _with_point(plain, profile)
    if number is None:
        raise Unreadable(
            "amount-unreadable",
            _("“%(text)s” is not an amount with “%(decimal)s” for decimals, as the statement "
              "format says.")
            % {"text": shorten(text), "decimal": profile.decimal_separator},
        )  # fmt: skip
    return fit_amount(f"-{number}" if negative else number, currency)


def _with_point(plain: str, profile: CsvProfile) -> str | None:
    """Digits with a decimal point, or None when the separators do not fit."""
    whole, decimal, fraction = plain.partition(profile.decimal_separator)
    separator = profile.thousands_separator
    if separator:
        marks = (
            _BLANKS if separator in _BLANKS else separator + ("’" if separator == "'" else "")
        )
        first, *groups = re.split(f"[{re.escape(marks)}]", whole)
        if groups and (not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups)):
            return None
        whole = first + "".join(groups)
    number = f"{whole}.{fraction}" if decimal else whole
    return number if number.isascii() and _NUMBER.fullmatch(number) else None


def flagged_sign(word: str, profile: CsvProfile) -> int:
    """1 or -1 by the mapping's words for credit and debit, whatever their case."""
    plain = word.strip().casefold()
    if plain in {known.casefold() for known in profile.credit_words}:
        return 1
    if plain in {known.casefold() for known in profile.debit_words}:
        return -1
    raise Unreadable(
        "direction-missing",
        _("“%(word)s” is none of the words for credit (%(credit)s) or debit (%(debit)s).")
        % {
            "word": shorten(word),
            "credit": ", ".join(profile.credit_words),
            "debit": ", ".join(profile.debit_words),
        },
    )


def row_amount(cells: dict[str, str], currency: str, profile: CsvProfile) -> Decimal:
    """The signed amount of a row in the mapping's style; Unreadable names the style's demand.

    Flag style: the number may not have a sign of its own. Two columns: exactly one is filled
    (or the other is zero); a sign in the debit column is allowed, banks write it both ways.
    """
    if profile.amount_style is AmountStyle.TWO_COLUMNS:
        amount = _of_two_columns(cells, currency, profile)
    else:
        amount = read_cell_amount(cells.get("amount", ""), currency, profile)
        if profile.amount_style is AmountStyle.FLAG:
            if amount < 0:
                raise Unreadable(
                    "amount-sign",
                    _("The amount %(text)s has a sign although another column says credit or "
                      "debit. Choose the style “signed” or correct the file.")
                    % {"text": shorten(cells.get("amount", ""))},
                )  # fmt: skip
            amount *= flagged_sign(cells.get("flag", ""), profile)
    return -amount if profile.invert_sign else amount


def _of_two_columns(cells: dict[str, str], currency: str, profile: CsvProfile) -> Decimal:
    def side(name: str) -> Decimal | None:
        text = cells.get(name, "")
        return read_cell_amount(text, currency, profile) if text.strip() else None

    credit, debit = side("credit"), side("debit")
    if (credit is None and debit is None) or (credit and debit):
        raise Unreadable(
            "amount-two-columns",
            _("Exactly one of the credit and debit columns must be filled."),
        )
    if debit:
        return -abs(debit)
    return credit if credit is not None else -(debit or Decimal(0))
