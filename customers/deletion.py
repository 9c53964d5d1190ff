"""When a customer may be deleted: never with a ledger entry, nor while a document names it.

The rule asks every table that points at customers, whichever app it belongs to, so that a new
kind of document is protected from its first day.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from customers.card import recorded_as
from customers.models import Customer
from customers.refused import CustomerRefused, Refusal

ENTRIES = "ledger_entries"  # the related name of customer ledger entries
OUTSTANDING = ("open", "released")  # the status of documents in preparation
MOST_NAMED = 3


def delete_customer(customer_id: int, *, user: AbstractBaseUser | None) -> None:
    """Delete the customer with its bank accounts; raises CustomerRefused naming the obstacles.

    The row lock makes a document that is being created for the customer wait, then fail.
    """
    with recorded_as(user), transaction.atomic():
        locked = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id)
        customer = locked.first()
        if customer is None:
            raise CustomerRefused([Refusal(_("This customer no longer exists."))])
        obstacles = deletion_refusals(customer)
        if obstacles:
            raise CustomerRefused(obstacles)
        try:
            customer.delete()
        except ProtectedError as refused:
            named = _names(sorted(refused.protected_objects, key=str))
            raise CustomerRefused([_refusal(customer, named)]) from refused


def deletion_refusals(customer: Customer) -> list[Refusal]:
    """Every reason why this customer must stay; empty when it may go."""
    return [_refusal(customer, reason) for reason in dict.fromkeys(_obstacles(customer))]


def _obstacles(customer: Customer) -> Iterator[str]:
    """Each once; a hidden relation (a detail of something else) speaks only when alone."""
    found = [reason for relation in _protecting() for reason in _in_the_way(customer, relation)]
    if found:
        yield from found
        return
    for relation in _protecting(hidden=True):
        yield from _in_the_way(customer, relation)


def _protecting(*, hidden: bool = False) -> Iterator[models.ForeignObjectRel]:
    for relation in Customer._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.hidden != hidden:
            continue
        if getattr(relation, "on_delete", None) is models.PROTECT:
            yield relation


def _in_the_way(customer: Customer, relation: models.ForeignObjectRel) -> Iterator[str]:
    manager = relation.related_model._base_manager
    found = manager.filter(**{relation.field.name: customer}).order_by("pk")
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


def _refusal(customer: Customer, reason: str) -> Refusal:
    facts = {"customer": str(customer), "reason": reason}
    return Refusal(_("Can't delete customer %(customer)s: %(reason)s.") % facts)
