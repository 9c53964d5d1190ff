"""What is wrong with a bank statement file, as plain frozen values."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext


class Severity(StrEnum):
    """A refusal keeps the whole file out; a warning is shown and the import goes on."""

    REFUSE = "refuse"
    WARN = "warn"


# A supervisor may import these all the same, with a reason.
OVERRIDABLE = frozenset({"balance-sum"})


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One thing wrong with a file: where it is, the fact, and the way out.

    `code` is stable and untranslated; `message` is a sentence in the language active while
    the file was read; `where` names the place ("statement 2, entry 14", "row 7, column
    Amount") and is empty when the whole file is meant.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""

    @property
    def refuses(self) -> bool:
        """Whether this problem keeps the file out."""
        return self.severity is Severity.REFUSE

    @property
    def overridable(self) -> bool:
        """Whether the file may be imported all the same, with permission and a reason."""
        return self.code in OVERRIDABLE

    def __str__(self) -> str:
        return in_its_place(self.where, self.message)


def in_its_place(where: str, message: str) -> str:
    """The sentence after its place, joined as the reader's language joins them."""
    if not where:
        return message
    return gettext("%(place)s: %(message)s") % {"place": where, "message": message}


class StatementRefused(Exception):
    """The file is not imported; `problems` holds every reason, refusals first."""

    def __init__(self, problems: "list[ImportProblem] | tuple[ImportProblem, ...]") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: not problem.refuses))
        super().__init__("\n".join(str(problem) for problem in self.problems))
