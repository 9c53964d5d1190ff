"""Collect every problem of one file, so that all refusals arrive together.

A file of 150,000 wrong lines must not answer with 150,000 sentences: from `LIMIT` on,
problems are only counted, and one last sentence tells how many more there are.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .parsed import ImportProblem, Severity, StatementRefused

LIMIT = 100  # of each severity


class ProblemLog:
    """Problems in the order found. `refuse` and `warn` keep one; `close` raises refusals."""

    def __init__(self) -> None:
        self._kept: dict[Severity, list[ImportProblem]] = {s: [] for s in Severity}
        self._unkept: dict[Severity, int] = dict.fromkeys(Severity, 0)

    def refuse(self, code: str, message: str, where: object = "") -> None:
        """Keep a reason why the file is not imported."""
        self.add(ImportProblem(code, Severity.REFUSE, message, str(where)))

    def warn(self, code: str, message: str, where: object = "") -> None:
        """Keep something that the clerk should know; the import goes on."""
        self.add(ImportProblem(code, Severity.WARN, message, str(where)))

    def add(self, problem: ImportProblem) -> None:
        """Keep a problem, or count it when too many of its severity are kept already."""
        kept = self._kept[problem.severity]
        if len(kept) < LIMIT:
            kept.append(problem)
        else:
            self._unkept[problem.severity] += 1

    @property
    def refusing(self) -> bool:
        """Whether something found so far keeps the file out."""
        return bool(self._kept[Severity.REFUSE])

    @property
    def warning_count(self) -> int:
        """Warnings kept so far, to ask later for those that came after."""
        return len(self._kept[Severity.WARN])

    def warnings_since(self, count: int) -> tuple[ImportProblem, ...]:
        """The warnings kept after the first `count`."""
        return tuple(self._kept[Severity.WARN][count:])

    def problems(self, severity: Severity) -> tuple[ImportProblem, ...]:
        """What was found of one severity, ending with a count of what was not kept."""
        more = self._unkept[severity]
        if not more:
            return tuple(self._kept[severity])
        message = ngettext(
            "%(count)d more problem like these is not shown.",
            "%(count)d more problems like these are not shown.",
            more,
        ) % {"count": more}
        return (*self._kept[severity], ImportProblem("more", severity, message))

    def close(self) -> None:
        """Raise StatementRefused with all refusals and warnings when there is a refusal."""
        if self.refusing:
            raise StatementRefused(
                [*self.problems(Severity.REFUSE), *self.problems(Severity.WARN)]
            )


def refusal(code: str, message: str, where: str = "") -> StatementRefused:
    """The exception for a file that is refused for one reason."""
    return StatementRefused([ImportProblem(code, Severity.REFUSE, message, where)])


class EntryPlace(NamedTuple):
    """Where an entry stands in its file; in words only when a problem needs them."""

    statement: int
    entry: int

    def __str__(self) -> str:
        return _("statement %(statement)d, entry %(entry)d") % {
            "statement": self.statement,
            "entry": self.entry,
        }
