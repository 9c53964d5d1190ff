"""Why a card was not saved or deleted: every reason at once; nothing was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Refusal:
    """One reason; `field` names the card's field, `line` the row of the bank accounts."""

    message: str
    field: str = ""
    line: int | None = None


class CardRefused(Exception):
    """The card stays as it was; `refusals` name the fact and the way out."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(dict.fromkeys(refusals))
        super().__init__(" ".join(refusal.message for refusal in self.refusals))


class CustomerRefused(CardRefused):
    """The customer stays as it was."""


class CardChanged(CardRefused):
    """Someone changed the card since it was shown; `current` is how it is now."""

    def __init__(self, current: Any, since_version: int) -> None:
        self.current, self.since_version = current, since_version
        message = _(
            "Someone else changed this card while you were typing. Both values stand below; "
            "what you typed is kept. Save again to keep yours."
        )
        super().__init__([Refusal(message)])


def refuse_customer(found: Iterable[Refusal]) -> None:
    """Raise CustomerRefused with all of them; silent when there is none."""
    refusals = tuple(found)
    if refusals:
        raise CustomerRefused(refusals)


def told_by_model(
    row: Any, line: int | None = None, exclude: Iterable[str] = ()
) -> list[Refusal]:
    """What the model's own fields and constraints say against saving this row."""
    found: list[Refusal] = []
    wrong = set(exclude)
    for check in (row.clean_fields, row.validate_constraints):
        try:
            check(exclude=wrong)
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                field = "" if name == NON_FIELD_ERRORS else name
                wrong.add(field)
                found += [Refusal(message, field, line) for message in messages]
    return found
