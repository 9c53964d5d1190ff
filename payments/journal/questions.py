"""The questions that posting a batch asks, and what becomes of their answers.

Only what the set-up warns of is asked; the rest is accepted by itself (ledger spec, section 5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.company.models import Company, User
from ledger.posting import Plan
from ledger.posting.for_sources import Asked, Question, shown
from payments.journal.lines import change_line
from payments.models import JournalLine


@dataclass(frozen=True)
class Choice:
    """A question in words; `key` names it on a form, `accepted` is the answer so far."""

    key: str
    question: Question
    text: str
    accept_label: str
    decline_label: str

    @property
    def accepted(self) -> bool:
        return self.question.accepted


def choices_of(plan: Plan) -> list[Choice]:
    """What is to be asked about a plan, line by line."""
    company = Company.get()
    warned = {
        Asked.LATE_DISCOUNT: company.discount_tolerance_warning,
        Asked.TOLERANCE: company.payment_tolerance_warning,
    }
    return [_choice(one) for one in plan.questions if warned[one.asked]]


def store_answers(
    batch_id: int, choices: Iterable[Choice], answers: Mapping[str, bool], user: User
) -> bool:
    """Keep the answers on their lines; says whether any differs from before."""
    by_line: dict[int, list[Choice]] = {}
    for choice in choices:
        if choice.question.line is not None:
            by_line.setdefault(choice.question.line, []).append(choice)
    changed = False
    for number, asked in by_line.items():
        if all(answers.get(choice.key, False) == choice.accepted for choice in asked):
            continue
        line = JournalLine.objects.get(batch=batch_id, line_no=number)
        late = set(line.accept_late)
        tolerance = line.accept_tolerance
        for choice in asked:
            accepted = answers.get(choice.key, False)
            entry = choice.question.entry_id
            if choice.question.asked is Asked.TOLERANCE:
                tolerance = accepted
            elif entry is not None:
                late = late | {entry} if accepted else late - {entry}
        values = {"accept_tolerance": tolerance, "accept_late": sorted(late)}
        change_line(line.pk, line.version, values, user)
        changed = True
    return changed


def _choice(question: Question) -> Choice:
    documents = ", ".join(question.documents)
    if question.asked is Asked.LATE_DISCOUNT:
        text = _(
            "Line %(line)s: %(document)s offered a discount of %(amount)s until %(until)s. The "
            "payment of %(paid)s comes within the grace period."
        ) % {
            "line": question.line,
            "document": documents,
            "amount": shown(abs(question.amount)),
            "until": _day(question.discount_date),
            "paid": _day(question.paid_on),
        }
        return Choice(
            f"late-{question.line}-{question.entry_id}",
            question,
            text,
            _("Post it as payment discount tolerance"),
            _("Do not accept"),
        )
    missing = question.amount > 0
    words = (
        _("Line %(line)s: %(amount)s are missing to close %(documents)s; %(most)s may be.")
        if missing
        else _("Line %(line)s: %(amount)s are too much for %(documents)s; %(most)s may be.")
    )
    text = words % {
        "line": question.line,
        "amount": shown(abs(question.amount)),
        "documents": documents,
        "most": shown(abs(question.at_most)),
    }
    return Choice(
        f"tolerance-{question.line}",
        question,
        text,
        _("Post the balance as payment tolerance"),
        _("Leave a remaining amount"),
    )


def _day(day) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
