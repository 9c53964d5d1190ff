"""Refuse an application that grants a discount or tolerance without an account for it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.known import Party
from ledger.posting.plan import Plan, Unbooked
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest, TransactionRequest
from ledger.posting.shown import shown


def granting_accounts(request: PostingRequest, plan: Plan) -> Iterable[Refusal]:
    """Judged by what was worked out: a part payment grants nothing, so it needs no account.

    Customers' discounts are an expense (debit), those on credit memos and vendors income.
    """
    if not plan.unbooked:
        return
    wanted = dict(zip(plan.transactions, request.transactions, strict=True))
    for one in plan.unbooked:
        yield _missing(one, wanted[one.transaction])


def _missing(one: Unbooked, wanted: TransactionRequest) -> Refusal:
    message = (
        _(
            "Posting group %(group)s of %(no)s %(name)s has no payment discount account, and "
            "%(amount)s of discount would be granted. Ask an administrator to complete the "
            "posting setup of the group."
        )
        if one.as_discount
        else _(
            "Posting group %(group)s of %(no)s %(name)s has no payment tolerance account, and "
            "a difference of %(amount)s would be tolerated. Ask an administrator to complete the "
            "posting setup of the group."
        )
    )
    line, party = one.applying.line, _party(one, wanted)
    facts = {
        "group": party.accounts.group,
        "no": party.no,
        "name": party.name,
        "amount": f"{shown(abs(one.amount))} {one.applying.currency_id}",
    }
    number = wanted.number if line is None else wanted.number_of(line)
    return Refusal(message % facts, number)


def _party(one: Unbooked, wanted: TransactionRequest) -> Party:
    if one.applying.line is not None:
        return one.applying.line.party
    posted = one.applying.existing
    return next(each.party for each in wanted.entry_applications if each.applying is posted)
