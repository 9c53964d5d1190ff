"""Refuse a bank account that is blocked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import BankLine, PostingRequest


def bank_account_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """A blocked bank account takes no posting at all."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if isinstance(line, BankLine) and line.bank.blocked:
                yield Refusal(
                    _(
                        "Bank account %(code)s %(name)s is blocked. Unblock it or choose another one."
                    )
                    % {"code": line.bank.code, "name": line.bank.name},
                    transaction.number_of(line),
                )
