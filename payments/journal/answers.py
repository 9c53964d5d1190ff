"""The answers to the questions of posting a batch: kept on their lines until it is posted.

Which questions there are and how they are named is `ledger.applying.asking`'s.
"""

from collections.abc import Iterable

from arcore.company.models import User
from ledger.applying.asking import Answers
from ledger.posting import Asked, Question
from payments.journal.lines import change_line
from payments.models import JournalLine


def keep_answers(
    batch_id: int, asked: Iterable[Question], answers: Answers, user: User
) -> bool:
    """Keep what was answered to these questions; says whether any answer differs from before."""
    by_line: dict[int, list[Question]] = {}
    for question in asked:
        if question.line is not None:
            by_line.setdefault(question.line, []).append(question)
    changed = False
    for number, questions in by_line.items():
        if all(_is_accepted(one, answers) == one.accepted for one in questions):
            continue
        line = JournalLine.objects.get(batch=batch_id, line_no=number)
        late, tolerance = set(line.accept_late), line.accept_tolerance
        for one in questions:
            accepted = _is_accepted(one, answers)
            if one.asked is Asked.TOLERANCE:
                tolerance = accepted
            elif one.entry_id is not None:
                late = late | {one.entry_id} if accepted else late - {one.entry_id}
        values = {"accept_tolerance": tolerance, "accept_late": sorted(late)}
        change_line(line.pk, line.version, values, user)
        changed = True
    return changed


def _is_accepted(question: Question, answers: Answers) -> bool:
    line = question.line or 0
    if question.asked is Asked.TOLERANCE:
        return line in answers.tolerance
    return (line, question.entry_id) in answers.late
