"""What of a file is imported when it comes again after some of its journals were deleted."""

from collections.abc import Sequence
from dataclasses import replace

from payments.models import ImportedStatement
from payments.statements.parsed import ImportProblem, ParsedStatement


def missing_of(statements: Sequence[ParsedStatement]) -> tuple[ParsedStatement, ...]:
    """The statements of one file that are not stored.

    All of them for a file that is new, or wholly there: the controls refuse the latter.
    """
    stored = set(
        ImportedStatement.objects.filter(
            file_sha256__in={one.file_sha256 for one in statements}
        ).values_list("file_sha256", "position")
    )
    missing = tuple(one for one in statements if (one.file_sha256, one.position) not in stored)
    return missing or tuple(statements)


def one_reason_if_known(problems: Sequence[ImportProblem]) -> list[ImportProblem]:
    """Only that the file was imported before, said once, if it was; else all problems.

    Numbers and balances of a known file can but repeat what is stored: no news to the reader.
    """
    known = next((problem for problem in problems if problem.code == "file-seen"), None)
    return [replace(known, where="")] if known else list(dict.fromkeys(problems))
