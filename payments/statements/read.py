"""The door: read a bank statement file, or refuse it with every reason.

The file is read once, to its end, before a line is handed out; see `line_store.py`.
"""

from collections.abc import Iterator
from types import TracebackType

from django.utils.translation import gettext as _

from .camt_file import read_camt
from .csv_mapping import CsvReader
from .csv_profile import CsvProfile
from .detect import detect
from .encoding import find_text_encoding
from .line_store import LineStore
from .pages import PagedStatement, join_pages
from .parsed import ImportProblem, ParsedLine, ParsedStatement, Severity
from .problem_log import ProblemLog, refusal
from .receive import Readable, ReceivedFile, receive


class ParsedFile:
    """A file that was read to its end: its statements, and their lines on demand.

    Holds the lines in a temporary file: use it as a context manager, or call `close`.
    """

    def __init__(
        self,
        received: ReceivedFile,
        joined: list[PagedStatement],
        warnings: tuple[ImportProblem, ...],
        store: LineStore,
    ) -> None:
        self.name, self.size, self.sha256 = received.name, received.size, received.sha256
        self.statements = tuple(one.statement for one in joined)
        self.warnings = warnings
        self._pages = {one.statement.position: one.pages for one in joined}
        self._store = store

    def lines(self, statement: ParsedStatement) -> Iterator[ParsedLine]:
        """The lines of one of `statements`, in file order; may be asked for repeatedly."""
        first, *others = self._pages[statement.position]
        yield from self._store.lines(first.position)
        lines_before, entries_before = first.line_count, first.entry_count
        for page in others:
            for line in self._store.lines(page.position):
                yield line._replace(
                    sequence=line.sequence + lines_before, entry=line.entry + entries_before
                )
            lines_before += page.line_count
            entries_before += page.entry_count

    def close(self) -> None:
        """Forget the lines."""
        self._store.close()

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
    stream: Readable, name: str, profile: CsvProfile | None = None
) -> ParsedFile:
    """Read a file of any known format, told by its content; `profile` maps a CSV's columns.

    `stream` is read once from where it stands and may be an upload or a pipe; `name` is only
    remembered. Raises StatementRefused with all refusals when the file is not a statement
    that can be read faithfully. What the company knows of its accounts (unknown IBAN,
    duplicates, balances) is checked apart, by `check_statements` in `check.py`.
    """
    received = receive(stream, name)
    store = LineStore()
    try:
        return _read(received, profile, store)
    except BaseException:
        store.close()
        raise
    finally:
        received.copy.close()


def _read(received: ReceivedFile, profile: CsvProfile | None, store: LineStore) -> ParsedFile:
    log = ProblemLog()
    statements: list[ParsedStatement] = []
    for item in _items(received, profile, log):
        if isinstance(item, ParsedStatement):
            statements.append(item)
            store.end_statement()
        else:
            store.add(item)
    if not statements:
        log.refuse("no-statement", _("The file holds no statement. Ask the bank for it again."))
    joined = join_pages(statements, log)
    for one in joined:
        if not one.statement.line_count:
            _warn_empty(one.statement, log)
    log.close()
    return ParsedFile(received, joined, log.problems(Severity.WARN), store)


def _items(
    received: ReceivedFile, profile: CsvProfile | None, log: ProblemLog
) -> Iterator[ParsedLine | ParsedStatement]:
    """The lines of each statement, then the statement, whatever the format."""
    detected = detect(received, log)
    if detected.message is not None and detected.prolog is not None:
        return read_camt(received, detected.message, detected.prolog, log)
    if profile is None:
        raise refusal(
            "csv-needs-format",
            _("The file is no CAMT statement. If it is a CSV file, choose the statement format "
              "that tells what its columns mean."),
        )  # fmt: skip
    encoding = find_text_encoding(received.copy, received.head, profile.encoding)
    return CsvReader(received, profile, encoding, log).read()


def _warn_empty(statement: ParsedStatement, log: ProblemLog) -> None:
    log.warn(
        "no-lines",
        _("The statement %(id)s holds no booked entries.")
        % {"id": statement.statement_id or statement.position},
        _("statement %(statement)d") % {"statement": statement.position},
    )
