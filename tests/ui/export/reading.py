"""Read a file that a list was exported to."""

import csv
import io
from typing import Any

from openpyxl import load_workbook


def content_of(response: Any) -> bytes:
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def rows_of_csv(response: Any, delimiter: str = ",") -> list[list[str]]:
    """Headers and rows of a CSV answer."""
    text = content_of(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def cells_of_xlsx(response: Any) -> list[list[Any]]:
    """The cells of the only sheet of an XLSX answer."""
    return sheet_of(io.BytesIO(content_of(response)))


def sheet_of(file: Any) -> list[list[Any]]:
    book = load_workbook(file)
    (sheet,) = book.worksheets
    return [list(row) for row in sheet.iter_rows()]
