"""Say what is wrong with an XML file that the parser gave up on, and how far it was readable."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from .camt import CamtReader
from .parsed import StatementRefused
from .problem_log import refusal
from .receive import ReceivedFile
from .values import shorten

TAIL_BYTES = 512
_LIMITS = re.compile(r"huge|Excessive depth|limit|too long", re.I)
_ENCODING = re.compile(r"not proper|encoding|invalid byte|Invalid bytes|Char 0x", re.I)
_LAST_TAG = re.compile(r"</[^<>]+>\s*$")


def broken_xml(
    error: etree.XMLSyntaxError, received: ReceivedFile, reader: CamtReader
) -> StatementRefused:
    """The refusal for a file that is cut off, wrongly encoded, oversized in one part or broken."""
    reached = _reached(reader, error.lineno or 1)
    text = error.msg or ""
    if _LIMITS.search(text):
        return refusal(
            "xml-part-too-large",
            _("One part of the file is larger or deeper than any bank writes (over 10 MB of "
              "text in one place). It was not read. %(reached)s") % {"reached": reached},
        )  # fmt: skip
    if _ENCODING.search(text):
        return refusal(
            "encoding-wrong",
            _("The file says that it is written in %(encoding)s, but it holds bytes that are no "
              "letters there. Ask the bank for a correct file. %(reached)s")
            % {"encoding": reader.encoding, "reached": reached},
        )  # fmt: skip
    if _is_cut(received, reader.encoding):
        return refusal(
            "cut-off",
            _("The file is cut off: its end is missing. Download it again. %(reached)s")
            % {"reached": reached},
        )
    return refusal(
        "xml-broken",
        _("The file is no well-formed XML (%(error)s). Ask the bank for it again. %(reached)s")
        % {"error": shorten(text, 120), "reached": reached},
    )


def _reached(reader: CamtReader, line: int) -> str:
    """How far it was readable, in words."""
    if not reader.position:
        return _("It was readable up to line %(line)d, before any statement.") % {"line": line}
    return _(
        "It was readable up to line %(line)d: statement %(statement)d, entry %(entry)d."
    ) % {"line": line, "statement": reader.position, "entry": reader.entry_number}


def _is_cut(received: ReceivedFile, encoding: str) -> bool:
    """Whether the file does not end with the closing tag of its first element."""
    received.copy.seek(max(0, received.size - TAIL_BYTES))
    letters = encoding if encoding.startswith("utf-16") else "latin-1"
    tail = received.copy.read().decode(letters, errors="ignore")
    head = received.head.decode(letters, errors="ignore")
    root = re.search(r"<([^\W\d][\w:.\-]*)", head)
    last = _LAST_TAG.search(tail)
    return root is None or last is None or not last[0].startswith(f"</{root[1]}")
