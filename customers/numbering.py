"""A card's number: drawn from the series of its kind, or typed where the series allows it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from arcore.company.errors import NumbersExhausted, SetupRefusal
from arcore.company.models import NumberSeries
from customers.card_kind import CardKind
from customers.refused import Refusal

MOST_SKIPPED = 100  # numbers in a row that people typed before the series reached them


def tidy_number(typed: str) -> str:
    """As numbers are stored: capitals, single spaces, so that `c 1` and `C 1` are one."""
    return " ".join(typed.upper().split())


def manual_number_allowed(kind: CardKind) -> bool:
    """Whether the series of this kind lets people type a number."""
    series = NumberSeries.objects.filter(uses__purpose=kind.purpose).first()
    return series is not None and series.manual_allowed


def number_refusals(kind: CardKind, no: str) -> Iterator[Refusal]:
    """Why a typed number can't be taken; blank means that one will be drawn."""
    if not no:
        return
    if not manual_number_allowed(kind):
        yield Refusal(str(kind.never_typed), "no")
    elif taken := kind.cards.objects.filter(no=no).first():
        yield Refusal(str(kind.number_taken_by) % {"no": no, "name": taken.name}, "no")


def draw_number(kind: CardKind, day: date) -> str:
    """The next number of the series that nobody has typed yet; raises the kind's refusal.

    The series stays locked until the caller commits.
    """
    try:
        for _attempt in range(MOST_SKIPPED):
            no = NumberSeries.objects.draw_one(kind.purpose, day)
            if not kind.cards.objects.filter(no=no).exists():
                return no
        raise NumbersExhausted(str(kind.numbers_used_up) % {"count": MOST_SKIPPED})
    except SetupRefusal as refused:
        raise kind.refused([Refusal(str(refused), "no")]) from refused


def insert_numbered(kind: CardKind, card: Any) -> None:
    """Whoever comes second with the same number is refused, however close they are."""
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError as refused:
        if not kind.cards.objects.filter(no=card.no).exists():
            raise
        message = str(kind.number_taken) % {"no": card.no}
        raise kind.refused([Refusal(message, "no")]) from refused
