"""What every card has, a customer's here and a vendor's in the ledger."""

from typing import Any

import pgtrigger
from django.db import models

from customers.models.search_key_field import SearchKeyField
from customers.querysets import CardQuerySet


def version_grows(kind: str) -> pgtrigger.Trigger:
    """The database itself counts a card's version up with every change, whoever makes it."""
    return pgtrigger.Trigger(
        name=f"{kind}_version_grows",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


class Card(models.Model):
    """A number and a name that can be searched, and a version so that nobody overwrites unseen."""

    search_key = SearchKeyField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CardQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.no} {self.name}"  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the search key in step with the name, number and city it is made of."""
        named = kwargs.get("update_fields")
        if named is not None and {"no", "name", "city"} & set(named):
            kwargs["update_fields"] = {*named, "search_key"}
        super().save(*args, **kwargs)
