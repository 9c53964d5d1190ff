"""Refuse a document in another currency than the account that takes the money."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.registration.posting.values import Registration


def account_currency(registration: Registration) -> Iterable[Refusal]:
    """A bank account takes its own currency, a G/L account the local one."""
    ours = registration.account_currency
    for one in registration.paid:
        if one.currency.code == ours:
            continue
        message = _(
            "%(document)s is in %(theirs)s and account %(account)s in %(ours)s. Untick it, or "
            "choose an account in %(theirs)s in the setup."
        )
        facts = {
            "document": one.document,
            "theirs": one.currency.code,
            "account": registration.account_label,
            "ours": ours,
        }
        yield Refusal(message % facts, one.number)
