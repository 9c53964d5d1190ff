"""XLSX, written row by row: memory does not grow with the list."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from arcore.ui.export.columns import Amount, Cell
from arcore.ui.export.guard import clean, looks_like_formula

# The built-in formats that every spreadsheet shows in its own language.
DAY, MOMENT = "mm-dd-yy", "m/d/yy h:mm"
SHEET_NAME = 31  # characters, and none of []:*?/\
NARROWEST, WIDEST = 12, 40


def write_xlsx(
    file: IO[bytes], headers: Sequence[str], rows: Iterable[Sequence[Cell]], title: str
) -> None:
    """One sheet with a fixed row of headers; leaves the file open."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for at, header in enumerate(headers, 1):
        width = min(max(len(header) + 4, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = width
    bold = Font(bold=True)
    sheet.append([_text(sheet, header, font=bold) for header in headers])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    book.save(file)


def _cell(sheet: Any, cell: Cell) -> Any:
    match cell:
        case None | bool():
            return cell
        case Amount(value, decimals):
            return _styled(sheet, value, "#,##0" + ("." + "0" * decimals if decimals else ""))
        case Decimal():
            return _styled(sheet, cell, "General")
        case int():
            return cell
        case datetime():
            return _styled(sheet, cell, MOMENT)
        case date():
            return _styled(sheet, cell, DAY)
    return _text(sheet, cell)


def _styled(sheet: Any, value: Any, number_format: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell


def _text(sheet: Any, text: str, font: Font | None = None) -> Any:
    """Text stays text: never a formula, nor an error value such as #N/A."""
    text = clean(text)
    is_risky = looks_like_formula(text) or text in ERROR_CODES
    if not is_risky and font is None:
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = is_risky  # stays text when somebody edits the cell
    if font is not None:
        cell.font = font
    return cell


def _sheet_name(title: str) -> str:
    kept = "".join(" " if c in "[]:*?/\\" else c for c in clean(title)).strip("' ")
    return kept[:SHEET_NAME].strip("' ") or "1"
