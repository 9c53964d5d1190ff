"""One row as a user wants it, and the two ways in which it may not become so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from arcore.ui.refusals import Refusal

LONGEST_TOKEN = 40
LONGEST_VERSION = 40


@dataclass(frozen=True)
class RowEdit:
    """What the form accepted, for the app to store.

    `values` holds every field, `changed` the names of those that differ from the stored row;
    in the `proposed` fields of a new row nobody typed: they are as the page proposed them.
    """

    row_id: int | None
    version: str
    token: str
    before: int | None
    values: Mapping[str, Any]
    changed: frozenset[str]
    proposed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RowProblem:
    """A refusal of one row; `field` names the cell, if it is one."""

    message: Any
    field: str = ""
    line: None = None


class RowRefused(Exception):
    """The row breaks a rule; nothing was stored. Raise it with a sentence or with refusals."""

    def __init__(self, *refusals: Refusal | str, field: str = "") -> None:
        self.refusals = [
            RowProblem(one, field) if isinstance(one, str) else one for one in refusals
        ]
        super().__init__(*(str(one.message) for one in self.refusals))


class RowChanged(Exception):
    """Somebody changed the row after it was read.

    `row` is the row as it is now, None when it is gone; `by` the person's name, if known.
    """

    def __init__(self, row: Any, by: str = "") -> None:
        self.row, self.by = row, by
        super().__init__(by)


@dataclass(frozen=True)
class SentRow:
    """One row as the browser sent it; whatever is malformed counts as not sent."""

    fields: Mapping[str, str]

    @property
    def row_id(self) -> int | None:
        return whole_number(self.fields.get("row"))

    @property
    def before(self) -> int | None:
        return whole_number(self.fields.get("before"))

    @property
    def version(self) -> str:
        return str(self.fields.get("version") or "")[:LONGEST_VERSION]

    @property
    def token(self) -> str:
        return str(self.fields.get("token") or "")[:LONGEST_TOKEN]

    def touched(self, names: Iterable[str]) -> tuple[str, ...]:
        """The fields that were typed in since the last answer, the latest last."""
        said = str(self.fields.get("touched") or "").split(",")
        return tuple(name for name in said if name in set(names))

    def proposed(self, names: Iterable[str]) -> frozenset[str]:
        """The fields of a new row in which nobody typed."""
        return frozenset(str(self.fields.get("proposed") or "").split(",")) & set(names)


def whole_number(text: Any) -> int | None:
    """An id of the address or the form; None for anything else."""
    written = str(text or "")
    return (
        int(written)
        if written.isascii() and written.isdecimal() and len(written) <= 18
        else None
    )
