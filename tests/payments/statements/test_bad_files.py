"""Files that are no statement are refused in clear words, quickly, and never crash."""

import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.statements.parsed import StatementRefused
from payments.statements.read import read_statements
from payments.statements.receive import LIMIT_BYTES

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read, refusal_code, refused

GOOD = camt(Statement((Entry("5.00", txs=(Tx(party="Société", ustrd=("été",)),)), Entry())))


class Endless(io.RawIOBase):
    """A stream of so many bytes that are never all there."""

    size: int

    def __init__(self, start: bytes, size: int) -> None:
        self.start, self.left, self.read_bytes = start, size, 0

    def read(self, size: int = -1) -> bytes:
        count = min(size, self.left)
        self.left -= count
        self.read_bytes += count
        if self.start:
            text, self.start = (self.start + b"x" * count)[:count], b""
            return text
        return b"x" * count


def test_150_megabytes_are_refused_without_reading_them_all():
    stream = Endless(b"", 150 * 1024 * 1024)
    assert refusal_code(stream) == "too-large"
    assert stream.read_bytes <= LIMIT_BYTES + 2**20


def test_an_upload_that_knows_its_size_is_refused_unread():
    stream = Endless(b"", 150 * 1024 * 1024)
    stream.size = 150 * 1024 * 1024
    assert refusal_code(stream) == "too-large"
    assert stream.read_bytes == 0


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"", "csv-needs-format"),
        (GOOD[: GOOD.index(b"<Id>S-1") + 4], "xml-part-too-large"),
        (GOOD[: GOOD.index(b"<Ntry>")] + b"<!-- ", "cut-off"),
        (b"<", "xml-broken"),
    ],
)
def test_50_megabytes_of_one_line_are_refused_quickly(start, code):
    began = time.process_time()
    assert refusal_code(Endless(start, 50 * 1024 * 1024)) == code
    assert time.process_time() - began < 10


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'
    b"<Document>&lol2;</Document>"
)
EXTERNAL = b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document/>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        EXTERNAL,
        b"<!-- harmless -->\n<?pi x?>\n" + EXTERNAL,
        b"\xef\xbb\xbf" + EXTERNAL,
        EXTERNAL.decode().encode("utf-16"),
        GOOD.replace(b"<Document", b"<!DOCTYPE Document []><Document"),
    ],
)
def test_any_document_type_is_refused_before_parsing(data):
    assert refusal_code(data) == "document-type"


def test_a_document_type_behind_a_long_comment_does_not_slip_through():
    data = b"<!--" + b" " * 200_000 + b"-->" + EXTERNAL
    assert refusal_code(data) in {"document-type", "xml-without-root"}


def test_an_encoding_in_which_a_document_type_could_hide_is_refused():
    data = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d><Document/>'
    assert refusal_code(data) == "encoding-unknown"


def archive(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(name, GOOD)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive("statement.xml"), "not-a-statement-archive"),
        (archive("xl/workbook.xml"), "not-a-statement-excel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not-a-statement-image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "not-a-statement-image"),
        (b"%PDF-1.7\n" + bytes(50), "not-a-statement-pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(50), "not-a-statement-excel"),
        (b"\x1f\x8b\x08" + bytes(50), "not-a-statement-archive"),
        (b"\n<!DOCTYPE html><html>Sign in</html>", "not-a-statement-web-page"),
        (b":20:STARTUMS\r\n:25:1222333444\r\n:28:1/1\r\n", "format-to-come-mt940"),
        (b"OFXHEADER:100\nDATA:OFXSGML\n<OFX>", "format-to-come-ofx"),
        (b'<?xml version="1.0"?><OFX><BANKMSGSRSV1/></OFX>', "format-to-come-ofx"),
        (b"01,122099999,123456789,040621,0200,1,65,,2/\n02,031001234,", "format-to-come-bai2"),
        (b"MZ\x90\x00\x03\x00\x00", "unknown-format"),
        (b"<Document><CstmrDrctDbtInitn/></Document>", "xml-other"),
        (b"<rss><channel/></rss>", "xml-other"),
        (b"<Document", "xml-broken"),
        (b"<?xml version='1.0'?>", "xml-without-root"),
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_other_files_are_told_what_they_are(data, code):
    assert refusal_code(data) == code


def test_the_name_of_a_file_never_counts():
    found, _warnings = read(GOOD, name="statement.pdf")
    assert found[0][0].format == "camt.053"


@pytest.mark.parametrize("share", [0.35, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_in_the_middle_tells_how_far_it_was_readable(share):
    data = camt(Statement(tuple(Entry("5.00") for _ in range(50))))
    [problem] = refused(data[: int(len(data) * share)])
    assert problem.code == "cut-off"
    assert "line" in problem.message


def test_a_file_broken_inside_is_not_called_cut_off():
    assert refusal_code(GOOD.replace(b"</Ntry>", b"</Entry>", 1)) == "xml-broken"


def test_latin_1_bytes_in_a_file_declared_utf_8_are_refused():
    data = GOOD.decode().encode("latin-1")
    assert refusal_code(data) == "encoding-wrong"


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_a_declared_encoding_is_followed(encoding):
    data = GOOD.decode().replace('"UTF-8"', f'"{encoding}"').encode(encoding)
    (_statement, lines), *_ = read(data)[0]
    assert (lines[0].counterparty_name, lines[0].remittance_text) == ("Société", "été")


def test_without_declaration_bytes_that_are_no_utf_8_are_read_as_windows_with_a_warning():
    text = GOOD.decode().replace(' encoding="UTF-8"', "")
    [(statement, lines)], warnings = read(text.encode("cp1252"))
    assert statement.encoding == "windows-1252"
    assert lines[0].remittance_text == "été"
    assert [warning.code for warning in warnings] == ["encoding-guessed"]
    [(statement, lines)], warnings = read(text.encode())
    assert (statement.encoding, warnings) == ("utf-8", ())


def test_deep_nesting_is_refused():
    data = GOOD.replace(b"<Ntry>", b"<Ntry>" + b"<a>" * 5_000 + b"</a>" * 5_000, 1)
    assert refusal_code(data) == "xml-part-too-large"


def test_many_problems_are_counted_not_listed():
    entries = tuple(Entry("NaN") for _ in range(300))
    problems = refused(camt(Statement(entries, closing="0.00")))
    assert len(problems) == 101
    assert "200" in problems[-1].message


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_crashes(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 60)))
    piece = data.draw(st.binary(max_size=12) | st.sampled_from([
        b"<Ntry>", b"</Ntry>", b"<TxDtls>", b"<Stmt>", b"</Stmt>", b"<Stmt/>", b"<Ntry/>",
        b"<TxDtls/><TxDtls/>", b"&lt;", b"<Amt/>", b"<Bal/>", b"<Acct/>", b"<GrpHdr/>",
    ]))  # fmt: skip
    damaged = GOOD[:start] + piece + GOOD[end:]
    with suppress(StatementRefused), read_statements(io.BytesIO(damaged), "damaged") as file:
        for statement in file.statements:
            assert len(list(file.lines(statement))) == statement.line_count


def test_the_good_file_is_good():
    assert only_line(camt(Statement((Entry("5.00"),)))).currency == "EUR"
