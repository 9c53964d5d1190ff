"""Apply, unapply and reverse in one line each."""

from decimal import Decimal

from ledger.applying.apply import apply_entry, state_of
from ledger.applying.asking import OF_ENTRY, Answers
from ledger.applying.unapply import last_application, unapply_application
from ledger.models import CustomerLedgerEntry, GeneralLedgerEntry
from ledger.posting import post
from ledger.posting.for_sources import PartyKind
from ledger.reversing.reverse import reverse_transaction
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying

CUSTOMER = PartyKind.CUSTOMER


def apply_command(
    entry, *targets, kind=CUSTOMER, day=TODAY, version=None,
    accept_tolerance=False, accept_late=(), seen=None,
):  # fmt: skip
    """`targets` are entries or (entry, amount) pairs; `seen` what was asked, if somebody was."""
    accepted = frozenset([OF_ENTRY] if accept_tolerance else [])
    answers = Answers(accepted, frozenset((OF_ENTRY, pk) for pk in accept_late), seen)
    pairs = [t if isinstance(t, tuple) else (t, None) for t in targets]
    wanted = [(e.pk, None if a is None else Decimal(a)) for e, a in pairs]
    return apply_entry(
        kind,
        entry.pk,
        wanted,
        version=state_of(kind, entry.pk) if version is None else version,
        day=day,
        user_id=None,
        today=TODAY,
        answers=answers,
    )


def apply(entry, *targets, **options):
    return post(apply_command(entry, *targets, **options))


def unapply_command(entry, kind=CUSTOMER, number=None, day=None, reason="mistake"):
    number = number or last_application(kind, entry.pk)
    return unapply_application(kind, number, day=day, reason=reason, user_id=None, today=TODAY)


def unapply(entry, **options):
    return post(unapply_command(entry, **options))


def reverse_command(entry, reason="mistake"):
    return reverse_transaction(entry.transaction_id, reason=reason, user_id=None, today=TODAY)


def reverse(entry):
    return post(reverse_command(entry))


def payment(house, customer, amount, key="P1", *, day=TODAY, applies=(), **fields):
    """A posted payment (or another type) on the bank, as its customer entry."""
    line = Line(customer.pk, amount, applies=tuple((e.pk, None) for e in applies), **fields)
    register = post(paying(key, line, bank_id=house.bank.pk, day=day))
    return CustomerLedgerEntry.objects.get(transaction__register=register)


def state(*entries):
    """(open, remaining, remaining LCY, discount, tolerance) of each, read again."""
    names = ("open", "remaining", "remaining_lcy", "remaining_discount", "max_tolerance")
    rows = CustomerLedgerEntry.objects.in_bulk([entry.pk for entry in entries])
    return [tuple(getattr(rows[entry.pk], name) for name in names) for entry in entries]


def balances():
    """G/L balance of every account that has one."""
    sums: dict[str, Decimal] = {}
    for no, amount in GeneralLedgerEntry.objects.values_list("account__no", "amount"):
        sums[no] = sums.get(no, Decimal(0)) + amount
    return {no: amount for no, amount in sums.items() if amount}
