"""Where a setup row is in use, without counting or loading what uses it."""

from typing import Any

from django.db import models


def used_by(row: models.Model) -> list[str]:
    """The names of the kinds of rows that hold on to `row`, in the user's language.

    Empty when it may be deleted. One short query for each kind, however many rows use it.
    """
    return [
        str(relation.related_model._meta.verbose_name_plural)
        for relation in _guarding_relations(type(row))
        if relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
    ]


def _guarding_relations(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created
        and not field.concrete
        and getattr(field, "on_delete", None) in (models.PROTECT, models.RESTRICT)
    ]
