"""Take an uploaded file once: measure, hash and keep it where it can be read again.

Chosen: a copy in a temporary file that lives in memory up to 4 MB and on disk above. An
upload may be a pipe or a network stream; detection, reading and reading again need to seek.
The copy stops at the limit, so a stream without end costs at most 100 MB of disk.
"""

import hashlib
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from django.utils.translation import gettext as _

from .problem_log import refusal

LIMIT_BYTES = 100 * 1024 * 1024
IN_MEMORY_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 1 << 20
HEAD_BYTES = 64 * 1024


class Readable(Protocol):
    """What is read once from where it stands: a file, an upload, a pipe."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as received: a seekable copy, its base name, size and SHA-256, and its start."""

    copy: BinaryIO
    name: str
    size: int
    sha256: str
    head: bytes


def receive(stream: Readable, name: str) -> ReceivedFile:
    """Copy the stream, refusing what is empty or over 100 MB.

    A stream that knows its `size` (an upload) is refused before a byte is read.
    """
    declared = getattr(stream, "size", None)
    if isinstance(declared, int) and declared > LIMIT_BYTES:
        raise _too_large()
    copy = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))  # noqa: SIM115 - it outlives this function
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > LIMIT_BYTES:
            copy.close()
            raise _too_large()
        digest.update(chunk)
        copy.write(chunk)
    copy.seek(0)
    head = copy.read(HEAD_BYTES)
    if not head.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        copy.close()
        raise refusal("empty", _("The file is empty. Ask the bank for it again."))
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return ReceivedFile(copy, base[:255], size, digest.hexdigest(), head)


def _too_large() -> Exception:
    return refusal(
        "too-large",
        _(
            "The file is larger than %(limit)d MB. Ask the bank for shorter periods and "
            "import them one after the other."
        )
        % {"limit": LIMIT_BYTES // (1024 * 1024)},
    )
