"""CSV as the reader's spreadsheet expects it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from django.utils.translation import get_language, pgettext

from arcore.ui.export.columns import Amount, Cell
from arcore.ui.export.guard import clean, looks_like_formula

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet guesses the encoding wrong


def write_csv(file: IO[bytes], headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Headers and rows; leaves the file open."""
    is_french = (get_language() or "en").startswith("fr")
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";" if is_french else ",")
    point = "," if is_french else "."
    writer.writerow([guarded(header) for header in headers])
    for row in rows:
        writer.writerow([written(cell, point) for cell in row])
    text.flush()
    text.detach()


def written(cell: Cell, point: str = ".") -> str:
    """One cell as text: numbers without grouping, dates ISO, text that is no formula."""
    match cell:
        case None:
            return ""
        case bool():
            return pgettext("answer", "yes") if cell else pgettext("answer", "no")
        case Amount(value, decimals):
            return _plain(value, decimals).replace(".", point)
        case Decimal():
            return _plain(cell, 0).replace(".", point)
        case int():
            return str(cell)
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
    return guarded(cell)


def guarded(text: str) -> str:
    """With a leading apostrophe where it could be calculated."""
    text = clean(text)
    return f"'{text}" if looks_like_formula(text) else text


def _plain(value: Decimal, decimals: int) -> str:
    """At least so many decimals, and every digit that is held: 1234.500 with 2 -> 1234.50."""
    held = max(0, -int(value.normalize().as_tuple().exponent))
    return f"{value:.{max(held, decimals)}f}"
