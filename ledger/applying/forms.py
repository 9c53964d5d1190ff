"""Forms of applying and undoing: marks, dates, reasons, and the questions of a posting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.dates import show_date
from arcore.ui.fields import DateFormField
from arcore.ui.forms import Form
from ledger.applying.asking import Answers, amount_of, name_of, read_answers
from ledger.posting import Asked, Question
from ledger.posting.for_sources import shown

YES, NO = "yes", "no"
SEEN = "questions"  # the field in which the page sends the amounts back
ALL = "all"  # the buttons that answer everything at once, without posting
LONGEST_REASON = 250


class MarkForm(Form):
    """Which entry, whether it shall be marked, and an amount where one was typed."""

    entry = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    on = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)
    amount = forms.CharField(max_length=60, required=False)


@dataclass(frozen=True)
class AskedQuestion:
    """A question as `ledger/questions.html` shows it; `is_new` when it came up just now.

    `amount` goes out with the page and comes back, so that a changed question is new again.
    """

    name: str
    text: str
    choices: list[tuple[str, Any]]
    answer: str
    is_new: bool
    amount: str


def asked_questions(
    questions: Iterable[Question], sent: Mapping[str, Any]
) -> list[AskedQuestion]:
    """Each with the answer that was sent; without one, the answer it was worked out with.

    That is the careful one, unless a journal line keeps another from before.
    """
    sent, seen = _with_all(sent), _seen_in(sent)
    return [
        AskedQuestion(
            name=name_of(one),
            text=about(one),
            choices=choices_of(one),
            answer=_answer_to(one, sent),
            is_new=bool(sent) and _is_new(one, sent, seen),
            amount=amount_of(one),
        )
        for one in questions
    ]


def _answer_to(question: Question, sent: Mapping[str, Any]) -> str:
    name = name_of(question)
    accepted = sent[name] == YES if name in sent else question.accepted
    return YES if accepted else NO


def _is_new(
    question: Question, sent: Mapping[str, Any], seen: Mapping[str, str] | None
) -> bool:
    name = name_of(question)
    is_changed = seen is not None and seen.get(name) != amount_of(question)
    return name not in sent or is_changed


def answers_in(data: Mapping[str, Any]) -> Answers:
    """What was accepted in a sent form, and about which amounts, whatever questions there are."""
    answered = _with_all(data)
    accepted = (name for name in answered if answered[name] == YES)
    return read_answers(accepted, _seen_in(data))


def _with_all(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """With one answer for all, every question that the page showed has it; new ones have none."""
    shown_before = _seen_in(sent)
    if not shown_before or sent.get(ALL) not in (YES, NO):
        return sent
    return {name: sent[name] for name in sent} | dict.fromkeys(shown_before, sent[ALL])


def _seen_in(data: Mapping[str, Any]) -> dict[str, str] | None:
    """The amounts that the page showed, `tolerance-2=3 late-2-17=20`; None if it was no page."""
    if SEEN not in data:
        return None
    pairs = (word.partition("=") for word in data[SEEN].split())
    return {name: amount for name, _equals, amount in pairs}


def about(question: Question) -> str:
    """The question in a clerk's words."""
    documents = ", ".join(question.documents[:5])
    more = len(question.documents) - 5
    if more > 0:
        documents = _("%(documents)s and %(more)s more") % {
            "documents": documents,
            "more": more,
        }
    facts = {
        "documents": documents,
        "amount": f"{shown(abs(question.amount))} {question.currency_id}",
        "most": f"{shown(question.at_most)} {question.currency_id}",
        "paid": show_date(question.paid_on),
    }
    if question.asked is Asked.LATE_DISCOUNT:
        assert question.discount_date is not None
        assert question.tolerance_date is not None
        facts["until"] = show_date(question.discount_date)
        facts["grace"] = show_date(question.tolerance_date)
        told = _(
            "%(documents)s: the discount of %(amount)s was possible until %(until)s; paid on "
            "%(paid)s, within the grace period until %(grace)s."
        )
    elif question.amount > 0:
        told = _("%(amount)s is missing to close %(documents)s; up to %(most)s is tolerated.")
    else:
        told = _("%(amount)s more than %(documents)s needs; up to %(most)s is tolerated.")
    if question.line:
        return _("Line %(line)s: %(message)s") % {
            "line": question.line,
            "message": told % facts,
        }
    return told % facts


def choices_of(question: Question) -> list[tuple[str, Any]]:
    """Both answers; the careful one comes last and is the default."""
    if question.asked is Asked.LATE_DISCOUNT:
        return [(YES, _("Post as payment discount tolerance")), (NO, _("Do not accept"))]
    return [
        (YES, _("Post the balance as payment tolerance")),
        (NO, _("Leave a remaining amount")),
    ]


class ApplicationForm(Form):
    """When it is posted, and what the user looked at."""

    day = DateFormField(label=gettext_lazy("Application date"))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


def _reason() -> forms.CharField:
    """The one thing that must be typed: the page starts in it."""
    return forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class UnapplyForm(Form):
    """Which application is undone, when, under which number and why."""

    application = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    day = DateFormField(label=gettext_lazy("Posting date"))
    document_no = forms.CharField(label=gettext_lazy("Document no."), max_length=30)
    reason = _reason()


class ReverseForm(Form):
    """Why something is reversed; its date is the original one."""

    reason = _reason()
