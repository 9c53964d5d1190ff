"""Refuse documents, or posting dates, whose lines don't balance."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting import Refusal
from ledger.posting.for_sources import shown
from payments.journal.values import Journal, Line, left_open


def documents_balance(journal: Journal) -> Iterable[Refusal]:
    """With force document balance each document sums to zero, otherwise each posting date.

    Customer -600.00, customer -400.00 and bank 1,000.00 under one number balance. In a foreign
    currency a document must balance too, if all its lines share the currency.
    """
    if not journal.force_document_balance:
        yield from _days(journal)
        return
    for lines in journal.groups():
        lcy = sum((left_open(line) for line in lines), ZERO)
        fcy = _in_shared_currency(lines)
        if lcy:
            yield Refusal(
                _(
                    "Document %(number)s is out of balance by %(amount)s. Complete its lines, "
                    "or choose a balancing account."
                )
                % {"number": lines[-1].document_no, "amount": shown(lcy)},
                lines[-1].number,
                "amount",
            )
        elif fcy:
            yield Refusal(
                _(
                    "Document %(number)s is out of balance by %(amount)s in %(currency)s. "
                    "Complete its lines."
                )
                % {
                    "number": lines[-1].document_no,
                    "amount": shown(fcy),
                    "currency": lines[-1].currency.code,
                },
                lines[-1].number,
                "amount",
            )


def _in_shared_currency(lines: Sequence[Line]) -> Decimal:
    if len({line.currency.code for line in lines}) > 1:
        return ZERO
    return sum((line.amount for line in lines if not line.balancing.is_given), ZERO)


def _days(journal: Journal) -> Iterable[Refusal]:
    totals: dict[date, Decimal] = defaultdict(lambda: ZERO)
    last: dict[date, Line] = {}
    for line in journal.lines:
        if line.posting_date is not None:
            totals[line.posting_date] += left_open(line)
            last[line.posting_date] = line
    for day, total in totals.items():
        if total:
            yield Refusal(
                _("The lines of %(day)s are out of balance by %(amount)s. Complete them.")
                % {"day": date_format(day, "SHORT_DATE_FORMAT"), "amount": shown(total)},
                last[day].number,
                "amount",
            )
