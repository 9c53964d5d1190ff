"""Tables of journals, their lines, and what was posted."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from arcore.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    NumberColumn,
    Table,
)
from payments.models import Confidence, LineStatus

CONFIDENCE_TONES = {
    Confidence.NONE: "plain",
    Confidence.LOW: "warn",
    Confidence.MEDIUM: "info",
    Confidence.HIGH: "info",
    Confidence.MAPPING: "info",
    Confidence.MANUAL: "good",
    Confidence.ACCEPTED: "good",
}
STATUS_TONES = {
    LineStatus.NOT_APPLIED: "plain",
    LineStatus.AUTOMATIC: "plain",
    LineStatus.MAPPING: "plain",
    LineStatus.MANUAL: "good",
    LineStatus.REVIEWED: "good",
}
STATUS_IN_SHORT = {
    LineStatus.AUTOMATIC: pgettext_lazy("status of a line", "Automatic"),
    LineStatus.MAPPING: pgettext_lazy("status of a line", "Mapping"),
    LineStatus.MANUAL: pgettext_lazy("status of a line", "By hand"),
}
DIFFERENCE = gettext_lazy("Difference")


class DifferenceColumn(MoneyColumn):
    """What is not applied: red with a sign of its own, blank when nothing is left."""

    def render(self, value: Any, record: Any) -> SafeString | str:
        if not value:
            return ""
        shown = super().render(value, record)
        return format_html(
            '<span class="unfavourable"><span aria-hidden="true">≠ </span>{}</span>', shown
        )


class ConfidenceColumn(Column):
    """The badge of a match; a mapping counts as High, its full name is the badge's title."""

    def render(self, value: str, record: Any) -> SafeString:
        confidence = record.confidence
        short = Confidence.HIGH.label if confidence == Confidence.MAPPING else value
        tone = CONFIDENCE_TONES[confidence]
        return format_html('<span class="tag tag-{}" title="{}">{}</span>', tone, value, short)


class NameColumn(Column):
    """The number of a register or transaction: a name, so without thousands separators."""

    def render(self, value: Any) -> str:
        return str(value)

    def value(self, value: Any) -> Any:
        return value


class TextColumn(Column):
    """The bank's text, with the related party below it."""

    def render(self, value: str, record: Any) -> SafeString:
        party = record.related_party_name
        below = format_html('<span class="line-party">{}</span>', party) if party else ""
        mark = ""
        if getattr(record, "parent_id", None):
            words = _("part of line %(line)s") % {"line": record.parent_no}
            mark = format_html('<span class="child-mark">↳ {} · </span>', words)
        return format_html(
            '<span class="line-text" title="{}">{}{}</span>{}', value, mark, value, below
        )

    def export_parts(self, header: str) -> list[tuple[Any, Callable[[Any], Any]]]:
        """Text and related party in columns of their own."""
        return [
            (header, lambda record: record.text),
            (_("Related party"), lambda record: record.related_party_name),
        ]


class JournalTable(Table):
    statement_no = LinkColumn(verbose_name=gettext_lazy("Journal"))
    bank_account = Column(
        accessor="bank_account__code", verbose_name=gettext_lazy("Bank account")
    )
    statement_date = DateColumn(verbose_name=gettext_lazy("Statement date"))
    lines = NumberColumn(accessor="totals__lines", verbose_name=gettext_lazy("Lines"))
    applied = NumberColumn(accessor="totals__applied", verbose_name=gettext_lazy("Applied"))
    to_review = NumberColumn(
        accessor="totals__to_review", verbose_name=gettext_lazy("To review")
    )
    with_difference = NumberColumn(
        accessor="totals__with_difference", verbose_name=gettext_lazy("With difference")
    )
    balance_after = MoneyColumn(
        accessor="totals__balance_after",
        currency="bank_account__currency_id",
        verbose_name=gettext_lazy("Balance after posting"),
    )
    ending_balance = MoneyColumn(
        currency="bank_account__currency_id", verbose_name=gettext_lazy("Ending balance")
    )

    def render_statement_no(self, value: str, record: Any) -> SafeString:
        return format_html(
            '<a class="row-link" href="{}">{} {}</a>',
            record.get_absolute_url(),
            record.bank_account.code,
            value,
        )

    def render_balance_after(self, value: Any, record: Any) -> SafeString | str:
        shown = self.columns["balance_after"].column.__class__.render(
            self.columns["balance_after"].column, value, record
        )
        agrees = record.totals.agrees
        if agrees is None:
            return shown
        return format_html(
            '<span class="{}"><span role="img" aria-label="{}">{}</span> {}</span>',
            "favourable" if agrees else "unfavourable",
            _("agrees with the ending balance")
            if agrees
            else _("differs from the ending balance"),
            "✓" if agrees else "≠",
            shown,
        )

    class Meta:
        sequence = ("statement_no", "...")
        exclude = ("bank_account",)


