"""Read many exchange rates from the text of a CSV file or a spreadsheet.

Columns are found by their names in the first line, in English or French, in any order:
currency, starting date, amount of the currency (1 where there is none), worth in local
currency. Without names they come in this order: currency, date, worth; or currency, date,
amount, worth. Commas, semicolons and tabs separate; a number has a point or a comma.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arcore.values.book_days import in_book_days
from arcore.values.search_key import search_key

MOST_LINES = 5_000
CURRENCY, DAY, AMOUNT, WORTH = "currency", "day", "amount", "worth"
NAMES = {
    CURRENCY: {"currency", "currency code", "code", "devise", "code devise"},
    DAY: {"starting date", "date", "day", "date debut", "date de debut", "jour"},
    AMOUNT: {"amount", "amount of the currency", "units", "montant", "montant en devise"},
    WORTH: {
        *("worth", "worth in local currency", "rate", "value"),
        *("taux", "valeur", "contre-valeur", "contre-valeur en devise societe"),
    },
}
IN_ORDER = {3: (CURRENCY, DAY, WORTH), 4: (CURRENCY, DAY, AMOUNT, WORTH)}
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadRate:
    """One line: from `day` on, `amount` of the currency is worth `worth` in local currency."""

    line: int
    currency: str
    day: date
    amount: Decimal
    worth: Decimal


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line, or with None the whole text, can't be read; names the way out."""

    message: str
    line: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Reading:
    """All rates, and all problems; with one of these nothing is stored."""

    rates: Sequence[ReadRate]
    problems: Sequence[Problem]


def read_rates(text: str, currencies: Iterable[str], local: str) -> Reading:
    """Every line that can be read, and what is wrong with the others."""
    rows = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(_rows(text), start=1)
        if any(cell.strip() for cell in cells)
    ]
    if len(rows) > MOST_LINES:
        message = _("There are more than %(most)s lines: divide the file.")
        return Reading((), (Problem(message % {"most": MOST_LINES}),))
    columns, is_named = _columns(rows[0][1] if rows else [])
    if not columns:
        return Reading((), (Problem(_no_columns()),))
    rates: list[ReadRate] = []
    problems: list[Problem] = []
    known = set(currencies)
    for number, cells in rows[is_named:]:
        if len(cells) != len(columns):
            problems.append(Problem(_cells(len(cells), len(columns)), number))
            continue
        found = dict(zip(columns, cells, strict=True))
        told = list(_problems(found, known, local))
        problems += [Problem(message, number) for message in told]
        if not told:
            rates.append(_rate(number, found))
    if not rates and not problems:
        problems.append(Problem(_("There is no line with a rate.")))
    return Reading(rates, [*problems, *_twice(rates)])


def _rows(text: str) -> Iterator[list[str]]:
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    return csv.reader(lines, delimiter=delimiter)


def _columns(first: list[str]) -> tuple[tuple[str, ...], bool]:
    """What each cell of a line is, and whether the first line says so."""
    named = [
        next((column for column, names in NAMES.items() if search_key(cell) in names), "")
        for cell in first
    ]
    if {CURRENCY, DAY, WORTH} <= set(named):
        return tuple(named), True
    return IN_ORDER.get(len(first), ()), False


def _problems(found: dict[str, str], known: set[str], local: str) -> Iterator[str]:
    code = found[CURRENCY].upper()
    if code == local:
        yield _("%(currency)s is the local currency and has no rate: take the line out.") % {
            "currency": code
        }
    elif code not in known:
        yield _(
            "“%(currency)s” is not among the currencies: ask an administrator to add it, or take "
            "the line out."
        ) % {"currency": found[CURRENCY][:20]}
    if _day(found[DAY]) is None:
        yield _("“%(text)s” is not a date: write it like 2026-03-15 or 15/03/2026.") % {
            "text": found[DAY][:20]
        }
    for column in (AMOUNT, WORTH):
        if column in found and not _number(found[column]):
            yield _(
                "“%(text)s” is not an amount above zero with at most nine decimals: write it like "
                "92.50."
            ) % {"text": found[column][:30]}


def _rate(number: int, found: dict[str, str]) -> ReadRate:
    day, worth = _day(found[DAY]), _number(found[WORTH])
    amount = _number(found[AMOUNT]) if AMOUNT in found else Decimal(1)
    assert day is not None
    return ReadRate(number, found[CURRENCY].upper(), day, amount, worth)


def _day(text: str) -> date | None:
    """The day of a text, year first or day first; None for anything else."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if in_book_days(found) else None


def _number(text: str) -> Decimal:
    """The number of a text; zero for anything that can't be a rate."""
    match = _NUMBER.fullmatch(text.replace("\u202f", "").replace("\u00a0", "").replace(" ", ""))
    return Decimal(f"{match[1]}.{match[2] or 0}") if match else Decimal(0)


def _twice(rates: Sequence[ReadRate]) -> Iterator[Problem]:
    first: dict[tuple[str, date], int] = {}
    for rate in rates:
        line = first.setdefault((rate.currency, rate.day), rate.line)
        if line != rate.line:
            message = _("Line %(line)s has a rate of %(currency)s from that day: keep one.")
            yield Problem(message % {"line": line, "currency": rate.currency}, rate.line)


def _cells(found: int, wanted: int) -> str:
    return ngettext(
        "There is %(found)s cell where the first line has %(wanted)s: separate with semicolons "
        "where numbers have a comma.",
        "There are %(found)s cells where the first line has %(wanted)s: separate with semicolons "
        "where numbers have a comma.",
        found,
    ) % {"found": found, "wanted": wanted}


def _no_columns() -> str:
    return _(
        "The first line must name the columns currency, starting date and worth, or hold a rate "
        "in that order."
    )
