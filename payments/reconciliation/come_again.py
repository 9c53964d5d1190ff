"""What of a file is imported when it comes again after some of its journals were deleted."""

from collections.abc import Sequence

from payments.models import ImportedStatement
from payments.statements.parsed import ParsedStatement


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
