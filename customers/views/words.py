"""Stored values of the history in the reader's words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arcore.ui.amounts import show_amount
from customers.card_history import Change, FieldChange, History
from customers.countries import country_name

Names = Mapping[tuple[Any, Any], str]  # (model, primary key) -> its name


def names_in(changes: Iterable[Change]) -> Names:
    """The names of everything the changes point at, one query per kind of thing."""
    wanted: dict[Any, set[Any]] = {}
    for change in changes:
        for part in change.fields:
            if part.field.is_relation:
                model = part.field.related_model
                wanted.setdefault(model, set()).update({part.before, part.after} - {None})
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._base_manager.in_bulk(list(pks)).items()
    }


def show_value(field: models.Field, value: Any, names: Names) -> str:
    """A stored value as the card shows it; a dash for nothing."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value)) or "—"
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if value in (None, ""):
        return "—"
    if field.is_relation:
        return names.get((field.related_model, value)) or _("deleted (%(id)s)") % {"id": value}
    if isinstance(value, Decimal):
        return show_amount(value)
    return country_name(value) if field.name == "country" else str(value)


def describe(part: FieldChange, names: Names) -> dict[str, Any]:
    """One field's change for a page: label, before and after."""
    label = str(part.field.verbose_name)
    return {
        "label": label[:1].upper() + label[1:],
        "owner": part.owner,
        "before": show_value(part.field, part.before, names),
        "after": show_value(part.field, part.after, names),
        "is_block": part.is_block,
    }


def shown_changes(history: History) -> list[dict[str, Any]]:
    """Each change with its fields in words, the block above all; for `customers/changes.html`."""
    names = names_in(history.changes)
    return [
        {
            "change": change,
            "parts": sorted(
                (describe(part, names) for part in change.fields),
                key=lambda part: not part["is_block"],
            ),
        }
        for change in history.changes
    ]


def moment_in(text: str) -> datetime | None:
    """A place in the history from the URL; nonsense shows the newest."""
    try:
        moment = parse_datetime(text[:40].replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
