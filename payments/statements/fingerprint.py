"""Recognise a file and a line that were imported before.

Source: bank statement controls, duplicates (same file hash; same account, date, amount, bank
reference, EndToEndId, text and ordinal among identical lines).
"""

import hashlib
from datetime import date
from decimal import Decimal
from typing import BinaryIO

CHUNK_BYTES = 1 << 20


def file_fingerprint(stream: BinaryIO) -> str:
    """SHA-256 of the rest of the stream, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


class LineFingerprints:
    """Fingerprints for the lines of one file, in file order.

    Two lines that agree in everything are told apart by their ordinal: the first of them
    always gets the same fingerprint, in whichever file it comes again. Feeding the lines
    in the same order gives the same fingerprints.
    """

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def next(
        self,
        account: str,
        day: date,
        amount: Decimal,
        bank_reference: str,
        end_to_end_id: str,
        text: str,
    ) -> str:
        """The fingerprint of the next line: 64 hexadecimal digits.

        Blanks in the text and trailing zeros of the amount do not count: 5.0 is 5.00.
        """
        parts = (
            "".join(account.split()), day.isoformat(), f"{amount.normalize():f}",
            bank_reference, end_to_end_id, " ".join(text.split()),
        )  # fmt: skip
        digest = hashlib.sha256("\x1f".join(parts).encode())
        identity = digest.digest()[:16]
        ordinal = self._seen[identity] = self._seen.get(identity, 0) + 1
        if ordinal > 1:
            digest.update(b"\x1f%d" % ordinal)
        return digest.hexdigest()
