"""A file is taken once: measured, hashed and kept."""

import hashlib
import io

import pytest

from payments.statements import receive as receiving
from payments.statements.parsed import StatementRefused
from payments.statements.receive import HEAD_BYTES, receive


def test_a_copy_that_can_be_read_again_is_kept_with_its_hash_and_start():
    data = b"x" * (HEAD_BYTES + 10)
    received = receive(io.BytesIO(data), "/tmp/bank/march.xml")  # noqa: S108
    with received.copy:
        received.copy.seek(0)
        assert received.copy.read() == data
    assert (received.name, received.size) == ("march.xml", len(data))
    assert received.sha256 == hashlib.sha256(data).hexdigest()
    assert received.head == data[:HEAD_BYTES]


@pytest.mark.parametrize(("size", "is_refused"), [(999, False), (1_000, False), (1_001, True)])
def test_the_limit_itself_is_still_taken(monkeypatch, size, is_refused):
    monkeypatch.setattr(receiving, "LIMIT_BYTES", 1_000)
    if not is_refused:
        receive(io.BytesIO(b"x" * size), "f").copy.close()
        return
    with pytest.raises(StatementRefused) as caught:
        receive(io.BytesIO(b"x" * size), "f")
    assert [problem.code for problem in caught.value.problems] == ["too-large"]
