"""Take a remittance advice over: each line finds its entry, whichever customer it is of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from ledger.applying.applicants import applicants
from ledger.models import ApplicationMark, CustomerLedgerEntry, DocumentType
from ledger.posting.for_sources import shown
from payments.models import SplitReceipt
from payments.splitting.amounts import complaint
from payments.splitting.offers import offer_of
from payments.splitting.preparing import changing, let_join, mark
from payments.splitting.remittance import Advised
from payments.splitting.who import told_of

Entry = CustomerLedgerEntry
NUMBERS = ("document_no", "external_document_no", "payment_reference")


@dataclass(frozen=True, slots=True)
class Told:
    """What could not be taken over as it was written; `is_taken` where something was."""

    line: Advised
    message: str
    is_taken: bool = False


@transaction.atomic
def take_over(pk: int, advice: Sequence[Advised], user: User, now: datetime) -> list[Told]:
    """Amounts of the lines, and their customers; what was proposed before goes.

    Returns what was not found, is closed, marked by somebody else, or took less than written.
    """
    numbers = {line.document for line in advice if not line.problem}
    named = Entry.objects.filter(_has_number(numbers)).values_list("customer_id", flat=True)
    receipt = changing(pk, named)
    own = ApplicationMark.objects.filter(owner=receipt.owner)
    if receipt.is_proposed:
        own.delete()
        SplitReceipt.objects.filter(pk=pk).update(is_proposed=False)
    told: list[Told] = []
    wanted: dict[Entry, list[Advised]] = defaultdict(list)
    by_number = _entries_by_number(numbers)
    for line in advice:
        entry = _choose(line, by_number.get(line.document, ()), receipt, told)
        if entry is not None:
            wanted[entry].append(line)
    amounts = {
        entry: amount
        for entry, lines in wanted.items()
        if (amount := _amount(receipt, entry, lines, told))
    }
    let_join(receipt, [entry.customer for entry in amounts])
    own.filter(customer_entry__in=amounts).delete()
    mark(receipt, {entry.pk: amount for entry, amount in amounts.items()}, user, now)
    told += _taken_by_others(receipt, wanted, amounts)
    return sorted(told, key=lambda one: one.line.number)


def _has_number(numbers: set[str]) -> Q:
    """Every document but payments that one of the numbers may mean."""
    fits = Q()
    for name in NUMBERS:
        fits |= Q(**{f"{name}__in": numbers})
    return fits & ~Q(document_type=DocumentType.PAYMENT)


def _entries_by_number(numbers: set[str]) -> Mapping[str, list[Entry]]:
    """Entries by document number, by the customer's own number, by payment reference."""
    found = Entry.objects.filter(_has_number(numbers))
    by_number: dict[str, list[Entry]] = defaultdict(list)
    for entry in found.select_related("customer", "currency", "mark").order_by("id"):
        for number in {getattr(entry, name) for name in NUMBERS} & numbers:
            by_number[number].append(entry)
    return by_number


def _choose(
    line: Advised, found: Sequence[Entry], receipt: SplitReceipt, told: list[Told]
) -> Entry | None:
    facts = {"document": line.document, "count": len(found)}
    if line.problem:
        told.append(Told(line, line.problem))
        return None
    open_ones = [entry for entry in found if entry.open]
    exact = [entry for entry in open_ones if entry.document_no == line.document]
    chosen = exact or open_ones
    if len(chosen) == 1:
        return chosen[0]
    if not found:
        message = _("%(document)s was not found.")
    elif not chosen:
        message = _("%(document)s is closed already.")
    else:
        facts["customers"] = ", ".join(sorted({entry.customer.no for entry in chosen}))
        message = _(
            "%(document)s stands on several open documents (customers %(customers)s): choose "
            "in the list."
        )
    told.append(Told(line, message % facts))
    return None


def _amount(
    receipt: SplitReceipt, entry: Entry, lines: Sequence[Advised], told: list[Told]
) -> Decimal:
    """The sum of the lines that name the entry, at most what remains; zero if it takes nothing."""
    closes = offer_of(receipt, entry).closes_with
    amount = sum((closes if one.amount is None else one.amount for one in lines), ZERO)
    if abs(amount) > abs(entry.remaining) and (amount > 0) == (entry.remaining > 0):
        message = _("%(document)s has only %(remaining)s left: that is taken, not %(amount)s.")
        facts = {
            "document": entry.document_no,
            "remaining": shown(entry.remaining),
            "amount": shown(amount),
        }
        told.append(Told(lines[-1], message % facts, is_taken=True))
        amount = entry.remaining
    if amount and (why := complaint(receipt, entry, amount)):
        told.append(Told(lines[-1], why))
        return ZERO
    return amount


def _taken_by_others(
    receipt: SplitReceipt,
    wanted: Mapping[Entry, Sequence[Advised]],
    amounts: Mapping[Entry, Decimal],
) -> list[Told]:
    marks = ApplicationMark.objects.filter(customer_entry__in=amounts).exclude(
        owner=receipt.owner
    )
    theirs = {mark.customer_entry_id: mark for mark in marks.select_related("marked_by")}
    others = applicants(mark.owner for mark in theirs.values())

    def told(mark: ApplicationMark) -> str:
        return told_of(mark, others.get(mark.owner))

    return [
        Told(wanted[entry][-1], f"{entry.document_no}: {told(theirs[entry.pk])}")
        for entry in amounts
        if entry.pk in theirs
    ]
