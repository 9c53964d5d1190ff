"""The section “How it was settled” on the card of an entry."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, MoneyColumn, Table
from arcore.ui.templatetags.ui import document_link
from ledger.applying.views.card import who_and_why
from ledger.settlement.pairs import Settlement
from ledger.settlement.rules import sentences

WRAPPED = {"td": {"class": "wrap"}}


def row_class(record: Settlement) -> str:
    return "is-undone" if record.undone else ""


class SettlementTable(Table):
    """Each application with the rules behind it; one that was undone is struck through."""

    number = Column(verbose_name=_("Application no."))
    posting_date = DateColumn(verbose_name=_("Date"))
    other = Column(verbose_name=_("Document"))
    amount = MoneyColumn(verbose_name=_("Applied"), currency="entry__currency_id")
    rules = Column(verbose_name=_("Why"), empty_values=(), attrs=WRAPPED)
    register = Column(verbose_name=_("Applied by"), attrs=WRAPPED)
    undone = Column(verbose_name=_("Unapplied by"), attrs={"td": {"class": "wrap keep"}})

    class Meta(Table.Meta):
        row_attrs = {"class": row_class}

    def render_number(self, value: int) -> str:
        return str(value)

    def render_other(self, value: Any) -> SafeString | str:
        return document_link(value)

    def render_rules(self, record: Settlement) -> SafeString:
        told = format_html_join("", "<li>{}</li>", ((one,) for one in sentences(record)))
        return format_html('<ul class="plain-list">{}</ul>', told) if told else SafeString("")

    def value_rules(self, record: Settlement) -> str:
        """One cell of an export."""
        return " ".join(sentences(record))

    def render_register(self, value: Any) -> Any:
        return who_and_why(value)

    def render_undone(self, value: Any) -> Any:
        return who_and_why(value)

    def row_url(self, record: Settlement) -> str:
        return ""
