"""Tick entries and lower amounts: what one line pays, decided by a person.

Amounts have the entry's sign; an entry of the line's own sign is paid by it, one of the other
sign (a credit memo on money in) enlarges what may be paid and is taken in full.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO, round_amount
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, VendorLedgerEntry
from payments.models import AppliedEntry, Confidence, LineChange, ReconciliationLine
from payments.reconciliation.parts import ENTRY_FIELDS, add_up, set_account
from payments.reconciliation.refused import refuse
from payments.reconciliation.versions import change_line

LEDGERS: dict[str, Any] = {
    "customer": CustomerLedgerEntry,
    "vendor": VendorLedgerEntry,
    "bank": BankLedgerEntry,
}


def tick(line_id: int, version: int, user: User, *, kind: str, entry_id: int) -> None:
    """Apply the line to one more entry, as far as line and entry go."""
    with change_line(line_id, version, user, LineChange.APPLIED) as line:
        entry = _open_entry(line, kind, entry_id)
        if line.applied_entries.filter(**{ENTRY_FIELDS[kind]: entry}).exists():
            refuse(_("%(no)s is applied already.") % {"no": entry.document_no}, line.line_no)
        _take_account(line, kind, entry)
        left = _left_of(entry, line, kind)
        amount, discount = _proposal(line, entry, left)
        AppliedEntry.objects.create(
            line=line,
            **{ENTRY_FIELDS[kind]: entry},
            order=line.applied_count,
            amount=amount,
            discount=discount,
        )
        add_up(line, Confidence.MANUAL)


def untick(line_id: int, version: int, user: User, *, part_id: int) -> None:
    """Take one applied part off the line again."""
    with change_line(line_id, version, user, LineChange.APPLIED) as line:
        _part(line, part_id).delete()
        add_up(line, Confidence.MANUAL)


def set_amount(
    line_id: int, version: int, user: User, *, part_id: int, amount: Decimal
) -> None:
    """Apply another amount to an entry; zero takes the entry off.

    The whole remaining amount of a discounted invoice, paid in time, includes its discount.
    """
    with change_line(line_id, version, user, LineChange.APPLIED) as line:
        part = _part(line, part_id)
        if amount == ZERO:
            part.delete()
        else:
            _set_part(line, part, amount)
        add_up(line, Confidence.MANUAL)


def _set_part(line: ReconciliationLine, part: AppliedEntry, amount: Decimal) -> None:
    _refuse_smaller_coins(line, amount)
    entry, discount = part.entry, ZERO
    if entry is None:
        _refuse_other_sign(line, amount, line.amount, _("on account"))
        left = line.difference + part.amount
    else:
        kind = next(k for k, field in ENTRY_FIELDS.items() if getattr(part, field))
        _refuse_other_sign(line, amount, entry.remaining, entry.document_no)
        left = _left_of(entry, line, kind)
        if amount == left == entry.remaining:
            discount = _discount(entry, line.transaction_date)
        facts = {"no": entry.document_no, "left": left}
        if abs(amount) > abs(left):
            refuse(
                _("%(no)s has only %(left)s left. Apply less.") % facts, line.line_no, "amount"
            )
    same_sign = (amount > 0) == (line.amount > 0)
    paid_before = line.applied_amount - part.paid
    if same_sign and abs(paid_before + amount - discount) > abs(line.amount):
        refuse(
            _("The line has only %(left)s left. Apply less.")
            % {"left": line.amount - paid_before},
            line.line_no,
            "amount",
        )
    part.amount, part.discount = amount, discount
    part.save(update_fields=["amount", "discount"])


def _refuse_smaller_coins(line: ReconciliationLine, amount: Decimal) -> None:
    currency = line.journal.bank_account.currency
    if amount != round_amount(amount, currency.precision):
        refuse(
            _("%(amount)s has more decimals than %(currency)s allows.")
            % {"amount": amount, "currency": currency.code},
            line.line_no,
            "amount",
        )


def _refuse_other_sign(
    line: ReconciliationLine, amount: Decimal, of: Decimal, what: str
) -> None:
    if (amount > 0) != (of > 0):
        refuse(
            _("The amount for %(what)s must have the sign of %(of)s.")
            % {"what": what, "of": of},
            line.line_no,
            "amount",
        )


def _open_entry(line: ReconciliationLine, kind: str, entry_id: int) -> Any:
    related = {"customer": ("customer",), "vendor": ("vendor",), "bank": ()}
    entry = LEDGERS[kind].objects.select_related(*related[kind]).filter(pk=entry_id).first()
    if entry is None or not entry.open:
        refuse(_("This entry is no longer open. Reload the candidates."), line.line_no)
    if kind == "bank" and entry.bank_account_id != line.journal.bank_account_id:
        refuse(_("The entry is of another bank account."), line.line_no)
    currency = line.journal.bank_account.currency_id
    if kind != "bank" and entry.currency_id != currency:
        refuse(
            _("%(no)s is in %(theirs)s, the statement in %(ours)s. Put the money on account.")
            % {"no": entry.document_no, "theirs": entry.currency_id, "ours": currency},
            line.line_no,
        )
    return entry


def _take_account(line: ReconciliationLine, kind: str, entry: Any) -> None:
    """One account a line; another customer's share goes to a child line."""
    has_bank = line.applied_entries.exclude(bank_entry=None).exists()
    if kind == "bank":
        if line.applied_count and not has_bank:
            refuse(
                _("A bank entry can't be mixed with other entries. Remove those first."),
                line.line_no,
            )
        set_account(line, "", None)
        return
    party = getattr(entry, kind)
    other = has_bank or (line.applied_count and line.party != party)
    if other:
        refuse(
            _(
                "The line belongs to %(own)s, and %(no)s to %(other)s. Transfer the other's "
                "share to a line of its own."
            )
            % {"own": line.party or _("a bank entry"), "no": entry.document_no, "other": party},
            line.line_no,
        )
    set_account(line, kind, party)


