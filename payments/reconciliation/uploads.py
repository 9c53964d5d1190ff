"""Large files on their way to the worker: kept in the database, read back as one stream."""

import io
from collections.abc import Iterator

from django.db import transaction

from arcore.company.models import User
from payments.models import StatementUpload, StatementUploadChunk
from payments.statements.receive import Readable

CHUNK_BYTES = 1 << 20
AT_ONCE_BYTES = 1_500_000  # some two thousand lines: a second or two


def is_large(size: int) -> bool:
    """Whether a file of that size is imported by the worker instead of in the request."""
    return size > AT_ONCE_BYTES


@transaction.atomic
def keep(stream: Readable, name: str, user: User) -> StatementUpload:
    """Store the file for the worker."""
    upload = StatementUpload.objects.create(name=name[:255], uploaded_by=user)
    position = 0
    while chunk := stream.read(CHUNK_BYTES):
        StatementUploadChunk.objects.create(upload=upload, position=position, content=chunk)
        position += 1
    return upload


class UploadStream(io.RawIOBase):
    """The bytes of an upload in order, one chunk in memory at a time."""

    def __init__(self, upload: StatementUpload) -> None:
        self._chunks = self._read_chunks(upload)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        """Fill the buffer as far as the current chunk goes; 0 at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    @staticmethod
    def _read_chunks(upload: StatementUpload) -> Iterator[bytes]:
        for pk in upload.chunks.values_list("pk", flat=True):
            yield bytes(
                StatementUploadChunk.objects.values_list("content", flat=True).get(pk=pk)
            )
