"""Read a CSV file as one statement, by a stored mapping; and show its first rows.

The file names no account of ours: the clerk chooses the bank account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from .camt_remittance import warn_wrong_reference
from .csv_balance import BalanceChain
from .csv_check import problems_of
from .csv_line import CellError, RowReading, read_row
from .csv_profile import CsvProfile
from .csv_rows import CsvRow, Table, open_table
from .detect import FileFormat, detect
from .encoding import find_text_encoding
from .fingerprint import LineFingerprints
from .parsed import ParsedLine, ParsedStatement, StatementKind
from .problem_log import ProblemLog, refusal
from .receive import ReceivedFile, receive
from .tally import Tally

PREVIEW_ROWS = 20


class CsvReader:
    """One pass over one CSV file."""

    def __init__(
        self, received: ReceivedFile, profile: CsvProfile, encoding: str, log: ProblemLog
    ) -> None:
        self.received, self.profile, self.encoding, self.log = received, profile, encoding, log
        self._fingerprints = LineFingerprints()
        self._tally, self._chain = Tally(), BalanceChain()

    def read(self) -> Iterator[ParsedLine | ParsedStatement]:
        """The lines in file order, then the statement. Wrong cells are refusals in the log."""
        refuse_unusable(self.profile)
        table = open_table(self.received, self.profile, self.encoding)
        for row in table.rows:
            reading = read_row(row, table, self.profile)
            if reading.errors:
                for error in reading.errors:
                    self.log.refuse(error.code, error.message, _place(row, error))
                continue
            yield self._line(reading)
        yield self._statement()

    def _line(self, reading: RowReading) -> ParsedLine:
        values = reading.values
        where = _("row %(row)d") % {"row": reading.row.number}
        for reference in reading.wrong_references:
            warn_wrong_reference(reference, self.log, where)
        self._chain.add(
            reading.row.number,
            values["booking_date"],
            values["amount"],
            values["running_balance"],
        )
        sequence = self._tally.line_count + 1
        line = ParsedLine(
            sequence=sequence,
            entry=sequence,
            raw_fragment=self.profile.delimiter.join(reading.row.cells),
            fingerprint=self._fingerprints.next(
                self.profile.account,
                values["booking_date"],
                values["amount"],
                values["account_servicer_reference"],
                "",
                f"{values['remittance_text']} {values['extra_text']}",
            ),
            **values,
        )
        self._tally.entry_count += 1
        self._tally.add(line)
        return line

    def _statement(self) -> ParsedStatement:
        tally, chain = self._tally, self._chain
        currency = next(iter(tally.currencies), self.profile.currency)
        if chain.breaks_at is not None:
            self.log.refuse(
                "balance-chain",
                _("The balance column does not follow from the row before. A row is missing, "
                  "or the mapping of amount or sign is wrong."),
                _("row %(row)d") % {"row": chain.breaks_at},
            )  # fmt: skip
        opening, closing = chain.ends(currency)
        return ParsedStatement(
            position=1,
            kind=StatementKind.STATEMENT,
            format="csv",
            version=self.profile.name,
            file_name=self.received.name,
            file_sha256=self.received.sha256,
            encoding=self.encoding,
            from_date=tally.first,
            to_date=tally.last,
            currency=currency,
            currencies=frozenset(filter(None, tally.currencies)),
            opening=opening,
            closing=closing,
            warnings=self.log.warnings_since(0),
            **tally.totals(),
        )


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it stands, what it would become (by `ParsedLine` names), and its errors."""

    number: int
    cells: tuple[str, ...]
    values: dict[str, object]
    errors: tuple[CellError, ...]


@dataclass(frozen=True, slots=True)
class CsvPreview:
    """The first rows of a file under a mapping."""

    heading: tuple[str, ...]
    encoding: str
    rows: tuple[PreviewRow, ...]


def preview_csv(stream: BinaryIO, name: str, profile: CsvProfile) -> CsvPreview:
    """The first 20 rows with errors by row and column, to try a mapping on a real file.

    StatementRefused when the file is no CSV or lacks a mapped column.
    """
    refuse_unusable(profile)
    received = receive(stream, name)
    with received.copy:
        if detect(received, ProblemLog()).format is not FileFormat.CSV:
            raise refusal(
                "not-csv", _("This is a CAMT file; it is read without a statement format.")
            )
        encoding = find_text_encoding(received.copy, received.head, profile.encoding)
        table = open_table(received, profile, encoding)
        rows = tuple(_previewed(row, table, profile) for row in _first(table.rows))
    return CsvPreview(table.heading, encoding, rows)


def _first(rows: Iterator[CsvRow]) -> Iterator[CsvRow]:
    for _count, row in zip(range(PREVIEW_ROWS), rows, strict=False):
        yield row


def _previewed(row: CsvRow, table: Table, profile: CsvProfile) -> PreviewRow:
    reading = read_row(row, table, profile)
    return PreviewRow(row.number, row.cells, reading.values, reading.errors)


def refuse_unusable(profile: CsvProfile) -> None:
    """Raise StatementRefused when the mapping itself is incomplete, naming its first fault."""
    for name, message in problems_of(profile):
        raise refusal("csv-format-unusable", message, name)


def _place(row: CsvRow, error: CellError) -> str:
    if not error.column:
        return _("row %(row)d") % {"row": row.number}
    return _("row %(row)d, column %(column)s") % {"row": row.number, "column": error.column}
