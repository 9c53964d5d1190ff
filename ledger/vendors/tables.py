"""The list of vendors."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, LinkColumn, MoneyColumn, Table
from arcore.ui.templatetags.ui import blocked_badge
from customers.countries import country_name
from ledger.models import Vendor


class VendorTable(Table):
    """Balances of one page arrive together: `balance` and `overdue` are set by the view."""

    no = LinkColumn(verbose_name=_("No."))
    name = Column(verbose_name=_("Name"))
    city = Column(verbose_name=_("City"))
    country = Column(verbose_name=_("Country"))
    balance = MoneyColumn(verbose_name=_("Balance"), empty_values=())
    overdue = MoneyColumn(verbose_name=_("Overdue"), empty_values=())
    blocked = Column(verbose_name=_("Blocked"), empty_values=())

    class Meta(Table.Meta):
        model = Vendor
        fields = ("no", "name", "city", "country", "balance", "overdue", "blocked")

    def render_country(self, value: str) -> str:
        return country_name(value)

    def render_blocked(self, record: Any) -> SafeString | str:
        return blocked_badge(record.blocked, record.get_blocked_display())
