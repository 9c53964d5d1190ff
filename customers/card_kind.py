"""What a kind of card is called: customers here, vendors in the ledger, one set of rules.

A rule that both share (numbers, deletion, history) takes the kind and speaks its sentences.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arcore.company.purposes import Purpose
from customers.models import Customer
from customers.refused import CardRefused, CustomerRefused


@dataclass(frozen=True)
class CardKind:
    """The cards, their number series, the refusal they raise and its sentences."""

    cards: Any
    purpose: Purpose
    refused: type[CardRefused]
    gone: Promise
    must_stay: Promise  # of %(card)s, because %(reason)s
    never_typed: Promise
    number_taken: Promise  # %(no)s
    number_taken_by: Promise  # %(no)s, %(name)s
    numbers_used_up: Promise  # the next %(count)d


CUSTOMER = CardKind(
    cards=Customer,
    purpose=Purpose.CUSTOMER,
    refused=CustomerRefused,
    gone=_("This customer no longer exists."),
    must_stay=_("Can't delete customer %(card)s: %(reason)s."),
    never_typed=_(
        "The number series of customers doesn't allow numbers to be typed: leave it blank."
    ),
    number_taken=_("Customer %(no)s exists already. Choose another number."),
    number_taken_by=_("Customer %(no)s exists already: %(name)s. Choose another number."),
    numbers_used_up=_(
        "The next %(count)d numbers of the customer series are taken already. Ask an "
        "administrator to assign another series."
    ),
)
