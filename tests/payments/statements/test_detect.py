"""What a file is, is told by its content."""

import io

import pytest

from payments.statements.detect import FileFormat, detect
from payments.statements.parsed import Severity, StatementKind, StatementRefused
from payments.statements.problem_log import ProblemLog
from payments.statements.receive import receive

from .camt_builder import camt


def detected(data: bytes):
    log = ProblemLog()
    received = receive(io.BytesIO(data), "f")
    with received.copy:
        found = detect(received, log)
    return found, [warning.code for warning in log.problems(Severity.WARN)]


def test_camt_is_found_with_its_message_and_encoding():
    found, warnings = detected(camt(kind="052", version="04"))
    assert found.format is FileFormat.CAMT
    assert (found.message.format, found.message.version) == ("camt.052", "001.04")
    assert found.message.kind is StatementKind.REPORT
    assert (found.prolog.declared, warnings) == ("utf-8", [])


def test_an_unchecked_version_is_read_with_a_warning():
    assert detected(camt(version="11"))[1] == ["version-unknown"]


@pytest.mark.parametrize("data", [b"Date;Amount\n1;2\n", "Date;Montant\n".encode("utf-16")])
def test_other_text_is_csv(data):
    found, _warnings = detected(data)
    assert (found.format, found.message, found.prolog) == (FileFormat.CSV, None, None)


def test_a_zero_byte_is_no_text():
    with pytest.raises(StatementRefused) as caught:
        detected(b"Date;\x00Amount\n")
    assert [problem.code for problem in caught.value.problems] == ["unknown-format"]
