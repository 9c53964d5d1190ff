"""The questions of a posting and their answers: which are asked, by which name, what was said.

A late discount is answered for a line and an entry, the balance within tolerance for a line.
Whatever posts payments shares them; `ledger.applying.forms.asked_questions` with
`templates/ledger/questions.html` show them, `answers_in` reads what was sent. A command carries
the answers in its options (`as_options`); its source reads them back by line
(`acceptance_by_line`) and objects to what was never asked (`not_agreed`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.company.models import Company
from ledger.posting import Asked, Plan, Question, Refusal
from ledger.posting.for_sources import Acceptance, facts, shown

AMOUNT = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")  # what `amount_of` writes
OF_ENTRY = 0  # stands for the line where a posted entry is applied
Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was accepted: lines whose balance is written off, (line, entry) granted late.

    `seen` has the amount of each question that was answered, by its name; None where nobody
    was asked.
    """

    tolerance: frozenset[int] = frozenset()
    late: frozenset[tuple[int, int]] = frozenset()
    seen: Mapping[str, str] | None = None

    def late_of(self, line: int = OF_ENTRY) -> list[int]:
        """Entries of a line whose late discount is granted."""
        return sorted(entry for of, entry in self.late if of == line)


UNASKED = Answers()


def to_ask(questions: Iterable[Question], company: Company) -> list[Question]:
    """Those for which the company wants a warning; the others are accepted without a word."""
    is_asked = {
        Asked.LATE_DISCOUNT: company.discount_tolerance_warning,
        Asked.TOLERANCE: company.payment_tolerance_warning,
    }
    return [question for question in questions if is_asked[question.asked]]


def asks(company: Company) -> bool:
    """Whether the company wants any warning at all."""
    return company.discount_tolerance_warning or company.payment_tolerance_warning


def name_of(question: Question) -> str:
    """The field that answers it: `late-2-17`, `tolerance-2`; line 0 for a posted entry."""
    line = OF_ENTRY if question.line is None else question.line
    if question.asked is Asked.LATE_DISCOUNT:
        assert question.entry_id is not None, "a discount is an entry's"
        return _late_name(line, question.entry_id)
    return _tolerance_name(line)


def _tolerance_name(line: int) -> str:
    return f"{Asked.TOLERANCE}-{line}"


def _late_name(line: int, entry_id: int) -> str:
    return f"{Asked.LATE_DISCOUNT}-{line}-{entry_id}"


def accepted_names(answers: Answers) -> dict[str, int]:
    """The names of the questions that have a yes, each with its line."""
    names = {_tolerance_name(line): line for line in answers.tolerance}
    return names | {_late_name(line, entry): line for line, entry in answers.late}


def amount_of(question: Question) -> str:
    """What it is about, by which a changed question is recognised."""
    return f"{question.amount.normalize():f}"


def read_answers(accepted: Iterable[str], seen: Mapping[str, str] | None = None) -> Answers:
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
    return Answers(frozenset(tolerance), frozenset(late), seen)


def as_options(answers: Answers) -> dict[str, Any]:
    """Plain values for the options of a command."""
    return {
        "tolerance": sorted(answers.tolerance),
        "late": sorted(map(list, answers.late)),
        "seen": None if answers.seen is None else dict(sorted(answers.seen.items())),
    }


def from_options(options: Options) -> Answers:
    """The answers that `as_options` took down."""
    late = frozenset((line, entry) for line, entry in options.get("late", ()))
    return Answers(frozenset(options.get("tolerance", ())), late, options.get("seen"))


def acceptance_by_line(
    house: Sequence[Any], answers: Answers
) -> Callable[[int], Acceptance | None]:
    """What counts for the line of a number; `house` are the rows of `facts.house`."""
    late: dict[int, list[int]] = defaultdict(list)
    for line, entry in answers.late:
        late[line].append(entry)
    return lambda number: facts.read_acceptance(
        house,
        accept_tolerance=number in answers.tolerance,
        accept_late=late.get(number, ()),
    )


def asked_of(plan: Plan) -> list[Question]:
    """What the company wants to be asked before this is posted."""
    return to_ask(plan.questions, Company.get()) if plan.questions else []


def objections(plan: Plan, answers: Answers) -> list[Refusal]:
    """For a source: what the plan asks otherwise than the user answered, if he was asked."""
    return [] if answers.seen is None else not_agreed(asked_of(plan), answers)


def not_agreed(questions: Iterable[Question], answers: Answers) -> list[Refusal]:
    """Questions that came up, changed or vanished since the user answered.

    `questions` are those to ask. 3.00 was missing and accepted, 4.00 is missing now: refused.
    """
    found = []
    known = answers.seen or {}
    asked = {name_of(one): one for one in questions}
    for name, one in asked.items():
        seen = known.get(name)
        if seen != amount_of(one):
            found.append(Refusal(_told(one, seen is not None), one.line))
    for line, names in sorted(_no_longer_asked(answers, asked).items()):
        found.append(
            Refusal(_told_of_gone([known.get(name, "") for name in names]), line or None)
        )
    return found


def _told(question: Question, changed: bool) -> str:
    facts = {
        "documents": ", ".join(question.documents[:5]),
        "amount": f"{shown(abs(question.amount))} {question.currency_id}",
    }
    if changed:
        told = _(
            "%(documents)s changed since you answered: it is about %(amount)s now. Answer again, "
            "then post."
        )
    else:
        told = _(
            "%(documents)s: there is a new question about %(amount)s. Answer it, then post."
        )
    return told % facts


def _told_of_gone(amounts: Iterable[str]) -> str:
    """`amounts` are what was accepted, as far as that is known."""
    told = ", ".join(
        shown(abs(Decimal(one))) for one in sorted(amounts) if AMOUNT.fullmatch(one)
    )
    if not told:
        return _("What you accepted here is no longer asked. Look at it again, then post.")
    message = _(
        "The %(amount)s accepted here is no longer asked about. Look at it again, then post."
    )
    return message % {"amount": told}


def _no_longer_asked(answers: Answers, asked: Mapping[str, Question]) -> dict[int, list[str]]:
    """By line, the names of what has a yes and is not asked any more."""
    gone: dict[int, list[str]] = defaultdict(list)
    for name, line in accepted_names(answers).items():
        if name not in asked:
            gone[line].append(name)
    return gone
