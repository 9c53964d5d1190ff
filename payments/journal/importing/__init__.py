"""Import lines of a journal from a table (CSV or XLSX).

columns   which heading means what, in English and in French
table     a file becomes rows of texts, dates and numbers, or is refused in words
rows      one row becomes the values of a line (pure)
groups    the posting groups that rows name
store     all rows become lines of a batch, or none does and every reason is told

Nothing is imported by half: a file with one refused row changes nothing.
"""

from payments.journal.importing.store import import_lines

__all__ = ["import_lines"]
