"""Change a customer card, without overwriting what someone else changed meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from customers.bank_accounts import BankAccountRow, read_bank_accounts, write_bank_accounts
from customers.card import Noted, Saved, fill_card, notices, recorded_as, with_locked_payer
from customers.card_kind import CUSTOMER
from customers.locks import lock_cards
from customers.models import Customer
from customers.refused import CardChanged, CustomerRefused, Refusal, refuse_customer


class CustomerChanged(CardChanged, CustomerRefused):
    """Someone changed the customer since it was shown; `current` is how it is now."""


def change_customer(
    customer_id: int,
    facts: Mapping[str, Any],
    bank_accounts: Sequence[BankAccountRow] = (),
    *,
    user: AbstractBaseUser | None,
    version: int | None,
    confirmed: bool = False,
) -> Saved:
    """Store the given facts; fields and bank accounts that are not named stay as they are.

    `version` is the one the facts were typed over; None changes whatever is there now (jobs).
    `confirmed` lifts a privacy block that another block replaces. Raises CustomerChanged for
    a stale version and CustomerRefused with every other reason; then nothing is stored.
    """
    with recorded_as(user), transaction.atomic():
        payer = facts.get("bill_to_customer")
        locked = lock_cards(customer_id, payer.pk if payer else None)
        if customer_id not in locked:
            raise CustomerRefused([Refusal(str(CUSTOMER.gone))])
        customer, facts = locked[customer_id], with_locked_payer(facts, locked)
        if version is not None and customer.version != version:
            raise CustomerChanged(customer, version)
        before = Noted.of(customer)
        refusals = list(fill_card(customer, facts, user=user, confirmed=confirmed))
        read, wrong_rows = read_bank_accounts(customer, bank_accounts)
        refuse_customer([*refusals, *wrong_rows])
        customer.save()
        if write_bank_accounts(customer, read):  # the card's version covers them too
            Customer.objects.filter(pk=customer_id).update(version=customer.version + 1)
    customer.refresh_from_db(fields=["version"])
    return Saved(customer, notices(before, customer))
