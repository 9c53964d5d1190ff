"""Exchange rates, their history, and rates about to be stored."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.company.models import ExchangeRate
from arcore.company.rates.store import ToStore
from arcore.ui.amounts import show_amount
from arcore.ui.tables import Column, DateColumn, LinkColumn, NumberColumn, StatusColumn, Table
from arcore.ui.templatetags.ui import badge, day

LABELS = {
    "insert": gettext_lazy("entered"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("deleted"),
}
TONES = {"insert": "good", "update": "info", "delete": "bad"}


class RateTable(Table):
    """Newest first; the row leads to the rate where it may be changed."""

    currency = LinkColumn(verbose_name=gettext_lazy("Currency"), accessor="currency_id")
    starting_date = DateColumn(verbose_name=gettext_lazy("Starting date"))
    exchange_rate_amount = NumberColumn(verbose_name=gettext_lazy("Amount of the currency"))
    relational_exchange_rate_amount = NumberColumn(
        verbose_name=gettext_lazy("Worth in local currency"), decimals=2
    )
    factor = NumberColumn(verbose_name=gettext_lazy("Worth of one unit"), decimals=4)

    def row_url(self, record: ExchangeRate) -> str:
        if not self.request.user.has_perm("company.change_exchangerate"):
            return ""
        return reverse("company:rate_edit", args=[record.pk])


class RateHistoryTable(Table):
    """What was entered, changed or deleted, by whom and when."""

    pgh_created_at = Column(verbose_name=gettext_lazy("When"))
    user = Column(verbose_name=gettext_lazy("User"), empty_values=())
    pgh_label = StatusColumn(verbose_name=gettext_lazy("What"), tones=TONES)
    currency = Column(verbose_name=gettext_lazy("Currency"), accessor="currency_id")
    starting_date = DateColumn(verbose_name=gettext_lazy("Starting date"))
    exchange_rate_amount = NumberColumn(verbose_name=gettext_lazy("Amount of the currency"))
    relational_exchange_rate_amount = NumberColumn(
        verbose_name=gettext_lazy("Worth in local currency"), decimals=2
    )

    def row_url(self, record: Any) -> str:
        return ""

    def render_pgh_label(self, value: str, column: Any, record: Any, bound_column: Any) -> Any:
        return column.render(LABELS.get(value, value), record, bound_column)

    def render_user(self, record: Any) -> str:
        return str(record.user or "—")


class ToStoreTable(Table):
    """The lines of a file, and what storing does with each."""

    line = NumberColumn(verbose_name=gettext_lazy("Line"), accessor="rate__line")
    currency = Column(verbose_name=gettext_lazy("Currency"), accessor="rate__currency")
    day = Column(verbose_name=gettext_lazy("Starting date"), accessor="rate__day")
    worth = Column(verbose_name=gettext_lazy("Worth in local currency"), accessor="rate")
    what = Column(verbose_name=gettext_lazy("What"), empty_values=())

    def row_url(self, record: ToStore) -> str:
        return ""

    def render_day(self, value: Any) -> SafeString | str:
        return day(value)

    def render_worth(self, record: ToStore) -> str:
        return _pair(record.rate.amount, record.rate.worth)

    def render_what(self, record: ToStore) -> SafeString | str:
        if record.is_new:
            return badge(_("new"), "good")
        if not record.changes:
            return badge(_("as it is"), "plain")
        assert record.before is not None
        now = _("now %(rate)s") % {"rate": _pair(*record.before)}
        return format_html("{} {}", badge(_("changed"), "warn"), now)


def _pair(amount: Decimal, worth: Decimal) -> str:
    return f"{show_amount(amount, 0)} = {show_amount(worth)}"
