"""Keep the lines of a file while it is checked, and hand them out afterwards.

A refused file must store nothing, so no line is handed out before the end was seen. Chosen:
the lines wait in a temporary file, in memory up to 4 MB and on disk above. Rejected: keeping
all (150,000 lines take 300 MB), and reading the file again (twice the time).
"""

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from .parsed_line import ParsedLine

IN_MEMORY_BYTES = 4 * 1024 * 1024
CHUNK_LINES = 500


class LineStore:
    """The lines of the statements of one file, added in file order."""

    def __init__(self) -> None:
        # Only this process writes the unnamed file and reads it, so unpickling it is safe.
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - `close` does
        self._waiting: list[tuple[object, ...]] = []
        self._open: list[int] = []  # where the chunks of the open statement start
        self._chunks: list[list[int]] = []  # the same of the finished ones

    def add(self, line: ParsedLine) -> None:
        """Take the next line of the statement that is open."""
        self._waiting.append(tuple(line))
        if len(self._waiting) == CHUNK_LINES:
            self._write()

    def end_statement(self) -> None:
        """Close the open statement; the next line belongs to the next one."""
        if self._waiting:
            self._write()
        self._chunks.append(self._open)
        self._open = []

    def lines(self, position: int) -> Iterator[ParsedLine]:
        """The lines of a finished statement, counted from 1; may be asked for repeatedly."""
        for start in self._chunks[position - 1]:
            self._file.seek(start)
            yield from map(ParsedLine._make, pickle.load(self._file))  # noqa: S301

    def close(self) -> None:
        """Forget all lines."""
        self._file.close()

    def _write(self) -> None:
        self._open.append(self._file.tell())
        pickle.dump(self._waiting, self._file, pickle.HIGHEST_PROTOCOL)
        self._waiting = []
