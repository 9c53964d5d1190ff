"""Refuse a recurring line that can't come again, and a recurring method elsewhere."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from arcore.values.date_formula import DateFormula, DateFormulaError
from arcore.values.money import ZERO
from ledger.models import DocumentType
from ledger.posting import Refusal
from payments.journal.values import Journal, Line


def recurring_complete(journal: Journal) -> Iterable[Refusal]:
    """Method and frequency belong together, and the frequency leads forward."""
    for line in journal.lines:
        if not journal.recurring:
            if line.recurring_method or line.frequency or line.expiration_date:
                message = _("This journal isn't recurring. Clear the recurring method.")
                yield Refusal(message, line.number, "recurring_method")
            continue
        if not line.recurring_method:
            message = _("Choose the recurring method.")
            yield Refusal(message, line.number, "recurring_method")
            continue
        yield from _method(line)
        if not leads_forward(line.frequency, line.posting_date):
            message = _("Enter a frequency that leads to a later day, such as 1M.")
            yield Refusal(message, line.number, "frequency")


def _method(line: Line) -> Iterable[Refusal]:
    if line.method.reverses and line.document_type != DocumentType.BLANK:
        yield Refusal(
            _(
                "A reversing line has no document type, since its opposite would have the "
                "wrong sign. Clear the document type."
            ),
            line.number,
            "document_type",
        )
    if not line.method.takes_balance:
        return
    if line.account.kind != "account" or not line.balancing.is_given:
        yield Refusal(
            _(
                "A balance method moves the balance of a G/L account to the balancing account. "
                "Choose both."
            ),
            line.number,
            "account",
        )
    if line.amount != ZERO:
        yield Refusal(
            _("The balance of the account is taken when posting. Clear the amount."),
            line.number,
            "amount",
        )


def leads_forward(frequency: str, day: date | None) -> bool:
    """Whether the line would come again later than `day`; a blank frequency never does."""
    if not frequency or day is None:
        return bool(frequency)
    try:
        return DateFormula.parse(frequency).apply(day) > day
    except DateFormulaError:
        return False
