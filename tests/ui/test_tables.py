"""Tables on any screen: cells that say what they are, texts that give way to amounts."""

from decimal import Decimal
from types import SimpleNamespace

from django.test import RequestFactory

from arcore.ui.tables import BriefColumn, MoneyColumn, Table


class Owed(Table):
    name = BriefColumn(verbose_name="Name <of>")
    amount = MoneyColumn(verbose_name="Amount")


def shown():
    row = SimpleNamespace(name="Adatum & Sons", amount=Decimal("12.5"))
    table = Owed([row])
    return table, table.as_html(RequestFactory().get("/"))


def test_each_cell_carries_its_header_for_a_telephone():
    _table, page = shown()
    assert '<td class="brief" data-label="Name &lt;of&gt;">' in page
    assert '<td class="num" data-label="Amount">' in page


def test_a_brief_text_is_whole_under_the_pointer_and_in_an_export():
    table, page = shown()
    assert '<span title="Adatum &amp; Sons">Adatum &amp; Sons</span>' in page
    assert next(iter(table.rows)).get_cell_value("name") == "Adatum & Sons"
