"""Vendors as a kind of card."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from arcore.company.purposes import Purpose
from customers.card_kind import CardKind
from customers.refused import CardChanged, CardRefused, Refusal
from ledger.models import Vendor


class VendorRefused(CardRefused):
    """The vendor stays as it was."""


class VendorChanged(CardChanged, VendorRefused):
    """Someone changed the vendor since it was shown; `current` is how it is now."""


VENDOR = CardKind(
    cards=Vendor,
    purpose=Purpose.VENDOR,
    refused=VendorRefused,
    gone=_("This vendor no longer exists."),
    must_stay=_("Can't delete vendor %(card)s: %(reason)s."),
    never_typed=_(
        "The number series of vendors doesn't allow numbers to be typed: leave it blank."
    ),
    number_taken=_("Vendor %(no)s exists already. Choose another number."),
    number_taken_by=_("Vendor %(no)s exists already: %(name)s. Choose another number."),
    numbers_used_up=_(
        "The next %(count)d numbers of the vendor series are taken already. Ask an "
        "administrator to assign another series."
    ),
)


def refuse_vendor(found: Iterable[Refusal]) -> None:
    """Raise VendorRefused with all of them; silent when there is none."""
    refusals = tuple(found)
    if refusals:
        raise VendorRefused(refusals)
