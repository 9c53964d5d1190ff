"""Why can a split not be posted? One reason per file; every check runs, all come together.

A check takes the split and returns refusals, each naming its customer's place. What holds for
every posting (blocks, periods, open entries) is in `ledger.posting.checks`.
"""

from collections.abc import Callable, Iterable

from ledger.posting import Refusal
from payments.splitting.checks.all_split import all_split
from payments.splitting.checks.money_for_each import money_for_each
from payments.splitting.checks.rate_known import rate_known
from payments.splitting.checks.still_open import still_open
from payments.splitting.posting.values import Split

Check = Callable[[Split], Iterable[Refusal]]

CHECKS: tuple[Check, ...] = (all_split, money_for_each, still_open, rate_known)


def check_split(split: Split) -> list[Refusal]:
    """Every reason of every check, in the order of the list above."""
    return [refusal for check in CHECKS for refusal in check(split)]
