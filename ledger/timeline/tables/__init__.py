"""The rows of a timeline."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, LinkColumn, MoneyColumn, Table
from arcore.ui.templatetags.ui import document_link
from ledger.timeline.event import Event
from ledger.timeline.tables.naming import TONES, name_of


class TimelineTable(Table):
    """What happened, to which document, why, by whom, and the balance after it."""

    date = DateColumn(verbose_name=_("Date"))
    what = Column(verbose_name=_("What happened"), empty_values=())
    document = LinkColumn(verbose_name=_("Document"), empty_values=())
    told = Column(
        verbose_name=_("Details"), empty_values=(), attrs={"td": {"class": "wrap told"}}
    )
    amount = MoneyColumn(verbose_name=_("Amount"), currency="entry__currency_id")
    amount_lcy = MoneyColumn(verbose_name=_("Amount (LCY)"))
    balance = MoneyColumn(verbose_name=_("Balance (LCY)"))
    user = Column(verbose_name=_("By"), empty_values=())

    def __init__(self, rows: Any, history_url: str, **options: Any) -> None:
        self.history_url = history_url
        super().__init__(rows, **options)

    def row_url(self, record: Event) -> str:
        """The entry's card; a change of the account's own card is on its history."""
        return record.entry.get_absolute_url() if record.entry else self.history_url

    def render_what(self, record: Event) -> SafeString:
        tone = TONES[record.what]
        return format_html('<span class="tag tag-{}">{}</span>', tone, name_of(record))

    def value_what(self, record: Event) -> str:
        return str(name_of(record))

    def render_document(self, column: Any, record: Event) -> Any:
        number = record.entry.document_no if record.entry else _("Card")
        return LinkColumn.render(column, number, record, self)

    def value_document(self, record: Event) -> str:
        return record.entry.document_no if record.entry else ""

    def render_told(self, record: Event) -> SafeString:
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in record.told))
        return format_html('<ul class="plain-list">{}</ul>', lines) if lines else lines

    def value_told(self, record: Event) -> SafeString:
        """As one line; the markup of its links is taken away when it is written."""
        return format_html_join("; ", "{}", ((line,) for line in record.told))

    def render_user(self, record: Event) -> Any:
        """Whoever posted it, leading to the register."""
        name = str(record.user or "")
        return document_link(record.register, name) if name and record.register else name

    def value_user(self, record: Event) -> str:
        return str(record.user or "")
