"""What a page that posts payments looks ahead to: the plan, or refusals, and the questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.applying.asking import asked_of, not_agreed
from ledger.applying.forms import ALL, NO, SEEN, YES, AskedQuestion, answers_in, asked_questions
from ledger.posting import Command, Plan, PostingRefused, Question, Refusal, preview


@dataclass
class Outlook:
    """What posting would do. `asked` are the questions as rules, beside `questions` as shown.

    `kept` are answers that were sent while a refusal hides their questions: name and value, to
    be sent again. `is_agreed` says that nothing is asked otherwise than it was answered.
    """

    plan: Plan | None = None
    refusals: Sequence[Refusal] = ()
    asked: Sequence[Question] = ()
    questions: list[AskedQuestion] = field(default_factory=list)
    is_agreed: bool = True
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Nothing refused, and every question answered as it stands."""
        return not self.refusals and self.is_agreed

    @property
    def notice(self) -> str:
        """Why it was not posted although nothing is refused; empty when it may be."""
        if self.is_agreed:
            return ""
        if any(one.is_new for one in self.questions):
            return _("A new question has come up. Answer it, then post.")
        return _("Your answers changed what is asked. Look at what will be posted, then post.")


def outlook_of(
    command: Command, sent: Mapping[str, Any] | None = None, *, posts: bool = True
) -> Outlook:
    """Look ahead to a command; `sent` is the form with the answers, if one was sent.

    To somebody who does not mean to post yet (`posts`) no question is new.
    """
    sent = sent or {}
    try:
        found = preview(command)
    except PostingRefused as refused:
        return refused_outlook(refused.refusals, sent)
    if found.plan is None:
        return refused_outlook(found.refusals, sent)
    asked = asked_of(found.plan)
    questions = asked_questions(asked, sent)
    if not posts:
        questions = [replace(one, is_new=False) for one in questions]
        return Outlook(found.plan, (), asked, questions)
    answers = answers_in(sent)
    agreed = not any(one.is_new for one in questions)
    if answers.seen is not None:
        agreed = agreed and not not_agreed(asked, answers)
    return Outlook(found.plan, (), asked, questions, agreed)


def only_looks(sent: Mapping[str, Any]) -> bool:
    """Whether a form was sent to see what its answers lead to, not to post."""
    return "preview" in sent or ALL in sent


def refused_outlook(
    refusals: Sequence[Refusal], sent: Mapping[str, Any] | None = None
) -> Outlook:
    """Nothing to see but why not; the answers that were sent wait."""
    return Outlook(refusals=refusals, kept=_answers(sent or {}))


def _answers(sent: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Fields of the form that answer a question, and what the page had asked."""
    names = ("late-", "tolerance-")
    return [
        (name, sent[name])
        for name in sent
        if name == SEEN or (name.startswith(names) and sent[name] in (YES, NO))
    ]
