"""Refuse an application that may grant a discount without an account to post it to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.amounts.discount import PAYING
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest


def discount_account(request: PostingRequest) -> Iterable[Refusal]:
    """Customers' discounts are an expense (debit), those on credit memos and vendors income."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine):
                continue
            if line.document_type not in PAYING:
                continue
            accounts = line.party.accounts
            new = {x.number: x for x in transaction.lines if isinstance(x, PartyLine)}
            for application in line.applies:
                if application.entry is not None:
                    discount = application.entry.remaining_discount
                    until = application.entry.discount_date
                else:
                    applied = new[application.line or 0]
                    discount, until = applied.discount_possible, applied.discount_date
                if until is None or transaction.posting_date > until:
                    continue
                needed = accounts.discount_debit if discount > 0 else accounts.discount_credit
                if discount and needed is None:
                    yield Refusal(
                        _(
                            "The posting group of %(no)s %(name)s has no payment discount account. "
                            "Ask an administrator to complete the posting setup."
                        )
                        % {"no": line.party.no, "name": line.party.name},
                        transaction.number_of(line),
                    )
