"""The column in which customers are searched and sorted by name."""

from typing import Any

from django.db import models

from arcore.values.search_key import search_key

NAME_LENGTH = 120  # folding can make a name longer than its 100 characters


class SearchKeyField(models.CharField):
    """Name, number and city, unaccented and lower case, worked out whenever a row is written.

    The name comes first, so that the column also sorts by name: `societe dupre|10000|lyon`.
    Bulk creation keeps it too; only a bulk update of the name itself must name it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(
            *args, **{"max_length": 220, "editable": False, "default": "", **options}
        )

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        parts = (
            search_key(model_instance.name)[:NAME_LENGTH],  # type: ignore[attr-defined]
            search_key(model_instance.no),  # type: ignore[attr-defined]
            search_key(model_instance.city),  # type: ignore[attr-defined]
        )
        key = "|".join(parts)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
