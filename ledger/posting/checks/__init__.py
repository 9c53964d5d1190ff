"""Why may I not post this? One reason per file; every check runs, all refusals come together.

A check takes the request and returns refusals. The list below is the order they are told in.
What only shows in the rows that were worked out is checked in the plan, after all of these.
"""

from collections.abc import Callable, Iterable

from ledger.posting.checks.account_allowed import account_allowed
from ledger.posting.checks.amount_in_range import amount_in_range
from ledger.posting.checks.application_allowed import application_allowed
from ledger.posting.checks.bank_account_allowed import bank_account_allowed
from ledger.posting.checks.bank_closing_allowed import bank_closing_allowed
from ledger.posting.checks.blocked_customer import blocked_customer
from ledger.posting.checks.blocked_vendor import blocked_vendor
from ledger.posting.checks.control_account import control_account
from ledger.posting.checks.currencies_may_apply import currencies_may_apply
from ledger.posting.checks.exchange_accounts import exchange_accounts
from ledger.posting.checks.granting_accounts import granting_accounts
from ledger.posting.checks.number_order import number_order
from ledger.posting.checks.numbers_left import numbers_left
from ledger.posting.checks.period_open import period_open
from ledger.posting.checks.rates_known import rates_known
from ledger.posting.checks.reversal_allowed import reversal_allowed
from ledger.posting.checks.sign_of_document import sign_of_document
from ledger.posting.checks.something_to_post import something_to_post
from ledger.posting.checks.source_found import source_found
from ledger.posting.checks.transaction_balances import transaction_balances
from ledger.posting.checks.unapplication_allowed import unapplication_allowed
from ledger.posting.plan import Plan
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest

CHECKS: tuple[Callable[[PostingRequest], Iterable[Refusal]], ...] = (
    source_found,
    something_to_post,
    blocked_customer,
    blocked_vendor,
    period_open,
    number_order,
    numbers_left,
    amount_in_range,
    sign_of_document,
    control_account,
    account_allowed,
    bank_account_allowed,
    application_allowed,
    currencies_may_apply,
    rates_known,
    exchange_accounts,
    unapplication_allowed,
    reversal_allowed,
    bank_closing_allowed,
    transaction_balances,
)


def run_checks(request: PostingRequest) -> list[Refusal]:
    """All refusals of all checks, each once, in the order of `CHECKS`."""
    found = [refusal for check in CHECKS for refusal in check(request)]
    return list(dict.fromkeys(found))


def check_plan(request: PostingRequest, plan: Plan) -> list[Refusal]:
    """What forbids the rows that were worked out; before anything is written."""
    return list(dict.fromkeys(granting_accounts(request, plan)))
