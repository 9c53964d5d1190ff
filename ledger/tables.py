"""Tables of ledger entries, accounts and registers."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import (
    BooleanColumn,
    BriefColumn,
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    NumberColumn,
    StatusColumn,
    Table,
)
from arcore.ui.templatetags.ui import document_link
from ledger.applying.tables import ApplyColumn, apply_icon
from ledger.models import DocumentType

SOURCES = {
    "sales": _("Sales document"),
    "undo-shipment": _("Undo shipment"),
    "undo-receipt": _("Undo return receipt"),
    "reconciliation": _("Payment reconciliation"),
    "journal": _("Payment journal"),
    "registration": _("Payment registration"),
    "split": _("Split receipt"),
    "application": _("Application"),
    "unapplication": _("Unapplication"),
    "reversal": _("Reversal"),
    "exchange_adjustment": _("Exchange rate adjustment"),
}


def source_label(source: str) -> Any:
    """The source of a posting in words; one that is not known here shows its code."""
    return SOURCES.get(source, source)


class TransactionColumn(Column):
    """The transaction's number, leading to the register that holds it."""

    def render(self, record: Any) -> SafeString | str:
        return document_link(record.transaction, str(record.transaction_id))

    def value(self, record: Any) -> int:
        return record.transaction_id


class TypedDocumentColumn(LinkColumn):
    """The document's number with its type in small letters."""

    def render(self, value: Any, record: Any, table: Table) -> SafeString:
        link = super().render(value, record, table)
        kind = record.get_document_type_display() if record.document_type else ""
        return format_html('{} <span class="code">{}</span>', link, kind)

    def export_parts(self, header: str) -> list[tuple[Any, Callable[[Any], Any]]]:
        """Number and type in columns of their own."""
        labels = {value: str(label) for value, label in DocumentType.choices if value}
        return [
            (header, lambda record: record.document_no),
            (_("Type"), lambda record: labels.get(record.document_type, "")),
        ]


