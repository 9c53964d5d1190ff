"""Why a journal may not be posted: every reason at once, each naming line, fact and way out.

Blocks, posting periods, closed entries and over-application are checked by the posting road;
here stands what only a bank statement knows (spec reconciliation-and-matching, a and f).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from ledger.posting.for_sources import OpenEntry
from payments.reconciliation.posting.facts import BankEntry, Journal

Entries = Mapping[tuple[str, int], OpenEntry]
Check = Callable[[Journal, Entries, Mapping[int, BankEntry]], Iterable[Refusal]]


def _money(amount: Decimal, journal: Journal) -> str:
    return number_format(amount, journal.decimals, use_l10n=True, force_grouping=True)


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def has_lines(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse an empty journal."""
    if not journal.lines:
        yield Refusal(_("The journal has no lines. Import a file or type lines first."))


def number_is_free(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse a statement number that a posted journal of the account has."""
    if journal.number_used:
        yield Refusal(
            _(
                "Statement %(no)s of %(bank)s was posted before. Give the journal another number."
            )
            % {"no": journal.statement_no, "bank": journal.bank_code}
        )


def lines_are_applied(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse lines that go nowhere, or not wholly."""
    for line in journal.lines:
        if line.amount == ZERO:
            yield Refusal(
                _("The line has no amount. Enter one or delete the line."), line.number
            )
        elif not line.account_type and not line.closes_bank_entries:
            yield Refusal(
                _(
                    "%(amount)s is not applied. Apply it to entries, or transfer it to an account."
                )
                % {"amount": _money(line.amount, journal)},
                line.number,
            )
        elif line.difference:
            yield Refusal(
                _(
                    "%(difference)s of %(amount)s is not applied. Put the rest on account, or "
                    "transfer the difference."
                )
                % {
                    "difference": _money(line.difference, journal),
                    "amount": _money(line.amount, journal),
                },
                line.number,
            )


def parts_add_up(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse a line whose applied parts are more, or less, than it says."""
    for line in journal.lines:
        paid = sum((part.paid for part in line.applied), ZERO)
        if line.applied and paid != line.applied_amount:
            yield Refusal(
                _(
                    "The applied parts add up to %(paid)s, not %(applied)s. Apply the line again."
                )
                % {
                    "paid": _money(paid, journal),
                    "applied": _money(line.applied_amount, journal),
                },
                line.number,
            )


def discounts_still_granted(
    journal: Journal, entries: Entries, banks: Mapping
) -> Iterable[Refusal]:
    """Refuse a discount that was there when the line was applied and is no more.

    It is granted to what closes the entry: 700.00 less 20.00 of an entry that owes 1000.00
    again, since a payment was unapplied meanwhile, gets none.
    """
    applied: dict[tuple[str, int | None], Decimal] = defaultdict(lambda: ZERO)
    for line in journal.lines:
        for part in line.on_entries:
            applied[part.kind, part.entry_id] += part.amount
    for line in journal.lines:
        for part in line.on_entries:
            entry = entries.get((part.kind, part.entry_id or 0))
            if not part.discount or entry is None or not entry.open:
                continue
            late = entry.discount_date is None or line.day > entry.discount_date
            partial = abs(applied[part.kind, part.entry_id]) < abs(entry.remaining)
            if late or partial or entry.remaining_discount != part.discount:
                yield Refusal(
                    _(
                        "The discount of %(discount)s on %(document)s is no longer possible. "
                        "Apply the line again."
                    )
                    % {
                        "discount": _money(part.discount, journal),
                        "document": entry.document_no,
                    },
                    line.number,
                )


def closings_reconcile(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse to close bank entries without reconciling, and entries of another account."""
    for line in journal.lines:
        if not line.closes_bank_entries:
            continue
        if any(part.kind != "bank" for part in line.applied):
            yield Refusal(
                _("A bank entry can't be mixed with other entries. Split the line."),
                line.number,
            )
        if not journal.reconcile:
            yield Refusal(
                _(
                    "The payment was posted before; only reconciling closes its bank entry. "
                    "Post and reconcile, or remove the application."
                ),
                line.number,
            )
        for part in line.applied:
            bank = banks.get(part.entry_id or 0)
            if bank is not None and bank.bank_id != journal.bank_id:
                yield Refusal(
                    _(
                        "Bank entry %(document)s is of another bank account. Apply the line again."
                    )
                    % {"document": bank.document_no},
                    line.number,
                )
            elif bank is not None and bank.posting_date > line.day:
                yield Refusal(
                    _(
                        "Bank entry %(document)s was posted on %(day)s, after this line's date. "
                        "Apply the line to another entry."
                    )
                    % {"document": bank.document_no, "day": _day(bank.posting_date)},
                    line.number,
                )


def rates_known(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse a day on which the bank account's currency has no exchange rate."""
    if not journal.is_foreign:
        return
    for line in journal.lines:
        if journal.rates.on(line.day) is None:
            yield Refusal(
                _("%(currency)s has no exchange rate on %(day)s. Ask for one to be entered.")
                % {"currency": journal.currency_code, "day": _day(line.day)},
                line.number,
            )


def statement_agrees(journal: Journal, entries: Entries, banks: Mapping) -> Iterable[Refusal]:
    """Refuse to reconcile unless ending balance - last balance is the sum of the lines.

    Last 1,000.00, lines 250.00, ending 1,250.00 agree.
    """
    if not journal.reconcile:
        return
    if journal.statement_date is None:
        yield Refusal(_("Enter the statement date."), field="statement_date")
    if journal.ending_balance is None:
        yield Refusal(_("Enter the statement ending balance."), field="ending_balance")
        return
    total = sum((line.amount for line in journal.lines), ZERO)
    expected = journal.last_balance + total
    if expected != journal.ending_balance:
        yield Refusal(
            _(
                "The last statement ended at %(last)s and the lines add up to %(total)s, which "
                "gives %(expected)s, not %(ending)s: %(gap)s is missing. Correct the ending "
                "balance or the lines, or post the earlier statement first."
            )
            % {
                "last": _money(journal.last_balance, journal),
                "total": _money(total, journal),
                "expected": _money(expected, journal),
                "ending": _money(journal.ending_balance, journal),
                "gap": _money(journal.ending_balance - expected, journal),
            },
            field="ending_balance",
        )


CHECKS: tuple[Check, ...] = (
    has_lines,
    number_is_free,
    lines_are_applied,
    parts_add_up,
    discounts_still_granted,
    closings_reconcile,
    rates_known,
    statement_agrees,
)


def check_journal(
    journal: Journal, entries: Entries, banks: Mapping[int, BankEntry]
) -> list[Refusal]:
    """Every reason of every check, in the order of `CHECKS`."""
    return [refusal for check in CHECKS for refusal in check(journal, entries, banks)]
