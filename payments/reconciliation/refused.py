"""Why a change of a journal was refused: data, all of it, and one exception that carries it."""

from collections.abc import Sequence

from ledger.posting import Refusal


class ReconciliationRefused(Exception):
    """Nothing was changed; `refusals` says why, each naming line, fact and way out."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(refusal) for refusal in self.refusals))


class ChangedMeanwhile(ReconciliationRefused):
    """Somebody else was first; `refusals` says who and what."""


class LeftOver(ReconciliationRefused):
    """Part of the line is not applied: the user decides where it goes."""


def refuse(message: str, line: int | None = None, field: str | None = None) -> None:
    """Raise the one reason."""
    raise ReconciliationRefused([Refusal(message, line, field)])