class PartyEntryTable(Table):
    """Ledger entries of customers or vendors; the state says whether something is left."""

    document_no = TypedDocumentColumn(verbose_name=_("Document"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    due_date = DateColumn(verbose_name=_("Due date"))
    open = StatusColumn(verbose_name=_("Status"), tones={True: "info", False: "plain"})
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency_id")
    remaining = MoneyColumn(verbose_name=_("Remaining amount"), currency="currency_id")
    remaining_lcy = MoneyColumn(verbose_name=_("Remaining (LCY)"))
    may_apply = False

    def render_open(self, value: bool, column: Any, record: Any, bound_column: Any) -> Any:
        """With the way to apply it, in few pixels: the amounts need the width."""
        tag = column.render(_("Open") if value else _("Closed"), record, bound_column)
        return (
            format_html("{} {}", tag, apply_icon(record)) if value and self.may_apply else tag
        )

    def render_remaining_lcy(self, value: Any, column: Any, record: Any) -> Any:
        """Only where it says more than the column before it."""
        return "" if record.original_factor == 1 else column.render(value, record)


class CustomerEntryTable(PartyEntryTable):
    """Customer ledger entries."""

    customer = BriefColumn(verbose_name=_("Customer"))

    class Meta(Table.Meta):
        sequence = ("document_no", "customer", "...")


class VendorEntryTable(PartyEntryTable):
    """Vendor ledger entries."""

    vendor = BriefColumn(verbose_name=_("Vendor"))

    class Meta(Table.Meta):
        sequence = ("document_no", "vendor", "...")


class OpenEntryTable(Table):
    """Open entries on the card of a customer or vendor, oldest due date first."""

    document_no = LinkColumn(verbose_name=_("Document"))
    document_type = Column(verbose_name=_("Type"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    due_date = DateColumn(verbose_name=_("Due date"))
    on_hold = Column(verbose_name=_("On hold"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency_id")
    remaining = MoneyColumn(verbose_name=_("Remaining"), currency="currency_id")
    apply = ApplyColumn()

    def render_document_type(self, record: Any) -> str:
        return record.get_document_type_display()


class DetailedEntryTable(Table):
    """What an entry is made of."""

    entry_type = Column(verbose_name=_("Entry type"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    document_no = Column(verbose_name=_("Document"))
    application_no = Column(verbose_name=_("Application no."))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="entry__currency_id")
    amount_lcy = MoneyColumn(verbose_name=_("Amount (LCY)"))
    unapplied = BooleanColumn(verbose_name=_("Unapplied"))

    def render_entry_type(self, record: Any) -> str:
        return record.get_entry_type_display()

    def render_application_no(self, value: int) -> str:
        """A number that names, not one that counts: without separators."""
        return str(value)


class GeneralEntryTable(Table):
    """General ledger entries, debit and credit apart."""

    posting_date = DateColumn(verbose_name=_("Posting date"))
    document_no = TypedDocumentColumn(verbose_name=_("Document"))
    account = Column(verbose_name=_("G/L account"), linkify=True)
    description = BriefColumn(verbose_name=_("Description"))
    vat_rate = NumberColumn(verbose_name=_("VAT %"))
    debit = MoneyColumn(verbose_name=_("Debit"), empty_values=())
    credit = MoneyColumn(verbose_name=_("Credit"), empty_values=())
    transaction = TransactionColumn(verbose_name=_("Transaction no."), empty_values=())

    def render_debit(self, column: Any, record: Any) -> Any:
        return column.render(record.amount, record) if record.amount > 0 else ""

    def render_credit(self, column: Any, record: Any) -> Any:
        return column.render(-record.amount, record) if record.amount < 0 else ""

    def value_debit(self, record: Any) -> Any:
        return record.amount if record.amount > 0 else None

    def value_credit(self, record: Any) -> Any:
        return -record.amount if record.amount < 0 else None


class BankEntryTable(Table):
    """Bank account ledger entries."""

    posting_date = DateColumn(verbose_name=_("Posting date"))
    bank_account = BriefColumn(verbose_name=_("Bank account"), linkify=True, briefer=True)
    document_no = TypedDocumentColumn(verbose_name=_("Document"))
    description = BriefColumn(verbose_name=_("Description"), briefer=True)
    open = StatusColumn(verbose_name=_("Status"), tones={True: "info", False: "plain"})
    statement_no = Column(verbose_name=_("Statement no."))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="bank_account__currency_id")
    remaining = MoneyColumn(
        verbose_name=_("Remaining amount"), currency="bank_account__currency_id"
    )
    transaction = TransactionColumn(verbose_name=_("Transaction no."), empty_values=())

    def render_open(self, value: bool, column: Any, record: Any, bound_column: Any) -> Any:
        return column.render(_("Open") if value else _("Closed"), record, bound_column)


class AccountTable(Table):
    """The chart of accounts with balances."""

    no = LinkColumn(verbose_name=_("No."))
    name = Column(verbose_name=_("Name"))
    category = Column(verbose_name=_("Category"))
    blocked = BooleanColumn(verbose_name=_("Blocked"))
    balance = MoneyColumn(verbose_name=_("Balance"), empty_values=())

    def render_category(self, record: Any) -> str:
        return record.get_category_display()


class BankAccountTable(Table):
    """Our bank accounts with balances."""

    code = LinkColumn(verbose_name=_("Code"))
    name = Column(verbose_name=_("Name"))
    iban = Column(verbose_name=_("IBAN"))
    blocked = BooleanColumn(verbose_name=_("Blocked"))
    balance = MoneyColumn(verbose_name=_("Balance"), currency="currency_id", empty_values=())


class RegisterTable(Table):
    """Registers, newest first."""

    id = LinkColumn(verbose_name=_("No."))
    posted_at = Column(verbose_name=_("Posted at"))
    source = Column(verbose_name=_("Source"))
    documents = Column(verbose_name=_("Documents"), empty_values=())
    user = Column(verbose_name=_("User"))

    def render_source(self, value: str) -> Any:
        return source_label(value)
