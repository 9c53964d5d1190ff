"""Adjustments made, and what one to come will do."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, Table
from ledger.models import DocumentType, ExchangeAdjustment


class AdjustmentTable(Table):
    """One currency a row; the row leads to the register."""

    day = DateColumn(verbose_name=_("As of"))
    currency = LinkColumn(verbose_name=_("Currency"), accessor="currency_id")
    factor = NumberColumn(verbose_name=_("Rate"), decimals=4)
    customer_entries = NumberColumn(verbose_name=_("Customer entries"))
    vendor_entries = NumberColumn(verbose_name=_("Vendor entries"))
    bank_accounts = NumberColumn(verbose_name=_("Bank accounts"))
    gain = MoneyColumn(verbose_name=_("Gain"))
    loss = MoneyColumn(verbose_name=_("Loss"))
    posted_at = Column(verbose_name=_("Posted at"), accessor="register__posted_at")
    user = Column(verbose_name=_("User"), accessor="register__user")

    def row_url(self, record: ExchangeAdjustment) -> str:
        return record.get_absolute_url()


class CurrencySumTable(Table):
    """What each currency gains and loses."""

    currency = Column(verbose_name=_("Currency"), accessor="told__currency_id")
    factor = NumberColumn(verbose_name=_("Rate"), accessor="told__factor", decimals=4)
    since = DateColumn(verbose_name=_("Rate in force since"))
    customer_entries = NumberColumn(
        verbose_name=_("Customer entries"), accessor="told__customer_entries"
    )
    vendor_entries = NumberColumn(
        verbose_name=_("Vendor entries"), accessor="told__vendor_entries"
    )
    bank_accounts = NumberColumn(
        verbose_name=_("Bank accounts"), accessor="told__bank_accounts"
    )
    gain = MoneyColumn(verbose_name=_("Gain"), accessor="told__gain")
    loss = MoneyColumn(verbose_name=_("Loss"), accessor="told__loss")
    taken_back = MoneyColumn(verbose_name=_("Taken back by later applications"))

    def row_url(self, record: Any) -> str:
        return ""


class DifferenceTable(Table):
    """Every entry that was open on the day and every bank account that changes."""

    name = Column(verbose_name=_("Document"), empty_values=())
    party = Column(verbose_name=_("Name"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")
    before = MoneyColumn(verbose_name=_("In local currency before"))
    after = MoneyColumn(verbose_name=_("In local currency after"))
    difference = MoneyColumn(verbose_name=_("Difference"))

    def row_url(self, record: Any) -> str:
        return ""

    def render_name(self, record: Any) -> SafeString | str:
        kind = DocumentType(record.document_type).label if record.document_type else ""
        return format_html('{} <span class="code">{}</span>', record.name, kind)
