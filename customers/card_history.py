"""Who changed what on a card, when, from and to: read from the database's own record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

MOST_EVENTS = 200  # of one page, for the card and for each kind of row that belongs to it
NO_FACT = {"version", "id", "customer", "search_key"}
BLOCK = {"blocked", "privacy_blocked"}


@dataclass(frozen=True)
class FieldChange:
    """One field, its value before and after as stored; `owner` names a bank account."""

    field: models.Field
    before: Any
    after: Any
    owner: str = ""

    @property
    def is_block(self) -> bool:
        return self.field.name in BLOCK


@dataclass(frozen=True)
class Change:
    """What one person changed in one step; `user` is None when no person was signed in."""

    at: datetime
    user: Any
    label: str
    fields: Sequence[FieldChange]
    accounts_added: Sequence[str] = ()
    accounts_removed: Sequence[str] = ()

    @property
    def is_block(self) -> bool:
        return any(change.is_block for change in self.fields)


@dataclass(frozen=True)
class History:
    """Changes, newest first; `older` is where the next page starts, None at the end."""

    changes: Sequence[Change]
    older: datetime | None


@dataclass(frozen=True)
class Step:
    """One recorded state of one row, as far as it says something new."""

    at: datetime
    user_id: Any
    label: str
    fields: Sequence[FieldChange] = ()
    added: Sequence[str] = ()
    removed: Sequence[str] = ()


Owned = tuple[type[models.Model], str, Callable[[Sequence[Any]], Iterator[Step]]]


def card_history(
    cards: type[models.Model],
    card_id: int,
    before: datetime | None = None,
    owned: Sequence[Owned] = (),
) -> History:
    """The latest changes of a card and the rows it owns: two queries, and two more a kind.

    `owned` are (model, key to the card, what its events say).
    """
    pages = [_events(cards, "pgh_obj_id", card_id, before)]
    steps = list(_card_steps(cards, pages[0]))
    for model, key, told in owned:
        pages.append(_events(model, key, card_id, before))
        steps += told(pages[-1])
    changes = list(_merged(sorted(steps, key=lambda step: step.at)))[::-1]
    is_cut = any(len(page) > MOST_EVENTS for page in pages)
    if is_cut:
        changes = [change for change in changes if change.at > _horizon(pages)]
    users = _users({change.user for change in changes})
    named = [_named(change, users) for change in changes]
    return History(named, named[-1].at if is_cut and named else None)


def card_change_since(cards: type[models.Model], card_id: int, version: int) -> Change | None:
    """What is different from the card of that version, under the last author's name.

    None when it is that version still. Without fields, only owned rows were changed.
    """
    events = event_model(cards)._default_manager.filter(pgh_obj_id=card_id)
    newest_first = events.select_related("pgh_context").order_by("-pgh_id")
    latest, base = newest_first.first(), newest_first.filter(version=version).first()
    if latest is None or base is None or latest.pgh_id == base.pgh_id:
        return None
    found = step(latest, fields=tuple(differences(cards, base, latest)))
    change = Change(at=found.at, user=found.user_id, label=found.label, fields=found.fields)
    return _named(change, _users({found.user_id}))


def event_model(model: type[models.Model]) -> Any:
    """The table in which pghistory keeps every state of the model's rows."""
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event")


def step(event: Any, label: str = "", **facts: Any) -> Step:
    """A step out of an event: when, and who by the context it was recorded in."""
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Step(event.pgh_created_at, context.get("user"), label or event.pgh_label, **facts)


def differences(
    model: type[models.Model], before: Any, after: Any, owner: str = ""
) -> Iterator[FieldChange]:
    """The fields in which two states of a row differ."""
    for field in model._meta.concrete_fields:
        if field.name in NO_FACT or not hasattr(after, field.attname):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield FieldChange(field, old, new, owner)


def _events(
    model: type[models.Model], key: str, value: int, before: datetime | None
) -> list[Any]:
    """Newest first, one more than a page: the oldest only says what came before."""
    found = event_model(model)._default_manager.filter(**{key: value})
    if before is not None:
        found = found.filter(pgh_created_at__lt=before)
    newest_first = found.select_related("pgh_context").order_by("-pgh_id")
    return list(newest_first[: MOST_EVENTS + 1])


def _horizon(pages: Sequence[Sequence[Any]]) -> datetime:
    return max(page[-1].pgh_created_at for page in pages if len(page) > MOST_EVENTS)


def _card_steps(cards: type[models.Model], events: Sequence[Any]) -> Iterator[Step]:
    oldest_first = list(reversed(events))
    if oldest_first and oldest_first[0].pgh_label == "insert":
        yield step(oldest_first[0])
    for before, after in pairwise(oldest_first):
        if after.pgh_label == "delete":
            yield step(after)
        elif changed := tuple(differences(cards, before, after)):
            yield step(after, fields=changed)


def _merged(steps: Sequence[Step]) -> Iterator[Change]:
    """Steps of one database transaction share their moment: they are one change."""
    for (at, user_id), group in groupby(steps, key=lambda step: (step.at, step.user_id)):
        together = list(group)
        labels = {step.label for step in together}
        label = next((name for name in ("insert", "delete") if name in labels), "update")
        change = Change(
            at=at,
            user=user_id,
            label=label,
            fields=[change for step in together for change in step.fields],
            accounts_added=[name for step in together for name in step.added],
            accounts_removed=[name for step in together for name in step.removed],
        )
        if (
            label != "update"
            or change.fields
            or change.accounts_added
            or change.accounts_removed
        ):
            yield change


def _users(ids: set[Any]) -> dict[Any, Any]:
    return get_user_model().objects.in_bulk([pk for pk in ids if pk is not None])


def _named(change: Change, users: dict[Any, Any]) -> Change:
    facts = {name: getattr(change, name) for name in change.__dataclass_fields__}
    return Change(**{**facts, "user": users.get(change.user)})
