"""Cut a CSV file into rows: skip what stands around the table, find the columns, guard limits.

Every cell is plain text: a formula, a link or a number with leading zeros stays what it is.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .csv_profile import Columns, CsvProfile
from .problem_log import refusal
from .receive import ReceivedFile

MAX_LINE_LENGTH = 128 * 1024  # characters; also the csv module's limit for one cell


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line of the file on which it ends, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The heading (empty without one), positions by field, and the rows of data."""

    heading: tuple[str, ...]
    positions: dict[str, tuple[int, ...]]
    rows: Iterator[CsvRow]

    def label(self, name: str) -> str:
        """The column of a field as the clerk sees it: its heading, else its number."""
        places = self.positions.get(name, ())
        return ", ".join(
            self.heading[place] if place < len(self.heading) else str(place + 1)
            for place in places
        )


def open_table(received: ReceivedFile, profile: CsvProfile, encoding: str) -> Table:
    """The table in the file; StatementRefused when a column is missing or named twice."""
    rows = _without_bottom(_rows(received, profile, encoding), profile.skip_bottom)
    heading: tuple[str, ...] = ()
    if profile.has_header:
        first = next(rows, None)
        if first is None:
            raise refusal("csv-no-heading", _("The file holds no heading row."))
        heading = tuple(cell.strip() for cell in first.cells)
    used = profile.columns.used()
    positions = {name: _places(columns, heading) for name, columns in used.items()}
    return Table(heading, positions, rows)


def _rows(received: ReceivedFile, profile: CsvProfile, encoding: str) -> Iterator[CsvRow]:
    received.copy.seek(0)
    text = io.TextIOWrapper(received.copy, encoding=encoding, newline="", errors="strict")
    try:
        for _skipped in range(profile.skip_top):
            _line(text, 0)
        reader = csv.reader(
            _lines(text, profile.skip_top),
            delimiter=profile.delimiter,
            quotechar=profile.quote,
            strict=True,
        )
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield CsvRow(profile.skip_top + reader.line_num, tuple(cells))
        except csv.Error as error:
            raise refusal(
                "csv-broken",
                _("The row cannot be cut into cells (%(error)s): a quote is open or stands in "
                  "the wrong place, or the file is cut off. Check delimiter and quote of the "
                  "statement format.") % {"error": error},
                _("row %(row)d") % {"row": profile.skip_top + reader.line_num},
            ) from None  # fmt: skip
    finally:
        if not received.copy.closed:  # the file may be given up before its rows
            text.detach()


def _lines(text: io.TextIOWrapper, before: int) -> Iterator[str]:
    number = before
    while True:
        number += 1
        line = _line(text, number)
        if not line:
            return
        yield line


def _line(text: io.TextIOWrapper, number: int) -> str:
    line = text.readline(MAX_LINE_LENGTH + 1)
    if len(line) > MAX_LINE_LENGTH:
        raise refusal(
            "line-too-long",
            _("A line has more than %(limit)d characters; no bank writes such rows. Check that "
              "this is the right file.") % {"limit": MAX_LINE_LENGTH},
            _("row %(row)d") % {"row": number},
        )  # fmt: skip
    if "\x00" in line:
        raise refusal(
            "csv-binary",
            _("The line holds a zero byte, so this is no text file. Save it as CSV again."),
            _("row %(row)d") % {"row": number},
        )
    return line


def _without_bottom(rows: Iterator[CsvRow], count: int) -> Iterator[CsvRow]:
    """All rows but the last `count`, which hold sums or remarks."""
    waiting: deque[CsvRow] = deque()
    for row in rows:
        waiting.append(row)
        if len(waiting) > count:
            yield waiting.popleft()


def _places(columns: Columns, heading: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(
        column - 1 if isinstance(column, int) else _place(column, heading) for column in columns
    )


def _place(name: str, heading: tuple[str, ...]) -> int:
    wanted = name.strip().casefold()
    found = [place for place, cell in enumerate(heading) if cell.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    message = (
        _("The column “%(name)s” is missing; the file has: %(heading)s.")
        if not found
        else _("The column “%(name)s” stands more than once; count the columns instead.")
    )
    raise refusal(
        "column-missing" if not found else "column-twice",
        message % {"name": name, "heading": ", ".join(heading)[:400]},
    )
