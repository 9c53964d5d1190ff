"""What a payment on account settles for an "apply to oldest" customer.

Spec ledger-and-application, section 3: open, marked by nobody, posted on or before the
payment, by due date; entries on hold or in dispute are passed over.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from ledger.posting.for_sources import Application, OpenEntry


def oldest_first(
    amount: Decimal,
    day: date,
    entries: Sequence[OpenEntry],
    taken: Collection[int],
    currency_code: str,
) -> tuple[Application, ...]:
    """Applications for a new entry of `amount` (payment negative) over `entries` by due date.

    `taken` are entries that other lines name. Only entries of the opposite sign and the
    payment's currency count; what earlier lines leave of them is settled when it comes to it.
    """
    return tuple(
        Application(entry=entry)
        for entry in entries
        if entry.id not in taken
        and entry.currency_id == currency_code
        and entry.posting_date <= day
        and (entry.remaining > 0) != (amount > 0)
    )
