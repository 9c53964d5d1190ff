"""Refuse a split that gives away more or less than was received."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from ledger.posting.for_sources import shown
from payments.splitting.posting.values import Split


def all_split(split: Split) -> Iterable[Refusal]:
    """Left to split must be zero: received 1,000.00, split 990.00 -> 10.00 is nobody's."""
    facts = {"amount": shown(abs(split.left)), "currency": split.currency.code}
    if split.left > ZERO:
        message = _(
            "%(amount)s %(currency)s is left to split: give it to documents, or put the rest on "
            "account of a customer."
        )
        yield Refusal(message % facts)
    elif split.left < ZERO:
        message = _(
            "%(amount)s %(currency)s more is split than was received: lower some amounts."
        )
        yield Refusal(message % facts)
