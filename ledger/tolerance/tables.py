"""Limits of currencies, changes of them, and entries before and after."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.amounts import show_amount
from arcore.ui.tables import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, Table
from arcore.ui.templatetags.ui import money
from ledger.models import DocumentType, ToleranceChange


class LimitsTable(Table):
    """One currency a row; rows are (currency, limits)."""

    code = LinkColumn(verbose_name=gettext_lazy("Currency"))
    description = Column(verbose_name=gettext_lazy("Description"))
    percent = NumberColumn(verbose_name=gettext_lazy("Payment tolerance %"))
    most = MoneyColumn(verbose_name=gettext_lazy("Max. payment tolerance"), currency="code")

    def __init__(self, *args: Any, may_change: bool, **options: Any) -> None:
        self.may_change = may_change
        super().__init__(*args, **options)

    def row_url(self, record: Any) -> str:
        return reverse("tolerance:change", args=[record["code"]]) if self.may_change else ""


class ToleranceChangeTable(Table):
    """Who changed which limits, why, and how many entries followed."""

    changed_at = Column(verbose_name=gettext_lazy("Changed at"))
    currency = Column(verbose_name=gettext_lazy("Currency"), accessor="currency_id")
    percent = Column(verbose_name=gettext_lazy("Payment tolerance %"))
    most = Column(verbose_name=gettext_lazy("Max. payment tolerance"))
    entries = Column(verbose_name=gettext_lazy("Open entries changed"), empty_values=())
    user = Column(verbose_name=gettext_lazy("User"))
    reason = Column(verbose_name=gettext_lazy("Reason"))

    def row_url(self, record: ToleranceChange) -> str:
        return ""

    def render_percent(self, record: ToleranceChange) -> str:
        before, after = record.percent_before, record.percent
        return f"{show_amount(before, 0)} → {show_amount(after, 0)}"

    def render_most(self, record: ToleranceChange) -> SafeString:
        code = record.currency_id
        return format_html(
            "{} → {}", money(record.most_before, code, code=False), money(record.most, code)
        )

    def render_entries(self, record: ToleranceChange) -> Any:
        counted = _("%(customers)s customers', %(vendors)s vendors'") % {
            "customers": show_amount(record.customer_entries, 0),
            "vendors": show_amount(record.vendor_entries, 0),
        }
        if record.finished_at is not None:
            return counted
        return format_html('{} <span class="tag tag-warn">{}</span>', counted, _("unfinished"))


class EffectTable(Table):
    """Entries that will change, before and after."""

    document_no = Column(verbose_name=gettext_lazy("Document"))
    party_name = Column(verbose_name=gettext_lazy("Name"))
    due_date = DateColumn(verbose_name=gettext_lazy("Due date"))
    remaining = MoneyColumn(
        verbose_name=gettext_lazy("Remaining amount"), currency="currency_id"
    )
    before = MoneyColumn(verbose_name=gettext_lazy("Tolerance now"), currency="currency_id")
    after = MoneyColumn(verbose_name=gettext_lazy("Tolerance then"), currency="currency_id")

    def row_url(self, record: Any) -> str:
        return ""

    def render_document_no(self, record: Any) -> SafeString:
        kind = DocumentType(record.document_type).label
        return format_html('{} <span class="code">{}</span>', record.document_no, kind)
