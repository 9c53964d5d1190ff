"""The list of customers and the small tables on their card."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import address
from arcore.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    StatusColumn,
    Table,
)
from arcore.ui.templatetags.ui import blocked_badge
from customers.countries import country_name
from customers.models import Customer


class BlockedColumn(Column):
    """How far a customer is blocked, nothing for one who is not; privacy is told first."""

    def render(self, record: Customer) -> SafeString | str:
        if record.privacy_blocked:
            return blocked_badge("all", _("Privacy"))
        return blocked_badge(record.blocked, record.get_blocked_display())


class CustomerTable(Table):
    """Balances of one page arrive together: `balance` and `overdue` are set by the view."""

    no = LinkColumn(verbose_name=_("No."))
    name = Column(verbose_name=_("Name"))
    city = Column(verbose_name=_("City"))
    country = Column(verbose_name=_("Country"))
    balance = MoneyColumn(verbose_name=_("Balance"), empty_values=())
    overdue = MoneyColumn(verbose_name=_("Overdue"), empty_values=())
    credit_limit = MoneyColumn(verbose_name=_("Credit limit"))
    blocked = BlockedColumn(verbose_name=_("Blocked"), empty_values=())

    class Meta(Table.Meta):
        model = Customer
        fields = ("no", "name", "city", "country", "balance", "overdue")
        sequence = (*fields, "credit_limit", "blocked")

    def render_country(self, value: str) -> str:
        return country_name(value)

    def render_credit_limit(self, value: Any, column: Any, record: Customer) -> Any:
        return column.render(value, record) if value else ""


class DraftTable(Table):
    """Documents in preparation on the card, newest first."""

    no = LinkColumn(verbose_name=_("No."))
    type = Column(verbose_name=_("Type"))
    status = StatusColumn(verbose_name=_("Status"), tones={"released": "info"})
    document_date = DateColumn(verbose_name=_("Document date"))
    total_gross = MoneyColumn(verbose_name=_("Total incl. VAT"), currency="currency_id")

    def render_type(self, record: Any) -> str:
        return record.get_type_display()

    def row_url(self, record: Any) -> str:
        return address("documents:detail", (record.pk,))


class BankAccountTable(Table):
    """The customer's own bank accounts."""

    code = Column(verbose_name=_("Code"))
    name = Column(verbose_name=_("Name"))
    iban = Column(verbose_name=_("IBAN"))
    swift = Column(verbose_name=_("SWIFT/BIC"))
    account_no = Column(verbose_name=_("Account no."))
    currency_id = Column(verbose_name=_("Currency"))
    is_preferred = BooleanColumn(verbose_name=_("Preferred"))

    def render_iban(self, value: str) -> str:
        return grouped_iban(value)


def grouped_iban(iban: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
