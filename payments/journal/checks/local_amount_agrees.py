"""Refuse an amount in local currency that doesn't go with the amount."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.journal.values import Journal


def local_amount_agrees(journal: Journal) -> Iterable[Refusal]:
    """Both have one sign; in local currency they are equal."""
    local = journal.local.code
    for line in journal.lines:
        if line.amount == ZERO or line.factor is None:
            continue  # the checks `amount_given` and `rate_known` tell these
        if line.currency.code == local and line.amount != line.amount_lcy:
            yield Refusal(
                _("In local currency both amounts are the same. Enter the amount again."),
                line.number,
                "amount",
            )
        elif line.amount_lcy == ZERO or (line.amount > 0) != (line.amount_lcy > 0):
            yield Refusal(
                _(
                    "The amount and the amount in local currency need the same sign. Correct "
                    "the amount or the exchange rate."
                ),
                line.number,
                "amount_lcy",
            )
