"""Two people changed one card: what the other did, beside what was typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from arcore.ui.lookup import LookupField
from customers.card_history import FieldChange, card_change_since
from customers.refused import CardChanged
from customers.views.words import describe, names_in, show_value


@dataclass(frozen=True)
class Conflict:
    """`rows` compare field by field; `data` is the form to show again.

    A field that only the other person changed takes their value, so that saving again does
    not undo it; a field that both changed keeps what was typed.
    """

    by: Any
    at: datetime | None
    rows: list[dict[str, Any]]
    data: QueryDict


def conflict_of(changed: CardChanged, form: Any) -> Conflict:
    """Compare the card as it is now with what was typed over an older version."""
    cards = type(changed.current)
    change = card_change_since(cards, changed.current.pk, changed.since_version)
    names = names_in([change] if change else [])
    data: QueryDict = form.data.copy()
    data["version"] = str(changed.current.version)
    rows = []
    for part in change.fields if change else ():
        name = part.field.name
        is_mine = name in form.cleaned_data and _typed(form, part) != part.before
        if not is_mine and name in form.fields:
            _adopt(data, form, changed.current, part)
        yours = show_value(part.field, _typed(form, part), names) if is_mine else ""
        rows.append({**describe(part, names), "yours": yours})
    return Conflict(change.user if change else None, change.at if change else None, rows, data)


def _typed(form: Any, part: FieldChange) -> Any:
    value = form.cleaned_data.get(part.field.name)
    return getattr(value, "pk", value)


def _adopt(data: QueryDict, form: Any, current: Any, part: FieldChange) -> None:
    """Put the other's value into the form as a browser would have sent it."""
    name, value = part.field.name, getattr(current, part.field.attname)
    if isinstance(value, bool):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(form.fields[name], LookupField):
        row = getattr(current, name)
        data[name] = str(value or "")
        data[f"{name}_text"] = form.fields[name].source.label(row) if row else ""
    else:
        data[name] = "" if value is None else str(value)
