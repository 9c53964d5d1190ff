"""Tables of the payment journal."""

from typing import Any

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import (
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    NumberColumn,
    Table,
)


class BatchTable(Table):
    name = LinkColumn(verbose_name=_("Journal"))
    template = Column(accessor="template__name", verbose_name=_("Template"))
    description = Column(verbose_name=_("Description"))
    balancing = Column(verbose_name=_("Balancing account"), empty_values=())
    line_count = NumberColumn(verbose_name=_("Lines"))
    total_balance = MoneyColumn(verbose_name=_("Out of balance"))

    def render_name(self, record) -> SafeString:
        return format_html(
            '<a class="row-link" href="{}">{}</a>', record.get_absolute_url(), record
        )

    def render_balancing(self, record) -> str:
        side = record.balancing_side
        return str(side) if side else ""


class LineTable(Table):
    """The lines of a journal with the headings that the import understands."""

    posting_date = DateColumn(verbose_name=_("Posting date"))
    document_date = DateColumn(verbose_name=_("Document date"))
    document_type = Column(
        accessor="get_document_type_display", verbose_name=_("Document type")
    )
    document_no = Column(verbose_name=_("Document no."))
    account_type = Column(accessor="get_account_type_display", verbose_name=_("Account type"))
    account = Column(empty_values=(), verbose_name=_("Account"))
    name = Column(accessor="account_side__name", verbose_name=_("Name"))
    description = Column(verbose_name=_("Description"))
    applies_to = Column(accessor="applies_to__document_no", verbose_name=_("Applies to"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency_id", show_code=True)
    external_document_no = Column(verbose_name=_("External document no."))
    balancing_type = Column(
        accessor="get_balancing_type_display", verbose_name=_("Balancing account type")
    )
    balancing = Column(empty_values=(), verbose_name=_("Balancing account"))
    due_date = DateColumn(verbose_name=_("Due date"))
    payment_reference = Column(verbose_name=_("Payment reference"))
    on_hold = Column(verbose_name=_("On hold"))
    posting_group = Column(accessor="posting_group__code", verbose_name=_("Posting group"))

    def row_url(self, record) -> str:
        return f"{record.batch.get_absolute_url()}?row={record.pk}"

    def render_account(self, record) -> str:
        return number_of(record.account_side)

    def render_balancing(self, record) -> str:
        return number_of(record.balancing_side)


def number_of(side: Any) -> str:
    """The number or code of an account of whichever type; nothing without one."""
    return "" if side is None else getattr(side, "no", "") or side.code


class PostedTable(Table):
    id = LinkColumn(verbose_name=_("No."))
    posted_at = Column(verbose_name=_("Posted at"))
    batch_name = Column(verbose_name=_("Journal"))
    description = Column(verbose_name=_("Description"))
    line_count = NumberColumn(verbose_name=_("Lines"))
    posted_by = Column(verbose_name=_("Posted by"))

    def render_posted_at(self, value) -> str:
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")

    def render_batch_name(self, record) -> str:
        return f"{record.template_code} {record.batch_name}"


class PostedLineTable(Table):
    posting_date = DateColumn(verbose_name=_("Posting date"))
    document_type = Column(
        accessor="get_document_type_display", verbose_name=_("Document type")
    )
    document_no = Column(verbose_name=_("Document no."))
    account_no = Column(verbose_name=_("Account"))
    description = Column(verbose_name=_("Description"))
    applied_document_numbers = Column(verbose_name=_("Applied to"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency_id", show_code=True)
    balancing_no = Column(verbose_name=_("Balancing account"))

    def render_account_no(self, record) -> str:
        return f"{record.account_no} {record.account_name}"


class AccountTotalTable(Table):
    """What a long journal posts to each account."""

    account = Column(verbose_name=_("G/L account"))
    debit = MoneyColumn(verbose_name=_("Debit"))
    credit = MoneyColumn(verbose_name=_("Credit"))


class TypeTotalTable(Table):
    """The customer and vendor entries that a long journal makes, by document type."""

    type = Column(verbose_name=_("Document type"))
    count = NumberColumn(verbose_name=_("Entries"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency", show_code=True)
