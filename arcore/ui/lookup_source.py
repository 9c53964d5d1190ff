"""Where a look-up searches: one table, or one that another cell of the row decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from arcore.values.search_key import search_key

LONGEST_SEARCH = 100
FILL_IN_FIRST = _("Fill in the cells before it first.")


@dataclass(frozen=True)
class LookupSource:
    """Rows that can be looked up: by `number`, or by words in `key` (unaccented) or `name`."""

    rows: Callable[[], QuerySet]
    number: str = "no"
    name: str = "name"
    key: str = ""

    def label(self, row: Model) -> str:
        return f"{getattr(row, self.number)} · {self.words(row)}"

    def words(self, row: Model) -> str:
        """What is shown beside the number."""
        return str(getattr(row, self.name))

    def labels(self, pks: Iterable[Any]) -> dict[str, str]:
        """The labels of many rows in one query, by the row's id as text."""
        wanted = {pk for pk in pks if str(pk).isascii() and str(pk).isdecimal()}
        found = self.rows().in_bulk(list(wanted)) if wanted else {}
        return {str(pk): self.label(row) for pk, row in found.items()}

    def find(self, text: str) -> QuerySet:
        """Rows whose number begins with the text or whose name contains every word."""
        named = Q()
        for word in text.split():
            if self.key:
                named &= Q(**{f"{self.key}__contains": search_key(word)})
            else:
                named &= Q(**{f"{self.name}__icontains": word})
        numbered = Q(**{f"{self.number}__istartswith": text.strip()})
        return self.rows().filter(numbered | named).order_by(self.number, "pk")

    def read(self, typed: str) -> Model:
        """The one row meant by a typed text; raises ValidationError for none or several."""
        text = typed.replace("\x00", "").strip()[:LONGEST_SEARCH]  # the database holds no NUL
        number = text.partition(" · ")[0]
        exact = self.rows().filter(**{f"{self.number}__iexact": number}).first()
        if exact is not None:
            return exact
        found = list(self.find(text)[:2])
        if len(found) == 1:
            return found[0]
        message = (
            _("“%(typed)s” fits several; choose one from the list.")
            if found
            else _("Nothing found for “%(typed)s”. Type a number or a part of the name.")
        )
        raise ValidationError(message, code="lookup", params={"typed": text})


@dataclass(frozen=True)
class SourceChoice:
    """A source that other cells of the same row decide.

    `beside` names those cells; `choose` gets their values as the form sends them (of another
    look-up: the chosen row's id) and gives the source, or None as long as nothing can be looked
    up; then `hint` says what to fill in first.

        ACCOUNTS = SourceChoice(
            ("account_type",),
            lambda beside: BY_TYPE.get(beside["account_type"]),
            _("Choose the account type first."),
        )
    """

    beside: tuple[str, ...]
    choose: Callable[[Mapping[str, str]], LookupSource | None]
    hint: Any = FILL_IN_FIRST
