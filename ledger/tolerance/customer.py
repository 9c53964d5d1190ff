"""A customer's open entries after "block payment tolerance" was set or lifted (spec section 5).

Blocked: their tolerance becomes zero. Lifted: it is worked out again from what remains.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Customer
from ledger.posting import PartyKind
from ledger.posting.for_sources import amend_tolerance


@dataclass(frozen=True, slots=True)
class ToFollow:
    """How many of a customer's open entries don't follow the card, and which differ most."""

    entries: int
    examples: list[Any]


def entries_to_follow(customer_id: int, most: int) -> ToFollow:
    """What `let_entries_follow` would change now, in one query."""
    scope = amend_tolerance.Scope(customer_id=customer_id)
    rows = list(amend_tolerance.examples(PartyKind.CUSTOMER, scope, None, most))
    return ToFollow(rows[0].entries if rows else 0, rows)


@transaction.atomic
def let_customer_follow(customer: Customer, *, user_id: int | None, now: datetime) -> int:
    """Bring the customer's open entries to what its card and the set-up say; how many changed."""
    scope = amend_tolerance.Scope(customer_id=customer.pk)
    if customer.block_payment_tolerance:
        reason = _("The customer's payment tolerance was blocked")
    else:
        reason = _("The block of the customer's payment tolerance was lifted")
    return amend_tolerance.amend_open_entries(
        PartyKind.CUSTOMER,
        scope,
        amend_tolerance.differing(PartyKind.CUSTOMER, scope),
        reason=reason,
        user_id=user_id,
        now=now,
    )
