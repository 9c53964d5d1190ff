"""Who changed what on a customer card, when, from and to: read from the database's own record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from customers.models import Customer, CustomerBankAccount

MOST_EVENTS = 200  # of one page, for the card and for its bank accounts each
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


def history_of(customer_id: int, before: datetime | None = None) -> History:
    """The latest changes before a moment, in five queries at most."""
    cards = _events("CustomerEvent", "pgh_obj_id", customer_id, before)
    banks = _events("CustomerBankAccountEvent", "customer_id", customer_id, before)
    is_cut = len(cards) > MOST_EVENTS or len(banks) > MOST_EVENTS
    steps = sorted([*_card_steps(cards), *_bank_steps(banks)], key=lambda step: step.at)
    changes = list(_merged(steps))[::-1]
    if is_cut:
        changes = [c for c in changes if c.at > _horizon(cards, banks)]
    users = _users({change.user for change in changes})
    named = [_named(change, users) for change in changes]
    return History(named, named[-1].at if is_cut and named else None)


def change_since(customer_id: int, version: int) -> Change | None:
    """What is different from the card of that version, under the last author's name.

    None when it is that version still. Without fields, only bank accounts were changed.
    """
    events = apps.get_model("customers", "CustomerEvent").objects.filter(pgh_obj_id=customer_id)
    newest_first = events.select_related("pgh_context").order_by("-pgh_id")
    latest, base = newest_first.first(), newest_first.filter(version=version).first()
    if latest is None or base is None or latest.pgh_id == base.pgh_id:
        return None
    step = _step(latest, fields=tuple(_differences(Customer, base, latest)))
    change = Change(at=step.at, user=step.user_id, label=step.label, fields=step.fields)
    return _named(change, _users({step.user_id}))


@dataclass(frozen=True)
class _Step:
    at: datetime
    user_id: Any
    label: str
    fields: Sequence[FieldChange] = ()
    added: Sequence[str] = ()
    removed: Sequence[str] = ()


def _events(name: str, key: str, value: int, before: datetime | None) -> list[Any]:
    """Newest first, one more than a page: the oldest only says what came before."""
    event = apps.get_model("customers", name)
    found = event.objects.filter(**{key: value}).select_related("pgh_context")
    if before is not None:
        found = found.filter(pgh_created_at__lt=before)
    return list(found.order_by("-pgh_id")[: MOST_EVENTS + 1])


def _horizon(*pages: Sequence[Any]) -> datetime:
    return max(page[-1].pgh_created_at for page in pages if len(page) > MOST_EVENTS)


def _card_steps(events: Sequence[Any]) -> Iterator[_Step]:
    oldest_first = list(reversed(events))
    if oldest_first and oldest_first[0].pgh_label == "insert":
        yield _step(oldest_first[0])
    for before, after in pairwise(oldest_first):
        if after.pgh_label == "delete":
            yield _step(after)
        elif changed := tuple(_differences(Customer, before, after)):
            yield _step(after, fields=changed)


def _bank_steps(events: Sequence[Any]) -> Iterator[_Step]:
    known: dict[int, Any] = {}
    for event in reversed(events):
        before, name = known.get(event.pgh_obj_id), event.code
        known[event.pgh_obj_id] = event
        if event.pgh_label == "insert":
            yield _step(
                event, label="update", added=(f"{name} {event.iban or event.account_no}",)
            )
        elif event.pgh_label == "delete":
            yield _step(event, label="update", removed=(name,))
        elif before is not None:
            changed = tuple(_differences(CustomerBankAccount, before, event, name))
            yield _step(event, fields=changed)


def _step(event: Any, label: str = "", **facts: Any) -> _Step:
    context = event.pgh_context.metadata if event.pgh_context else {}
    return _Step(event.pgh_created_at, context.get("user"), label or event.pgh_label, **facts)


def _differences(
    model: type[models.Model], before: Any, after: Any, owner: str = ""
) -> Iterator[FieldChange]:
    for field in model._meta.concrete_fields:
        if field.name in NO_FACT or not hasattr(after, field.attname):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield FieldChange(field, old, new, owner)


def _merged(steps: Sequence[_Step]) -> Iterator[Change]:
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
