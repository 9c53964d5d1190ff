"""What a line can hold at all, however unfinished it is: the rest the database would refuse."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.journal.refused import JournalRefused
from payments.models import JournalLine

TOO_LARGE = Decimal(10) ** 15
HUNDRED = Decimal(100)


def unstorable(line: JournalLine) -> Iterator[Refusal]:
    """Every reason why the line can't be kept as it is."""
    if line.factor is not None and line.factor <= ZERO:
        message = _("The exchange rate must be more than zero.")
        yield Refusal(message, field="factor")
    elif line.amount * line.amount_lcy < ZERO:
        message = _("The amount in local currency must have the same sign as the amount.")
        yield Refusal(message, field="amount_lcy")
    if max(abs(line.amount), abs(line.amount_lcy)) >= TOO_LARGE:
        message = _("In its own or in local currency the amount is too large to be kept.")
        yield Refusal(message, field="amount")
    if not ZERO <= line.discount_percent <= HUNDRED:
        message = _("A payment discount lies between 0 and 100 %.")
        yield Refusal(message, field="discount_percent")


def refuse_unstorable(line: JournalLine) -> None:
    """Raise JournalRefused with every reason, if there is one."""
    found = list(unstorable(line))
    if found:
        raise JournalRefused(found)
