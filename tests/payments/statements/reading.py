"""Read bytes as an upload would be, and look at the outcome."""

import io

import pytest

from payments.statements.parsed import (
    ImportProblem,
    ParsedLine,
    ParsedStatement,
    StatementRefused,
)
from payments.statements.read import read_statements


def read(data: bytes, profile=None, name: str = "file"):
    """Statements with their lines, and the file's warnings."""
    with read_statements(io.BytesIO(data), name, profile) as file:
        found = [(statement, list(file.lines(statement))) for statement in file.statements]
        return found, file.warnings


def read_one(data: bytes, profile=None) -> tuple[ParsedStatement, list[ParsedLine]]:
    """The only statement and its lines."""
    found, _warnings = read(data, profile)
    [(statement, lines)] = found
    return statement, lines


def only_line(data: bytes, profile=None) -> ParsedLine:
    [line] = read_one(data, profile)[1]
    return line


def refused(data, profile=None) -> list[ImportProblem]:
    """The refusals of a file, at least one."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    with pytest.raises(StatementRefused) as caught:
        read_statements(stream, "file", profile).close()
    problems = [problem for problem in caught.value.problems if problem.refuses]
    assert problems
    return problems


def refusal_code(data, profile=None) -> str:
    """The code of the only refusal."""
    [problem] = refused(data, profile)
    return problem.code
