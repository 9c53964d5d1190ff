"""The encoding is found, never guessed over wrong bytes."""

import io

import pytest

from payments.statements.encoding import CHUNK_BYTES, find_text_encoding, first_wrong_byte
from payments.statements.parsed import StatementRefused


def found(data: bytes, said: str = "") -> str:
    return find_text_encoding(io.BytesIO(data), data, said)


@pytest.mark.parametrize(
    ("data", "said", "encoding"),
    [
        ("été".encode(), "", "utf-8"),
        ("été".encode("cp1252"), "", "cp1252"),
        (b"\xef\xbb\xbfa", "cp1252", "utf-8-sig"),
        ("été".encode("utf-16"), "", "utf-16"),
        ("été".encode("iso-8859-15"), "iso-8859-15", "iso-8859-15"),
    ],
)
def test_the_mark_then_the_profile_then_utf_8_then_windows(data, said, encoding):
    assert found(data, said) == encoding


@pytest.mark.parametrize(
    ("data", "said", "byte"),
    [(b"ab\xe9", "utf-8", "3"), (b"\xef\xbb\xbf\xff", "", "4"), (b"abc\x81", "", "4")],
)
def test_wrong_bytes_are_refused_with_their_place(data, said, byte):
    with pytest.raises(StatementRefused) as caught:
        found(data, said)
    [problem] = caught.value.problems
    assert problem.code == "encoding-wrong"
    assert f"Byte {byte} " in problem.message


def test_a_letter_across_two_chunks_is_no_wrong_byte():
    data = b"a" * (CHUNK_BYTES - 1) + "é".encode()
    assert first_wrong_byte(io.BytesIO(data), "utf-8") is None
    assert first_wrong_byte(io.BytesIO(data + b"\xff"), "utf-8") == CHUNK_BYTES + 1
    assert first_wrong_byte(io.BytesIO(data[:-1]), "utf-8") == CHUNK_BYTES - 1