class LineTable(Table):
    """The lines of a journal; a row opens its review, and keeps the filter."""

    line_no = LinkColumn(verbose_name=gettext_lazy("Line"))
    transaction_date = DateColumn(verbose_name=gettext_lazy("Date"))
    text = TextColumn(empty_values=(), verbose_name=gettext_lazy("Transaction text"))
    amount = MoneyColumn(verbose_name=gettext_lazy("Amount"))
    applied_amount = MoneyColumn(verbose_name=gettext_lazy("Applied"))
    difference = DifferenceColumn(verbose_name=DIFFERENCE, orderable=False)
    party = Column(
        empty_values=(), verbose_name=pgettext_lazy("of a line", "Account"), orderable=False
    )
    status = Column(empty_values=(), verbose_name=gettext_lazy("Status"), orderable=False)
    confidence = ConfidenceColumn(verbose_name=pgettext_lazy("of a match", "Confidence"))

    show = ""

    def row_url(self, record: Any) -> str:
        return record.get_absolute_url() + (f"?show={self.show}" if self.show else "")

    def render_party(self, record: Any) -> SafeString | str:
        """Number and name of the account, customer, vendor or bank posted against."""
        party = record.party
        if party is None:
            return ""
        code = getattr(party, "no", None) or party.code
        return format_html(
            '<span class="line-account" title="{}">{} <span class="line-party">{}</span></span>',
            party,
            code,
            party.name,
        )

    def render_applied_amount(self, value: Any, record: Any) -> SafeString | str:
        """The amount, and over how many entries it is spread; blank when nothing is applied."""
        if not record.applied_count:
            return ""
        column = self.columns["applied_amount"].column
        shown = MoneyColumn.render(column, value, record)
        if record.applied_count == 1:
            return shown
        count = ngettext("%(count)d entry", "%(count)d entries", record.applied_count) % {
            "count": record.applied_count
        }
        return format_html('{} <span class="line-party">{}</span>', shown, count)

    def render_status(self, record: Any) -> SafeString:
        """One badge: to review before how it was matched."""
        status = record.status
        tone, label = STATUS_TONES[status], STATUS_IN_SHORT.get(status, status.label)
        if record.review_required and record.confidence < Confidence.MANUAL:
            tone, label = "warn", _("To review")
        return format_html(
            '<span class="tag tag-{}" title="{}">{}</span>', tone, status.label, label
        )


class LeftOutTable(Table):
    sequence = NumberColumn(verbose_name=gettext_lazy("Line"))
    booking_date = DateColumn(verbose_name=gettext_lazy("Date"))
    remittance_text = Column(verbose_name=gettext_lazy("Transaction text"))
    counterparty_name = Column(verbose_name=gettext_lazy("Related party"))
    amount = MoneyColumn(currency="currency", verbose_name=gettext_lazy("Amount"))


