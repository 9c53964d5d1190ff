"""Refuse a customer for whom no money is left once credits are taken off."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from ledger.posting.for_sources import shown
from payments.splitting.posting.values import Split


def money_for_each(split: Split) -> Iterable[Refusal]:
    """Documents 100.00 less credits 100.00 is no payment, less 120.00 would be a refund."""
    for share in split.used:
        if share.amount > ZERO:
            continue
        message = _(
            "Customer %(customer)s would get %(amount)s: a receipt pays every customer more than "
            "zero. Lower the credits, or apply them to documents without a payment."
        )
        facts = {"customer": share.party.no, "amount": shown(share.amount)}
        yield Refusal(message % facts, share.number)
