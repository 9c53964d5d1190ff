"""The answers to the questions of posting a batch: kept on their lines until it is posted.

Which questions there are and how they are named is `ledger.applying.asking`'s. A line keeps, with
each answer, what the question was about; an answer to something else does not count, and what
posts the batch refuses it (`not_as_answered`).
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from arcore.company.models import User
from ledger.applying.asking import AMOUNT, Answers, name_of, not_agreed
from ledger.posting import Asked, Question, Refusal
from ledger.posting.for_sources import Query, run
from payments.journal.refused import JournalRefused
from payments.journal.values import Line
from payments.journal.versions import change_batch, changed_meanwhile
from payments.models import JournalLine

LINE, ENTRY = "[0-9]{1,10}", "[0-9]{1,18}"
NAME = re.compile(f"{Asked.TOLERANCE}-{LINE}|{Asked.LATE_DISCOUNT}-{LINE}-{ENTRY}")
HIGHEST_LINE = 2**31 - 1
Kept = tuple[bool, list[int], dict[str, str]]

_KEEP = """
UPDATE payments_journalline l
SET accept_tolerance = n.tolerance, answered = n.answered::jsonb,
    accept_late = ARRAY(SELECT e::bigint FROM jsonb_array_elements_text(n.late::jsonb) AS e),
    version = l.version + 1, changed_by_id = %s
FROM unnest(%s::bigint[], %s::boolean[], %s::text[], %s::text[])
     AS n(id, tolerance, late, answered)
WHERE l.id = n.id
"""


def keep_answers(
    batch_id: int, version: int, seen: Mapping[str, str], said: Mapping[str, bool], user: User
) -> int:
    """Keep what was answered to the questions that a page showed; the batch's version afterwards.

    `seen` has the amount of each question that there was, by its name, `said` the answers. One
    that was not answered keeps the answer from before if that was given to the same amount, else
    it is left open; answers to what is not asked any more go. Raises JournalRefused when the
    batch has another version.
    """
    by_line = _by_line(seen)
    changed = [
        (line.pk, kept)
        for line in answered_lines(batch_id, by_line)
        if (kept := _kept(line, by_line.get(line.line_no, {}), said)) != _held(line)
    ]
    if not changed:
        return version
    with change_batch(batch_id) as batch:
        if batch.version != version:
            raise JournalRefused([changed_meanwhile()])
        run(Query(_KEEP, (user.pk, *_columns(changed))))
    return version + 1


def answered_lines(batch_id: int, numbers: Iterable[int] = ()) -> QuerySet[JournalLine]:
    """The lines that hold any answer, and those of the numbers given."""
    lines = JournalLine.objects.filter(batch=batch_id).only(
        "line_no", "accept_tolerance", "accept_late", "answered"
    )
    answered = Q(accept_tolerance=True) | ~Q(accept_late=[]) | ~Q(answered={})
    return lines.filter(answered | Q(line_no__in=list(numbers)))


def answers_on(lines: Iterable[tuple[int, Line | JournalLine]]) -> Answers:
    """What lines hold, each given with its number, and what each question was about."""
    held = list(lines)
    return Answers(
        frozenset(number for number, line in held if line.accept_tolerance),
        frozenset((number, entry) for number, line in held for entry in line.accept_late),
        {
            _name(number, key): amount
            for number, line in held
            for key, amount in line.answered.items()
        },
    )


def answers_in(batch_id: int) -> Answers:
    """What the lines of a batch hold; one query."""
    return answers_on((line.line_no, line) for line in answered_lines(batch_id))


def not_as_answered(
    asked: Sequence[Question], answers: Answers, *, were_asked: bool = False
) -> list[Refusal]:
    """What is asked otherwise than the lines hold answers to.

    Only to somebody who was asked (`were_asked`) is a question without any answer an objection.
    """
    if were_asked:
        return not_agreed(asked, answers)
    known = answers.seen or {}
    lines = {line for line, _entry in answers.late} | answers.tolerance
    return not_agreed([q for q in asked if q.line in lines or name_of(q) in known], answers)


def _by_line(seen: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """The amounts by line and by the question's name on it; other words count nothing."""
    found: dict[int, dict[str, str]] = {}
    for name, amount in seen.items():
        if NAME.fullmatch(name) and AMOUNT.fullmatch(amount):
            asked, line, *entry = name.split("-")
            found.setdefault(int(line), {})["-".join([asked, *entry])] = amount
    return {line: amounts for line, amounts in found.items() if line <= HIGHEST_LINE}


def _name(line: int, key: str) -> str:
    """late-17 on line 20000 -> late-20000-17."""
    asked, _dash, entry = key.partition("-")
    return "-".join([asked, str(line), *filter(None, [entry])])


def _key(entry_id: int) -> str:
    return f"{Asked.LATE_DISCOUNT}-{entry_id}"


def _held(line: JournalLine) -> Kept:
    return line.accept_tolerance, sorted(line.accept_late), line.answered


def _kept(line: JournalLine, seen: Mapping[str, str], said: Mapping[str, bool]) -> Kept:
    """What a line holds from now on, about the amounts seen."""
    before = _accepted(line.accept_tolerance, line.accept_late)
    accepted = {
        key
        for key, amount in seen.items()
        if (
            said[name]
            if (name := _name(line.line_no, key)) in said
            else key in before and line.answered.get(key) == amount
        )
    }
    late = sorted(int(key.partition("-")[2]) for key in accepted - {Asked.TOLERANCE})
    return Asked.TOLERANCE in accepted, late, dict(seen)


def _accepted(tolerance: bool, late: Iterable[int]) -> set[str]:
    """The questions of a line that have a yes, by their names on it."""
    return {_key(entry) for entry in late} | ({Asked.TOLERANCE.value} if tolerance else set())


def _columns(changed: Sequence[tuple[int, Kept]]) -> tuple[list[Any], ...]:
    return (
        [line_id for line_id, _kept in changed],
        [tolerance for _id, (tolerance, _late, _answered) in changed],
        [json.dumps(late) for _id, (_tolerance, late, _answered) in changed],
        [json.dumps(answered) for _id, (_tolerance, _late, answered) in changed],
    )
