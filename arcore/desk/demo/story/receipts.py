"""From receipts on their way to movements of a bank account: what is paid of what is owed."""

from collections.abc import Iterable, Iterator
from random import Random

from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.story.movement import Movement, Part
from arcore.desk.demo.story.receivable import Receipt, Receivable
from arcore.desk.demo.story.wording import transfer_text
from arcore.values.money import ZERO
from ledger.models import CustomerLedgerEntry
from payments.models import Confidence

OPEN_FIELDS = ("remaining", "remaining_discount", "discount_date")
BY_HAND = frozenset({Habit.GARBLED, Habit.SHORT})
IbanOf = dict[int, str]


def movements_of(
    receipts: Iterable[Receipt], iban_of: IbanOf, chance: Random
) -> Iterator[tuple[Receipt, Movement]]:
    """Each receipt that still finds something open, with its movement."""
    receipts = list(receipts)
    wanted = [owed.entry_id for receipt in receipts for owed in receipt.pays]
    entries = {
        entry.pk: entry
        for entry in CustomerLedgerEntry.objects.filter(pk__in=wanted, open=True).only(
            *OPEN_FIELDS
        )
    }
    for receipt in sorted(receipts, key=lambda r: (r.day, r.pays[0].no)):
        paid = [owed for owed in receipt.pays if owed.entry_id in entries]
        parts = [_part(receipt, owed, entries[owed.entry_id]) for owed in paid]
        amount = sum((part.amount - part.discount for part in parts), ZERO)
        if amount <= ZERO or any(part.amount <= ZERO for part in parts):
            continue
        card = receipt.payer.card
        movement = Movement(
            day=receipt.day,
            amount=amount,
            text=transfer_text(receipt.payer, [owed.no for owed in paid], chance),
            party=card.name,
            iban=iban_of.get(card.pk, ""),
            customer_id=card.pk,
            parts=parts,
            confidence=_confidence(receipt),
        )
        yield receipt, movement


def _part(receipt: Receipt, owed: Receivable, entry: CustomerLedgerEntry) -> Part:
    """All that remains, less a discount in time, or less what the payer cuts off."""
    if receipt.cut:
        return Part(owed.entry_id, entry.remaining - receipt.cut)
    in_time = entry.discount_date is not None and receipt.day <= entry.discount_date
    return Part(owed.entry_id, entry.remaining, entry.remaining_discount if in_time else ZERO)


def _confidence(receipt: Receipt) -> int:
    """What the clerk had to do by hand, what the rules found."""
    if receipt.payer.habit in BY_HAND:
        return Confidence.MANUAL
    return Confidence.HIGH if len(receipt.pays) == 1 else Confidence.ACCEPTED
