"""What a CSV format makes of a sample file: its first rows, or every reason it can't be read."""

from dataclasses import dataclass

from payments.statements.csv_profile import CsvProfile
from payments.statements.parsed import ImportProblem, ParsedLine, StatementRefused
from payments.statements.read import read_statements
from payments.statements.receive import Readable

MOST_ROWS = 20


@dataclass(frozen=True)
class CsvPreview:
    """The first lines as they would be imported, and what is wrong by row and column."""

    lines: tuple[ParsedLine, ...]
    problems: tuple[ImportProblem, ...]


def preview_csv(stream: Readable, name: str, profile: CsvProfile) -> CsvPreview:
    """Reads the sample and stores nothing."""
    try:
        with read_statements(stream, name, profile) as parsed:
            lines = (line for one in parsed.statements for line in parsed.lines(one))
            first = tuple(line for _place, line in zip(range(MOST_ROWS), lines, strict=False))
            return CsvPreview(first, parsed.warnings)
    except StatementRefused as refused:
        return CsvPreview((), refused.problems)
