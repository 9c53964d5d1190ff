"""Decide what a file is by its content; its name and extension never count.

Order: what is empty or too large never comes here; then files that are no statement or one
that is read by a later version, then XML, then CSV, for which a stored mapping is needed.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from .camt_message import CamtMessage, find_message
from .problem_log import ProblemLog, refusal
from .prolog import Prolog, read_prolog, starts_like_xml
from .receive import ReceivedFile
from .signatures import refuse_other_formats


class FileFormat(StrEnum):
    """The formats that are read."""

    CAMT = "camt"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Detected:
    """The format found; `message` and `prolog` are given for CAMT only."""

    format: FileFormat
    message: CamtMessage | None = None
    prolog: Prolog | None = None


def detect(received: ReceivedFile, log: ProblemLog) -> Detected:
    """The format of a received file; StatementRefused, saying what it is, when it is none.

    Warns about a CAMT version whose differences were not checked.
    """
    head = received.head
    refuse_other_formats(head)
    if starts_like_xml(head):
        prolog = read_prolog(head)
        message = find_message(head)
        if not message.is_known_version:
            log.warn(
                "version-unknown",
                _("This is %(format)s version %(version)s, which was never checked; it was read "
                  "like the versions known. Compare the lines with the bank's own view.")
                % {"format": message.format.upper(), "version": message.version or "?"},
            )  # fmt: skip
        return Detected(FileFormat.CAMT, message, prolog)
    if _is_binary(head):
        raise refusal(
            "unknown-format",
            _("This file is no text and no known statement format. Ask the bank for CAMT.053."),
        )
    return Detected(FileFormat.CSV)


def _is_binary(head: bytes) -> bool:
    """A zero byte never stands in text, save in UTF-16, which its mark announces."""
    return b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff")
