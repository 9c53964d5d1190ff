"""Refuse a line that doesn't say what it is posted to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def account_given(journal: Journal) -> Iterable[Refusal]:
    """The account must be chosen; the balancing account may be left out wholly, not by half."""
    for line in journal.lines:
        if not line.account.is_given or not journal.known.holds(line.account):
            yield Refusal(_("Choose the account."), line.number, "account")
        if line.balancing.kind and (
            not line.balancing.is_given or not journal.known.holds(line.balancing)
        ):
            yield Refusal(
                _("Choose the balancing account, or clear its type."), line.number, "balancing"
            )
