"""Why a change of a journal was refused: data, all of it, and one exception that carries it."""

from collections.abc import Sequence

from ledger.posting import Refusal
from payments.models import JournalLine


class JournalRefused(Exception):
    """Nothing was changed; `refusals` says why, each naming line, fact and way out."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(refusal) for refusal in self.refusals))


class LineChanged(JournalRefused):
    """Somebody else was first: `line` is the line as it is now, None when it is gone."""

    def __init__(self, refusals: Sequence[Refusal], line: JournalLine | None = None) -> None:
        self.line = line
        super().__init__(refusals)

    @property
    def by(self) -> str:
        """Who changed it, if that is known."""
        user = self.line.changed_by if self.line else None
        return (user.get_full_name() or user.username) if user else ""


def refuse(message: str, line: int | None = None, field: str | None = None) -> None:
    """Raise the one reason."""
    raise JournalRefused([Refusal(message, line, field)])
