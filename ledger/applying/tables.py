"""Tables of what applying, undoing and reversing will write, and of what was applied."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, MoneyColumn, Table
from arcore.ui.templatetags.ui import icon
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import PartyKind
from ledger.posting.for_sources import set_of

WRAPPED = {"td": {"class": "wrap"}}
KINDS = {CustomerLedgerEntry: PartyKind.CUSTOMER, VendorLedgerEntry: PartyKind.VENDOR}


def apply_url(entry: Any) -> str:
    """Where the entry is applied."""
    return reverse("applying:apply", args=[set_of(KINDS[type(entry)], entry.pk)])


def apply_icon(entry: Any) -> SafeString:
    """The way there as an icon; key a in the row."""
    return format_html(
        '<a class="row-icon" data-row-key="a" href="{}" title="{name}" aria-label="{name}">{}</a>',
        apply_url(entry),
        icon("match"),
        name=_("Apply"),
    )


class ApplyColumn(Column):
    """From each open entry to what it could be applied to; key a in the row."""

    in_files = False

    def __init__(self, **options: Any) -> None:
        super().__init__(verbose_name=_("Apply"), empty_values=(), **options)

    def render(self, record: Any) -> SafeString | str:
        if not record.open:
            return ""
        return format_html(
            '<a data-row-key="a" href="{}">{}</a>', apply_url(record), _("Apply")
        )


class PlannedPartyTable(Table):
    """Entries that are made or change, before and after."""

    document = Column(verbose_name=_("Document"))
    party = Column(verbose_name=_("Customer or vendor"))
    due_date = DateColumn(verbose_name=_("Due date"))
    before = MoneyColumn(verbose_name=_("Remaining before"), currency="currency")
    after = MoneyColumn(verbose_name=_("Remaining after"), currency="currency")
    outcome = Column(verbose_name=_("Outcome"))

    def render_document(self, record: Any) -> SafeString:
        return format_html('{} <span class="code">{}</span>', record.document, record.kind)


class PlannedDetailTable(Table):
    """Detailed entries to come."""

    document = Column(verbose_name=_("Document"))
    entry_type = Column(verbose_name=_("Entry type"))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")
    amount_lcy = MoneyColumn(verbose_name=_("Amount (LCY)"))

    render_document = PlannedPartyTable.render_document


class PlannedLedgerTable(Table):
    """G/L entries to come."""

    posting_date = DateColumn(verbose_name=_("Posting date"))
    document = Column(verbose_name=_("Document"))
    account = Column(verbose_name=_("G/L account"))
    debit = MoneyColumn(verbose_name=_("Debit"))
    credit = MoneyColumn(verbose_name=_("Credit"))


class PlannedBankTable(Table):
    """Bank account ledger entries to come."""

    bank = Column(verbose_name=_("Bank account"))
    document = Column(verbose_name=_("Document"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")
