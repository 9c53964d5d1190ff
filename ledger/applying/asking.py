"""The questions of a posting and their answers: which are asked, by which name, what was said.

A late discount is answered for a line and an entry, the balance within tolerance for a line.
Journal, registration and application share them; `ledger.applying.forms.asked_questions`
with `templates/ledger/questions.html` show them, `answers_in` reads what was sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from arcore.company.models import Company
from ledger.posting import Asked, Question

OF_ENTRY = 0  # stands for the line where a posted entry is applied


@dataclass(frozen=True, slots=True)
class Answers:
    """What was accepted: lines whose balance is written off, (line, entry) granted late."""

    tolerance: frozenset[int] = frozenset()
    late: frozenset[tuple[int, int]] = frozenset()

    def late_of(self, line: int = OF_ENTRY) -> list[int]:
        """Entries of a line whose late discount is granted."""
        return sorted(entry for of, entry in self.late if of == line)


def to_ask(questions: Iterable[Question], company: Company) -> list[Question]:
    """Those for which the company wants a warning; the others are accepted without a word."""
    is_asked = {
        Asked.LATE_DISCOUNT: company.discount_tolerance_warning,
        Asked.TOLERANCE: company.payment_tolerance_warning,
    }
    return [question for question in questions if is_asked[question.asked]]


def name_of(question: Question) -> str:
    """The field that answers it: `late-2-17`, `tolerance-2`; line 0 for a posted entry."""
    line = OF_ENTRY if question.line is None else question.line
    if question.asked is Asked.LATE_DISCOUNT:
        return f"{question.asked}-{line}-{question.entry_id}"
    return f"{question.asked}-{line}"


def read_answers(accepted: Iterable[str]) -> Answers:
    """From the names of the questions that were answered with yes; other names count nothing."""
    tolerance: set[int] = set()
    late: set[tuple[int, int]] = set()
    for name in accepted:
        asked, *numbers = name.split("-")
        if not all(n.isascii() and n.isdigit() and len(n) < 19 for n in numbers):
            continue
        given = tuple(map(int, numbers))
        if asked == Asked.TOLERANCE and len(given) == 1:
            tolerance.add(given[0])
        elif asked == Asked.LATE_DISCOUNT and len(given) == 2:
            late.add((given[0], given[1]))
    return Answers(frozenset(tolerance), frozenset(late))
