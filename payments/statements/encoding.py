"""Find the encoding of a file: XML declaration, byte order mark, profile, UTF-8, cp1252.

A letter is never replaced silently: bytes that are wrong in the encoding found refuse the
file, and cp1252 is tried only where nothing else was said.
"""

import codecs
from typing import BinaryIO

from django.utils.translation import gettext as _

from .problem_log import refusal

CHUNK_BYTES = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_text_encoding(copy: BinaryIO, head: bytes, profile_encoding: str = "") -> str:
    """The Python name of the encoding in which the whole of a text file can be read.

    Order: byte order mark, the profile's, strict UTF-8, cp1252. StatementRefused when the
    file has bytes that are wrong in a mark's or profile's encoding, or wrong in all.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _checked(copy, encoding)
    if profile_encoding:
        return _checked(copy, profile_encoding)
    if first_wrong_byte(copy, "utf-8") is None:
        return "utf-8"
    return _checked(copy, "cp1252")


def first_wrong_byte(copy: BinaryIO, encoding: str) -> int | None:
    """Offset of the first byte that cannot be read in the encoding, or None; from the start."""
    copy.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0
    while True:
        chunk = copy.read(CHUNK_BYTES)
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return offset - pending + error.start
        except UnicodeError:  # UTF-16 without its mark
            return 0
        offset += len(chunk)
        if not chunk:
            return None


def _checked(copy: BinaryIO, encoding: str) -> str:
    # The mark itself is UTF-8; skipping it would shift the place of a wrong byte.
    wrong = first_wrong_byte(copy, "utf-8" if encoding == "utf-8-sig" else encoding)
    if wrong is None:
        return encoding
    raise refusal(
        "encoding-wrong",
        _("Byte %(byte)d of the file is not a letter in the encoding %(encoding)s. Choose the "
          "right encoding in the statement format, or ask the bank for UTF-8.")
        % {"byte": wrong + 1, "encoding": encoding},
    )  # fmt: skip
