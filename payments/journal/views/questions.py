"""The questions of posting a batch as its page shows them: some at a time, each naming its row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.applying.asking import Answers, accepted_names, amount_of, name_of
from ledger.applying.forms import ALL, NO, SEEN, YES, AskedQuestion, about
from ledger.posting import Asked, Question
from ledger.posting.for_sources import shown as told_amount
from payments.journal.places import places
from payments.models import JournalBatch

A_PAGE = 20
GO, PAGE = "go", "page"  # the button of another page, and the page that was shown


@dataclass(frozen=True)
class QuestionPage:
    """Some of the questions: the `number`th page of `pages`, and what they are in all."""

    questions: Sequence[AskedQuestion]
    number: int
    pages: int
    sums: Sequence[str] = ()

    @property
    def previous(self) -> int | None:
        """The page before; None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after; None on the last."""
        return self.number + 1 if self.number < self.pages else None


def page_number(request: HttpRequest, questions: int) -> tuple[int, int]:
    """The page that is asked for, and how many there are; the nearest where it is none."""
    pages = max(1, -(-questions // A_PAGE))
    asked = request.POST.get(GO) or request.POST.get(PAGE) or request.GET.get(PAGE) or "1"
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), pages), pages


def place_of(number: int) -> slice:
    """Which of the questions a page has."""
    return slice((number - 1) * A_PAGE, number * A_PAGE)


def turns_the_page(sent: Mapping[str, Any]) -> bool:
    """Whether the answers were sent to look at others."""
    return GO in sent


def naming_rows(
    batch: JournalBatch, asked: Sequence[Question], shown: Sequence[AskedQuestion]
) -> list[AskedQuestion]:
    """The questions, each naming its row."""
    rows = places(batch.pk, (one.line for one in asked if one.line is not None))
    return [
        replace(one, text=about(replace(question, line=rows.get(question.line or 0))))
        for one, question in zip(shown, asked, strict=True)
    ]


def said_in(sent: Mapping[str, Any], seen: Iterable[str]) -> dict[str, bool]:
    """What was answered to the questions of these names: one by one, or to all at once."""
    if sent.get(ALL) in (YES, NO):
        return dict.fromkeys(seen, sent[ALL] == YES)
    return {name: sent[name] == YES for name in seen if name in sent}


def with_held(sent: Mapping[str, Any], seen: Iterable[str], held: Answers) -> dict[str, Any]:
    """What was sent, and for questions on other pages what their lines hold."""
    yes = accepted_names(held)
    return {name: YES if name in yes else NO for name in seen} | {
        name: sent[name] for name in sent
    }


def seen_of(questions: Iterable[Question]) -> dict[str, str]:
    """The amount of each, by its name."""
    return {name_of(one): amount_of(one) for one in questions}


def as_sent(seen: Mapping[str, str]) -> tuple[str, str]:
    """The field of the page that has all of them, though it shows a part."""
    return SEEN, " ".join(f"{name}={amount}" for name, amount in seen.items())


def sums_of(questions: Iterable[Question]) -> list[str]:
    """How many there are of each kind and what they come to, where a page can't show them all."""
    count: dict[Asked, int] = defaultdict(int)
    amounts: dict[Asked, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in questions:
        count[one.asked] += 1
        amounts[one.asked][one.currency_id] += abs(one.amount)
    words = {
        Asked.TOLERANCE: lambda n: ngettext(
            "%(count)d difference within tolerance", "%(count)d differences within tolerance", n
        ),
        Asked.LATE_DISCOUNT: lambda n: ngettext(
            "%(count)d late discount", "%(count)d late discounts", n
        ),
    }
    return [
        _("%(questions)s: %(amounts)s in all")
        % {
            "questions": words[kind](number) % {"count": number},
            "amounts": ", ".join(
                f"{told_amount(total)} {code}" for code, total in amounts[kind].items()
            ),
        }
        for kind, number in count.items()
    ]
