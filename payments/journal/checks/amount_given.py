"""Refuse a line without an amount, and an amount where the balance will be taken."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.journal.values import Journal


def amount_given(journal: Journal) -> Iterable[Refusal]:
    """Lines of a balance method take the account's balance, so nobody types an amount there."""
    for line in journal.lines:
        if line.method.takes_balance:
            continue
        if line.amount == ZERO:
            yield Refusal(_("Enter the amount."), line.number, "amount")
