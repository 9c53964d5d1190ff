"""Refuse a line between two customers or vendors, or from an account to itself."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def party_against_money(journal: Journal) -> Iterable[Refusal]:
    """A customer or vendor needs a G/L or bank account on the other side (spec, section 2)."""
    for line in journal.lines:
        if line.account.is_party and line.balancing.is_party:
            yield Refusal(
                _(
                    "A customer or vendor needs a G/L account or bank account on the other "
                    "side. Use two lines of one document instead."
                ),
                line.number,
                "balancing",
            )
        elif line.account.is_given and line.account == line.balancing:
            yield Refusal(
                _("The account and the balancing account are the same. Choose another one."),
                line.number,
                "balancing",
            )
