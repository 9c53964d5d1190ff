"""Refuse a bank account that can't take the currency of its line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def bank_currency(journal: Journal) -> Iterable[Refusal]:
    """A bank account in local currency takes any, at the line's rate; a foreign one its own."""
    local = journal.local.code
    for line in journal.lines:
        for side, name in ((line.account, "account"), (line.balancing, "balancing")):
            bank = journal.known.banks.get(side.id or 0) if side.kind == "bank" else None
            if bank is None or bank.currency_id in (local, line.currency.code):
                continue
            yield Refusal(
                _(
                    "Bank account %(code)s is in %(theirs)s and the line in %(ours)s. Choose "
                    "another account, or the currency %(theirs)s."
                )
                % {"code": bank.code, "theirs": bank.currency_id, "ours": line.currency.code},
                line.number,
                name,
            )
