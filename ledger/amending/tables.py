"""What was changed on a posted entry, newest first."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, Table
from arcore.ui.templatetags.ui import day, money
from ledger.models import CustomerLedgerEntry, EntryAmendment

Field = EntryAmendment.Field
DATES = {
    Field.DUE_DATE,
    Field.PROMISED_PAY_DATE,
    Field.DISCOUNT_DATE,
    Field.DISCOUNT_TOLERANCE_DATE,
}
AMOUNTS = {Field.REMAINING_DISCOUNT, Field.MAX_TOLERANCE}


def shown_value(field: str, text: str) -> Any:
    """A kept value as the reader writes it; a dash for none."""
    if not text:
        return "—"
    if field in DATES:
        return day(date.fromisoformat(text))
    if field in AMOUNTS:
        return money(Decimal(text))
    if field == Field.DISPUTE:
        return dict(CustomerLedgerEntry.Dispute.choices).get(text, text)
    return text


class AmendmentTable(Table):
    """Who changed what from what to what, when and why."""

    amended_at = Column(verbose_name=_("Changed at"))
    user = Column(verbose_name=_("User"))
    field = Column(verbose_name=_("Field"))
    change = Column(verbose_name=_("From → to"), empty_values=())
    reason = Column(verbose_name=_("Reason"))

    def render_field(self, record: EntryAmendment) -> str:
        label = record.get_field_display()
        return label[:1].upper() + label[1:]

    def render_change(self, record: EntryAmendment) -> Any:
        before = shown_value(record.field, record.before)
        return format_html("{} → {}", before, shown_value(record.field, record.after))
