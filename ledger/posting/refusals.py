"""Why something could not be posted: data, all of it, and one exception that carries it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `line` is the source's line number, None for the whole; `field` its input.

    `message` names the fact and the way out, in the reader's language.
    """

    message: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


class PostingRefused(Exception):
    """Nothing was written; `refusals` says why, all reasons at once."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(refusal) for refusal in self.refusals))


class KeyReused(PostingRefused):
    """The idempotency key was used before with other content."""


class SourceChanged(PostingRefused):
    """The source has another version than the one the user looked at."""


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise `PostingRefused` with all of them; silent when there is none."""
    found = tuple(refusals)
    if found:
        raise PostingRefused(found)
