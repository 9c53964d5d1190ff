"""Look at the start of an XML file without parsing it: encoding, and no document type.

A document type is where entities are declared: bombs that grow to gigabytes, and addresses
that a parser would fetch. No bank sends one, so any is refused before a parser sees the file.
"""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .problem_log import refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The only encodings in which ASCII bytes mean ASCII letters (or UTF-16): in another one, a
# document type could hide from this look.
_KNOWN = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "us-ascii", "ascii": "us-ascii",
    "utf-16": "utf-16", "utf-16le": "utf-16", "utf-16be": "utf-16",
    "iso-8859-1": "iso-8859-1", "latin1": "iso-8859-1", "iso-8859-2": "iso-8859-2",
    "iso-8859-15": "iso-8859-15", "windows-1252": "windows-1252", "cp1252": "windows-1252",
    "windows-1250": "windows-1250", "cp1250": "windows-1250",
}  # fmt: skip
_DECLARATION = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_SKIPPED = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)", re.S)


@dataclass(frozen=True, slots=True)
class Prolog:
    """What stands before the root element: the encoding declared (empty: none) and the BOM's."""

    declared: str
    bom: str


def starts_like_xml(head: bytes) -> bool:
    """Whether the first character that counts is `<`, in ASCII or UTF-16."""
    _bom, text = _readable(head)
    return text.lstrip()[:1] == "<"


def read_prolog(head: bytes) -> Prolog:
    """Read up to the root element; StatementRefused on a document type or unknown encoding."""
    bom, text = _readable(head)
    text = text.lstrip()
    found = _DECLARATION.match(text)
    declared = _known(found[1]) if found else ""
    position = 0
    while skipped := _SKIPPED.match(text, position):
        position = skipped.end()
    rest = text[position : position + 9]
    if rest.startswith("<!"):
        raise refusal(
            "document-type",
            _("The file declares a document type (%(text)s…), which can hide attacks and which "
              "no bank needs. It was not opened; ask the bank for the original file.")
            % {"text": rest},
        )  # fmt: skip
    if not re.match(r"<[^\W\d]", rest):
        raise refusal(
            "xml-without-root",
            _("The file starts like XML, but no element follows. Ask the bank for it again."),
        )
    return Prolog(declared, bom)


def _readable(head: bytes) -> tuple[str, str]:
    """The encoding that a byte order mark tells, and the head as text to look at."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, head[len(mark) :].decode(encoding, errors="ignore")
    for start, encoding in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if head.startswith(start):
            return encoding, head.decode(encoding, errors="ignore")
    return "", head.decode("latin-1")


def _known(name: str) -> str:
    """The declared encoding in one spelling; StatementRefused when we do not read it."""
    known = _KNOWN.get(name.lower())
    if known is None:
        raise refusal(
            "encoding-unknown",
            _("The file declares the encoding %(name)s, which is not read here. Ask the bank "
              "for UTF-8.") % {"name": name},
        )  # fmt: skip
    return known
