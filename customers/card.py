"""What may be typed on a customer card, and what speaks against it as a whole."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from customers.billing import bill_to_refusals
from customers.block_change import Block, block_after, block_change_refusals
from customers.models import Customer
from customers.refused import Refusal, told_by_model

FIELDS = (
    *("name", "name_2", "address", "address_2", "post_code", "city", "country"),
    *("contact", "phone", "email", "language", "vat_registration_no", "registration_no"),
    *("bill_to_customer", "currency", "posting_group", "business_group", "vat_business_group"),
    *("payment_terms", "payment_method", "reminder_terms", "finance_charge_terms"),
    *("application_method", "credit_limit", "block_payment_tolerance", "partner_type"),
    *("priority", "prices_including_vat", "combine_shipments", "salesperson"),
)
# The number has its own rule; what points elsewhere was chosen, and the database guards it.
NOT_TYPED = {"no", *(f.name for f in Customer._meta.fields if f.is_relation)}
BLOCK_FIELDS = ("blocked", "privacy_blocked")


@dataclass(frozen=True)
class Saved:
    """The customer as stored, and what whoever saved it should know."""

    customer: Customer
    notices: tuple[str, ...] = ()


def recorded_as(user: AbstractBaseUser | None) -> AbstractContextManager[Any]:
    """The history names this user, also when a job or a command makes the change."""
    return pghistory.context(user=user.pk) if user else pghistory.context()


def fill_card(
    customer: Customer,
    facts: Mapping[str, Any],
    *,
    user: AbstractBaseUser | None,
    confirmed: bool,
) -> Iterator[Refusal]:
    """Put the typed facts on the card, unsaved, and tell everything that speaks against it."""
    now = Block(customer.blocked, customer.privacy_blocked)
    wanted = Block(*(facts.get(name, getattr(customer, name)) for name in BLOCK_FIELDS))
    for name in FIELDS:
        if name in facts:
            setattr(customer, name, facts[name])
    yield from block_change_refusals(now, wanted, user=user, confirmed=confirmed)
    customer.blocked, customer.privacy_blocked = block_after(now, wanted)
    yield from told_by_model(customer, exclude=NOT_TYPED)
    yield from bill_to_refusals(customer)


def with_locked_payer(
    facts: Mapping[str, Any], locked: Mapping[int, Customer]
) -> Mapping[str, Any]:
    """The facts with the bill-to customer as it is under lock; gone meanwhile is blank."""
    payer = facts.get("bill_to_customer")
    return {**facts, "bill_to_customer": locked.get(payer.pk)} if payer else facts


class Noted(NamedTuple):
    """What of a card deserves a word when it changes; as on a card that does not exist yet."""

    privacy_blocked: bool = False
    block_payment_tolerance: bool = False

    @classmethod
    def of(cls, customer: Customer) -> "Noted":
        return cls(customer.privacy_blocked, customer.block_payment_tolerance)


def notices(before: Noted, customer: Customer) -> tuple[str, ...]:
    """What follows from the change that its author may not expect."""
    told = []
    if customer.privacy_blocked and not before.privacy_blocked:
        told.append(_("The customer is blocked for privacy, and so for all transactions."))
    if before.privacy_blocked and not customer.privacy_blocked:
        told.append(
            _("The privacy block is lifted; blocked is now: %(blocked)s.")
            % {"blocked": customer.get_blocked_display()}
        )
    if customer.block_payment_tolerance and not before.block_payment_tolerance:
        told.append(_("New entries get no payment tolerance."))
    if before.block_payment_tolerance and not customer.block_payment_tolerance:
        told.append(_("New entries get payment tolerance again."))
    return tuple(told)
