"""Read a whole CAMT file in one pass: find its letters, then its lines, then what broke."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from .camt import CamtReader
from .camt_broken import broken_xml
from .camt_message import CamtMessage
from .encoding import first_wrong_byte
from .parsed import ParsedLine, ParsedStatement
from .problem_log import ProblemLog
from .prolog import Prolog
from .receive import ReceivedFile


def read_camt(
    received: ReceivedFile, message: CamtMessage, prolog: Prolog, log: ProblemLog
) -> Iterator[ParsedLine | ParsedStatement]:
    """The lines of each statement, then the statement itself, in file order.

    Raises StatementRefused with all problems so far when the XML breaks off.
    """
    encoding = prolog.bom or prolog.declared
    override = None
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
    reader = CamtReader(received, message, encoding, log)
    try:
        yield from reader.read(override)
    except etree.XMLSyntaxError as error:
        for problem in broken_xml(error, received, reader).problems:
            log.add(problem)
        log.close()
