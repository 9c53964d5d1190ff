"""Make a customer: number, card, bank accounts, all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from customers.bank_accounts import BankAccountRow, read_bank_accounts, write_bank_accounts
from customers.card import Noted, Saved, fill_card, notices, recorded_as, with_locked_payer
from customers.card_kind import CUSTOMER
from customers.locks import lock_cards
from customers.models import Customer
from customers.numbering import draw_number, insert_numbered, number_refusals, tidy_number
from customers.refused import refuse_customer


def create_customer(
    facts: Mapping[str, Any],
    bank_accounts: Sequence[BankAccountRow] = (),
    *,
    user: AbstractBaseUser | None,
    day: date,
) -> Saved:
    """Store a new customer; without `facts["no"]` its number is drawn on that day.

    Raises CustomerRefused with every reason; then nothing is stored and no number is used.
    """
    customer = Customer(no=tidy_number(facts.get("no") or ""))
    with recorded_as(user), transaction.atomic():
        payer = facts.get("bill_to_customer")
        facts = with_locked_payer(facts, lock_cards(payer.pk if payer else None))
        refusals = list(number_refusals(CUSTOMER, customer.no))
        refusals += fill_card(customer, facts, user=user, confirmed=True)
        read, wrong_rows = read_bank_accounts(customer, bank_accounts)
        refuse_customer([*refusals, *wrong_rows])
        customer.no = customer.no or draw_number(CUSTOMER, day)
        insert_numbered(CUSTOMER, customer)
        write_bank_accounts(customer, read)
    return Saved(customer, notices(Noted(), customer))
