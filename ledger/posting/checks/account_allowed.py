"""Refuse a G/L account that is blocked or that only a subledger may post to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import AccountLine, PostingRequest


def account_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Bank and control accounts stay equal to their subledgers: nobody posts to them directly."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, AccountLine):
                continue
            account = line.account
            facts = {"no": account.no, "name": account.name}
            if account.blocked:
                yield Refusal(
                    _("G/L account %(no)s %(name)s is blocked. Choose another account.")
                    % facts,
                    transaction.number_of(line),
                    "account",
                )
            elif account.is_bank:
                yield Refusal(
                    _(
                        "G/L account %(no)s %(name)s belongs to a bank account. "
                        "Post to the bank account instead."
                    )
                    % facts,
                    transaction.number_of(line),
                    "account",
                )
            elif not account.direct_posting and not line.by_setup:
                yield Refusal(
                    _(
                        "G/L account %(no)s %(name)s allows no direct posting. "
                        "Choose another account, or a customer or vendor."
                    )
                    % facts,
                    transaction.number_of(line),
                    "account",
                )
