"""The door: read a bank statement file, or refuse it with every reason.

Chosen: the file is checked to its end before a line is handed out, because a refused file
must store nothing. The lines of a small file are kept; those of a large one are read again
from the copy when asked for, statement by statement. Rejected: keeping all (150,000 lines
take 300 MB), and handing lines out before the end was seen.
"""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from .camt import CamtReader
from .camt_broken import broken_xml
from .csv_mapping import CsvReader
from .csv_profile import CsvProfile
from .detect import Detected, FileFormat, detect
from .encoding import find_text_encoding, first_wrong_byte
from .parsed import ImportProblem, ParsedLine, ParsedStatement, Severity, StatementRefused
from .problem_log import ProblemLog, refusal
from .receive import ReceivedFile, receive

KEPT_LINES = 20_000

Pass = Callable[[ProblemLog], Iterator[ParsedLine | ParsedStatement]]


class ParsedFile:
    """A file that was read to its end: its statements, and their lines on demand.

    Holds a temporary copy of the file: use it as a context manager, or call `close`.
    """

    def __init__(
        self,
        received: ReceivedFile,
        statements: tuple[ParsedStatement, ...],
        warnings: tuple[ImportProblem, ...],
        lines: list[ParsedLine] | None,
        read_again: Pass,
    ) -> None:
        self.name, self.size, self.sha256 = received.name, received.size, received.sha256
        self.statements, self.warnings = statements, warnings
        self._copy, self._lines, self._read_again = received.copy, lines, read_again

    def lines(self, statement: ParsedStatement) -> Iterator[ParsedLine]:
        """The lines of one of `statements`, in file order; may be asked for repeatedly.

        Do not interleave two of these iterators on a large file: they share its copy.
        """
        if self._lines is not None:
            before = (s for s in self.statements if s.position < statement.position)
            start = sum(s.line_count for s in before)
            yield from self._lines[start : start + statement.line_count]
            return
        position = 1
        for item in self._read_again(ProblemLog()):
            if isinstance(item, ParsedStatement):
                if position == statement.position:
                    return
                position += 1
            elif position == statement.position:
                yield item

    def close(self) -> None:
        """Forget the copy of the file."""
        self._copy.close()

    def __enter__(self) -> "ParsedFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def read_statements(
    stream: BinaryIO, name: str, profile: CsvProfile | None = None
) -> ParsedFile:
    """Read a file of any known format, told by its content; `profile` maps a CSV's columns.

    `stream` is read once from where it stands and may be an upload or a pipe; `name` is only
    remembered. Raises StatementRefused with all refusals when the file is not a statement
    that can be read faithfully. What the company knows of its accounts (unknown IBAN,
    duplicates, balances) is checked apart, by `check_statements` in `check.py`.
    """
    received = receive(stream, name)
    try:
        return _read(received, profile)
    except BaseException:
        received.copy.close()
        raise


def _read(received: ReceivedFile, profile: CsvProfile | None) -> ParsedFile:
    log = ProblemLog()
    detected = detect(received, log)
    if detected.format is FileFormat.CAMT:
        one_pass = _camt_pass(received, detected, log)
    else:
        one_pass = _csv_pass(received, profile)
    statements: list[ParsedStatement] = []
    lines: list[ParsedLine] | None = []
    for item in one_pass(log):
        if isinstance(item, ParsedStatement):
            statements.append(item)
        elif lines is not None:
            lines.append(item)
            if len(lines) > KEPT_LINES:
                lines = None
    if not statements:
        log.refuse("no-statement", _("The file holds no statement. Ask the bank for it again."))
    for statement in statements:
        if not statement.line_count:
            log.warn(
                "no-lines",
                _("The statement %(id)s holds no booked entries.")
                % {"id": statement.statement_id or statement.position},
                _("statement %(statement)d") % {"statement": statement.position},
            )
    log.close()
    warnings = log.problems(Severity.WARN)
    return ParsedFile(received, tuple(statements), warnings, lines, one_pass)


def _camt_pass(received: ReceivedFile, detected: Detected, log: ProblemLog) -> Pass:
    message, prolog = detected.message, detected.prolog
    if message is None or prolog is None:
        raise ValueError("a CAMT file is detected with its message and prolog")
    override = None
    encoding = prolog.bom or prolog.declared
    if not encoding:
        wrong = first_wrong_byte(received.copy, "utf-8")
        encoding = "utf-8" if wrong is None else "windows-1252"
        override = None if wrong is None else encoding
    if override:
        log.warn(
            "encoding-guessed",
            _("The file does not say how it is written and is no UTF-8; it was read as "
              "Windows-1252. Look at letters with accents before posting."),
        )  # fmt: skip

    def one_pass(log: ProblemLog) -> Iterator[ParsedLine | ParsedStatement]:
        reader = CamtReader(received, message, encoding, log)
        try:
            yield from reader.read(override)
        except etree.XMLSyntaxError as error:
            broken: StatementRefused = broken_xml(error, received, reader)
            for problem in broken.problems:
                log.add(problem)
            log.close()

    return one_pass


def _csv_pass(received: ReceivedFile, profile: CsvProfile | None) -> Pass:
    if profile is None:
        raise refusal(
            "csv-needs-format",
            _("The file is no CAMT statement. If it is a CSV file, choose the statement format "
              "that tells what its columns mean."),
        )  # fmt: skip
    encoding = find_text_encoding(received.copy, received.head, profile.encoding)

    def one_pass(log: ProblemLog) -> Iterator[ParsedLine | ParsedStatement]:
        return CsvReader(received, profile, encoding, log).read()

    return one_pass
