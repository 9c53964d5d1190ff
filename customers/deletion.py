"""When a card may be deleted: never with a ledger entry, nor while a document names it.

The rule asks every table that points at the cards, whichever app it belongs to, so that a new
kind of document is protected from its first day.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from customers.card import recorded_as
from customers.card_kind import CUSTOMER, CardKind
from customers.models import Customer
from customers.refused import Refusal

ENTRIES = "ledger_entries"  # the related name of customer and vendor ledger entries
OUTSTANDING = ("open", "released")  # the status of documents in preparation
MOST_NAMED = 3


def delete_customer(customer_id: int, *, user: AbstractBaseUser | None) -> None:
    """Delete the customer with its bank accounts; raises CustomerRefused naming the obstacles."""
    delete_card(CUSTOMER, customer_id, user=user)


def delete_card(kind: CardKind, card_id: int, *, user: AbstractBaseUser | None) -> None:
    """Delete the card with what it owns; raises the kind's refusal naming the obstacles.

    The row lock makes a document that is being created for the card wait, then fail.
    """
    with recorded_as(user), transaction.atomic():
        card = kind.cards.objects.select_for_update(of=("self",)).filter(pk=card_id).first()
        if card is None:
            raise kind.refused([Refusal(str(kind.gone))])
        obstacles = deletion_refusals(card, kind)
        if obstacles:
            raise kind.refused(obstacles)
        try:
            card.delete()
        except ProtectedError as refused:
            named = _names(sorted(refused.protected_objects, key=str))
            raise kind.refused([_refusal(kind, card, named)]) from refused


def deletion_refusals(card: models.Model, kind: CardKind = CUSTOMER) -> list[Refusal]:
    """Every reason why this card must stay; empty when it may go."""
    return [_refusal(kind, card, reason) for reason in dict.fromkeys(_obstacles(card))]


def _obstacles(card: models.Model) -> Iterator[str]:
    """Each once; a hidden relation (a detail of something else) speaks only when alone."""
    cards = type(card)
    found = [one for relation in _protecting(cards) for one in _in_the_way(card, relation)]
    if found:
        yield from found
        return
    for relation in _protecting(cards, hidden=True):
        yield from _in_the_way(card, relation)


def _protecting(
    cards: type[models.Model], *, hidden: bool = False
) -> Iterator[models.ForeignObjectRel]:
    for relation in cards._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.hidden != hidden:
            continue
        if getattr(relation, "on_delete", None) is models.PROTECT:
            yield relation


def _in_the_way(card: models.Model, relation: models.ForeignObjectRel) -> Iterator[str]:
    manager = relation.related_model._base_manager
    found = manager.filter(**{relation.field.name: card}).order_by("pk")
    rows = list(_outstanding(found)[:MOST_NAMED] or found[: MOST_NAMED + 1])
    if not rows:
        return
    if relation.get_accessor_name() == ENTRIES:
        yield _("it has ledger entries")
    elif isinstance(rows[0], Customer):
        yield _("it is the bill-to customer of %(names)s") % {"names": _names(rows)}
    elif getattr(rows[0], "status", "") in OUTSTANDING:
        for row in rows:
            yield _("%(document)s is outstanding") % {"document": _document(row)}
    else:
        yield _("%(names)s names it") % {"names": _names(rows)}


def _outstanding(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Documents that are still to be posted come before those that are done with."""
    has_status = any(field.name == "status" for field in rows.model._meta.fields)
    return rows.filter(status__in=OUTSTANDING) if has_status else rows.none()


def _document(row: Any) -> str:
    """A draft by its type and number: order 1001."""
    is_typed = hasattr(row, "get_type_display")
    kind = row.get_type_display() if is_typed else row._meta.verbose_name
    return f"{str(kind).lower()} {getattr(row, 'no', row)}"


def _names(rows: Any) -> str:
    rows = list(rows)
    shown = ", ".join(f"{row._meta.verbose_name} {row}" for row in rows[:MOST_NAMED])
    return f"{shown} …" if len(rows) > MOST_NAMED else shown


def _refusal(kind: CardKind, card: models.Model, reason: str) -> Refusal:
    return Refusal(str(kind.must_stay) % {"card": str(card), "reason": reason})
