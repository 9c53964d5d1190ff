"""Why may a journal not be posted? One reason per file; every check runs, all come together.

A check takes the journal and returns refusals, each naming its line. LINE_CHECKS look at each
line by itself and run while it is typed; BATCH_CHECKS look at the lines together. What holds
for every posting (blocks, periods, signs, open entries) is in `ledger.posting.checks`.
"""

from collections.abc import Callable, Iterable

from ledger.posting import Refusal
from payments.journal.checks.account_given import account_given
from payments.journal.checks.amount_given import amount_given
from payments.journal.checks.applies_to_allowed import applies_to_allowed
from payments.journal.checks.bank_currency import bank_currency
from payments.journal.checks.discount_allowed import discount_allowed
from payments.journal.checks.document_no_given import document_no_given
from payments.journal.checks.documents_balance import documents_balance
from payments.journal.checks.local_amount_agrees import local_amount_agrees
from payments.journal.checks.number_unused import number_unused
from payments.journal.checks.party_against_money import party_against_money
from payments.journal.checks.posting_date_given import posting_date_given
from payments.journal.checks.rate_known import rate_known
from payments.journal.checks.recurring_complete import recurring_complete
from payments.journal.checks.something_due import something_due
from payments.journal.values import Journal

Check = Callable[[Journal], Iterable[Refusal]]

LINE_CHECKS: tuple[Check, ...] = (
    posting_date_given,
    document_no_given,
    account_given,
    party_against_money,
    amount_given,
    rate_known,
    local_amount_agrees,
    bank_currency,
    applies_to_allowed,
    discount_allowed,
    number_unused,
    recurring_complete,
)
BATCH_CHECKS: tuple[Check, ...] = (something_due, documents_balance)


def check_lines(journal: Journal) -> list[Refusal]:
    """What is wrong with each line by itself."""
    return [refusal for check in LINE_CHECKS for refusal in check(journal)]


def check_journal(journal: Journal) -> list[Refusal]:
    """Every reason of every check, in the order of the lists above."""
    together = [refusal for check in BATCH_CHECKS for refusal in check(journal)]
    return check_lines(journal) + together
