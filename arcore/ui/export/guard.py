"""Text that a spreadsheet could take for a formula (CSV injection).

A name like `=HYPERLINK(...)` must arrive as text. XLSX says so in the cell itself; CSV has only
the leading apostrophe, which spreadsheets hide.
"""

import re

DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
# No file format takes these; openpyxl refuses them with an exception.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # of a spreadsheet


def clean(text: str) -> str:
    """The text without characters that no spreadsheet can hold, cut to a cell's length."""
    return _CONTROL.sub("", text)[:LONGEST_CELL]


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate it, also after spaces that it would skip."""
    return text[:1] in DANGEROUS or text.lstrip()[:1] in DANGEROUS