class PostedTable(Table):
    statement_no = LinkColumn(verbose_name=gettext_lazy("Journal"))
    statement_date = DateColumn(verbose_name=gettext_lazy("Statement date"))
    reconciled = BooleanColumn(verbose_name=gettext_lazy("Reconciled"))
    ending_balance = MoneyColumn(
        currency="bank_account__currency_id", verbose_name=gettext_lazy("Ending balance")
    )
    posted_at = DateColumn(verbose_name=gettext_lazy("Posted"))
    posted_by = Column(verbose_name=gettext_lazy("By"))
    register_id = NameColumn(verbose_name=gettext_lazy("Register"))

    def render_statement_no(self, value: str, record: Any) -> SafeString:
        return format_html(
            '<a class="row-link" href="{}">{}</a>', record.get_absolute_url(), record
        )


class PostedLineTable(Table):
    line_no = NumberColumn(verbose_name=gettext_lazy("Line"))
    transaction_date = DateColumn(verbose_name=gettext_lazy("Date"))
    text = TextColumn(empty_values=(), verbose_name=gettext_lazy("Transaction text"))
    amount = MoneyColumn(verbose_name=gettext_lazy("Amount"))
    account_name = Column(empty_values=(), verbose_name=pgettext_lazy("of a line", "Account"))
    applied_document_numbers = Column(verbose_name=gettext_lazy("Applied to"))
    confidence = ConfidenceColumn(verbose_name=pgettext_lazy("of a match", "Confidence"))
    reconciled = BooleanColumn(verbose_name=gettext_lazy("Reconciled"))
    ledger_transaction_id = NameColumn(verbose_name=gettext_lazy("Transaction no."))

    def render_account_name(self, record: Any) -> str:
        return f"{record.account_no} {record.account_name}".strip()

    def row_url(self, record: Any) -> str:
        return ""


class StatementTable(Table):
    statement_no = LinkColumn(verbose_name=gettext_lazy("Statement"))
    statement_date = DateColumn(verbose_name=gettext_lazy("Statement date"))
    balance_last_statement = MoneyColumn(
        currency="bank_account__currency_id",
        verbose_name=gettext_lazy("Balance last statement"),
    )
    ending_balance = MoneyColumn(
        currency="bank_account__currency_id", verbose_name=gettext_lazy("Ending balance")
    )
    created_by = Column(verbose_name=gettext_lazy("By"))

    def render_statement_no(self, value: str, record: Any) -> SafeString:
        return format_html(
            '<a class="row-link" href="{}">{}</a>', record.get_absolute_url(), record
        )


class StatementLineTable(Table):
    line_no = NumberColumn(verbose_name=gettext_lazy("Line"))
    transaction_date = DateColumn(verbose_name=gettext_lazy("Date"))
    text = TextColumn(empty_values=(), verbose_name=gettext_lazy("Transaction text"))
    amount = MoneyColumn(verbose_name=gettext_lazy("Amount"))

    def row_url(self, record: Any) -> str:
        return ""


class GeneralPreviewTable(Table):
    """G/L entries that posting would write."""

    line = Column(verbose_name=gettext_lazy("Line"))
    day = DateColumn(verbose_name=gettext_lazy("Posting date"))
    account = Column(verbose_name=gettext_lazy("G/L account"))
    description = Column(verbose_name=gettext_lazy("Description"))
    debit = MoneyColumn(verbose_name=gettext_lazy("Debit"))
    credit = MoneyColumn(verbose_name=gettext_lazy("Credit"))


class EntryPreviewTable(Table):
    """Customer and vendor entries that posting would touch, and what is left of them."""

    document = Column(verbose_name=gettext_lazy("Document"))
    kind = Column(verbose_name=gettext_lazy("Type"))
    party = Column(verbose_name=gettext_lazy("Customer or vendor"))
    due = DateColumn(verbose_name=gettext_lazy("Due"))
    remaining = MoneyColumn(verbose_name=gettext_lazy("Remaining after posting"))
    outcome = Column(verbose_name=gettext_lazy("Status"))


def journal_url(journal_id: int, show: str = "") -> str:
    """The journal's page with one of its filters."""
    url = reverse("reconciliation:journal", args=[journal_id])
    return f"{url}?show={show}" if show else url
