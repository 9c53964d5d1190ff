"""Why can ticks not be posted? One reason per file; every check runs, all come together.

A check takes the registration and returns refusals, each naming its document. LUMP_CHECKS hold
only where one payment is posted for all. What holds for every posting (blocks, periods, open
entries) is in `ledger.posting.checks`.
"""

from collections.abc import Callable, Iterable

from ledger.posting import Refusal
from payments.registration.checks.account_currency import account_currency
from payments.registration.checks.date_given import date_given
from payments.registration.checks.one_payment import one_payment
from payments.registration.checks.rate_known import rate_known
from payments.registration.checks.right_sign import right_sign
from payments.registration.checks.something_ticked import something_ticked
from payments.registration.checks.still_as_seen import still_as_seen
from payments.registration.posting.values import Registration

Check = Callable[[Registration], Iterable[Refusal]]

CHECKS: tuple[Check, ...] = (
    something_ticked,
    date_given,
    still_as_seen,
    right_sign,
    account_currency,
    rate_known,
)
LUMP_CHECKS: tuple[Check, ...] = (one_payment,)


def check_registration(registration: Registration) -> list[Refusal]:
    """Every reason of every check, in the order of the lists above."""
    checks = (*CHECKS, *LUMP_CHECKS) if registration.lump else CHECKS
    return [refusal for check in checks for refusal in check(registration)]