def _left_of(entry: Any, line: ReconciliationLine, kind: str) -> Decimal:
    """What other lines leave of the entry; refuses when another journal takes all of it."""
    others = (
        AppliedEntry.objects.filter(**{ENTRY_FIELDS[kind]: entry})
        .exclude(line=line)
        .select_related("line__journal__bank_account")
    )
    left, last = entry.remaining, None
    for part in others:
        left -= part.amount
        last = part
    if last is not None and (left == ZERO or (left > 0) != (entry.remaining > 0)):
        refuse(
            _(
                "%(no)s is already applied in journal %(journal)s, line %(line)s. Remove it there."
            )
            % {
                "no": entry.document_no,
                "journal": last.line.journal,
                "line": last.line.line_no,
            },
            line.line_no,
        )
    return left


def _proposal(line: ReconciliationLine, entry: Any, left: Decimal) -> tuple[Decimal, Decimal]:
    """Amount and discount: min(what is left of the entry, what is left of the line).

    Line 980.00 in time on invoice 1000.00 less 20.00 -> 1000.00 with discount 20.00.
    """
    if (left > 0) != (line.amount > 0):
        return left, ZERO
    rest = line.difference
    if rest == ZERO or (rest > 0) != (line.amount > 0):
        refuse(_("Nothing of this line is left. Lower another amount first."), line.line_no)
    discount = _discount(entry, line.transaction_date) if left == entry.remaining else ZERO
    if discount and abs(rest) >= abs(left - discount):
        return left, discount
    return (left if abs(left) <= abs(rest) else rest), ZERO


def _discount(entry: Any, day: date) -> Decimal:
    """The payment discount that the entry still gives on that day, never more than it owes."""
    until = getattr(entry, "discount_date", None)
    if until is None or day > until or abs(entry.remaining_discount) > abs(entry.remaining):
        return ZERO
    return entry.remaining_discount


def _part(line: ReconciliationLine, part_id: int) -> AppliedEntry:
    part = (
        line.applied_entries.select_related("customer_entry", "vendor_entry", "bank_entry")
        .filter(Q(pk=part_id))
        .first()
    )
    if part is None:
        refuse(_("This part was removed meanwhile. Reload the page."), line.line_no)
    assert part is not None
    return part
