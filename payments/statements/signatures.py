"""Name files that are no bank statement, or one that we do not read yet, by their content."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .parsed import StatementRefused
from .problem_log import refusal

# Magic bytes at the start, the stable code, and what the file is.
BINARY_FORMATS = (
    (b"%PDF-", "pdf", gettext_lazy("a PDF document")),
    (b"\x89PNG\r\n", "image", gettext_lazy("a picture (PNG)")),
    (b"\xff\xd8\xff", "image", gettext_lazy("a picture (JPEG)")),
    (b"GIF8", "image", gettext_lazy("a picture (GIF)")),
    (b"\xd0\xcf\x11\xe0", "excel", gettext_lazy("an old Excel or Word file")),
    (b"\x1f\x8b", "archive", gettext_lazy("a compressed file (gzip)")),
    (b"7z\xbc\xaf", "archive", gettext_lazy("a compressed file (7z)")),
    (b"Rar!", "archive", gettext_lazy("a compressed file (RAR)")),
    (b"BZh", "archive", gettext_lazy("a compressed file (bzip2)")),
    (b"{\\rtf", "document", gettext_lazy("a text document (RTF)")),
)
_EXCEL_INSIDE = re.compile(rb"xl/|\[Content_Types\]\.xml|mimetypeapplication/vnd\.oasis")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.I)


def _is_mt940(head: bytes) -> bool:
    return bool(
        re.search(rb"^:20:", head, re.M) and re.search(rb"^:(?:25|60[FM]|28C?):", head, re.M)
    )


def _is_ofx(head: bytes) -> bool:
    return b"OFXHEADER:" in head or bool(re.search(rb"<OFX\b", head))


def _is_bai2(head: bytes) -> bool:
    return bool(re.match(rb"\s*01,[^\n]*/?\s*\n?\s*02,", head))


FORMATS_TO_COME: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("OFX", _is_ofx),
    ("MT940", _is_mt940),
    ("BAI2", _is_bai2),
)


def refuse_other_formats(head: bytes) -> None:
    """Raise StatementRefused, saying what the file is, when its start is that of another format."""
    if head.startswith(b"PK"):
        raise _spreadsheet() if _EXCEL_INSIDE.search(head) else _archive()
    for magic, code, what in BINARY_FORMATS:
        if head.startswith(magic):
            raise refusal(
                f"not-a-statement-{code}",
                _("This is %(what)s, not a bank statement. Ask the bank for CAMT.053 or CSV.")
                % {"what": what},
            )
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(text):
        raise refusal(
            "not-a-statement-web-page",
            _("This is a web page, perhaps the bank's sign-in page. Download the file again."),
        )
    for name, is_this in FORMATS_TO_COME:
        if is_this(text):
            raise refusal(
                f"format-to-come-{name.lower()}",
                _("This is a statement in the format %(format)s, which will be read by a later "
                  "version. Ask the bank for CAMT.053 or CSV until then.") % {"format": name},
            )  # fmt: skip


def _archive() -> StatementRefused:
    return refusal(
        "not-a-statement-archive",
        _("This is a ZIP archive. Unpack it and import the files that it holds one by one."),
    )


def _spreadsheet() -> StatementRefused:
    return refusal(
        "not-a-statement-excel",
        _(
            "This is a spreadsheet. Save it as CSV in the program that opens it, then import that."
        ),
    )
