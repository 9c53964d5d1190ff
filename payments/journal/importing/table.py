"""A CSV or XLSX file as rows of cells, or a refusal in words."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import isfinite
from numbers import Real
from typing import Any, BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from ledger.posting import Refusal
from payments.journal.refused import JournalRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 1_000
ZIP_SIGN = b"PK\x03\x04"
DELIMITERS = ";,\t"

Row = list[Any]


def read_table(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    """Rows with their numbers in the file, from 1, empty ones left out.

    Cells are texts, dates or numbers. Raises JournalRefused for a file that is no table, and
    for one that is too large.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refusal(_("The file is too large: at most 10 MB. Split it."))
    rows = _xlsx(content) if content.startswith(ZIP_SIGN) else _csv(content)
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _refusal(
                _("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS}
            )
        tidy = [_tidy(cell) for cell in cells[:MOST_COLUMNS]]
        if any(cell not in (None, "") for cell in tidy):
            yield number, tidy


def _csv(content: bytes) -> Iterator[Row]:
    text = _text(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as broken:
        message = _("This is no readable CSV file: save it again as CSV or XLSX.")
        raise _refusal(message) from broken


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _refusal(_("This is neither a CSV nor an XLSX file: save the table as one of them."))


def _xlsx(content: bytes) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield list(cells)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
        EOFError,
    ) as broken:
        message = _("This is no readable XLSX file: save the table again as XLSX or CSV.")
        raise _refusal(message) from broken


def _tidy(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        return "".join(one for one in cell if one.isprintable())[:MOST_CHARACTERS].strip()
    return cell


def is_day(cell: Any) -> bool:
    """Whether a spreadsheet gave the cell as a date."""
    return isinstance(cell, date)


def is_number(cell: Any) -> bool:
    """Whether a spreadsheet gave the cell as a finite number."""
    return isinstance(cell, Real) and not isinstance(cell, bool) and isfinite(cell)


def text_of(cell: Any) -> str:
    """A cell as somebody would have typed it: 4711.0 -> 4711."""
    if cell is None:
        return ""
    return str(int(cell)) if is_number(cell) and cell == cell // 1 else str(cell)


def _refusal(message: str) -> JournalRefused:
    return JournalRefused([Refusal(message)])


def first_row(rows: Sequence[tuple[int, Row]]) -> tuple[int, Row]:
    """The headings; raises JournalRefused for an empty file."""
    if not rows:
        raise _refusal(_("The file is empty. Import a table with headings and rows."))
    return rows[0]
