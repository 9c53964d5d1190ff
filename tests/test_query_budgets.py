"""Every page has a budget of SQL statements, and needs as many for few rows as for many.

The budgets lie in `query_budgets.json`: address -> most statements, session, user and
permissions included. A page that shows rows and has no budget fails the suite.
"""

import json
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arcore.ui.lists import ListView
from tests.stock import Stock
from tests.test_permissions import ADDRESSES, NOBODY

BUDGETS: dict[str, int] = json.loads(
    Path(__file__).with_name("query_budgets.json").read_text(encoding="utf-8")
)
# Pages that show no rows: signing in, forms of one's own, a mere way on, the page kit.
WITHOUT_ROWS = {"login", "password_change", "journal:line_apply"} | {
    name for name in ADDRESSES if name.startswith("ui:")
}
FEW, MORE = 2, 12


def statements(client: Client, stock: Stock) -> dict[str, int]:
    """How many SQL statements each page needs."""
    counted, arguments = {}, stock.arguments()
    for name in BUDGETS:
        url = reverse(name, args=arguments[ADDRESSES[name][2]])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200, name
        counted[name] = len(captured)
    return counted


def beyond_budget(counted: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counted.items() if count > BUDGETS[name]}


def test_every_page_with_rows_has_a_budget():
    shown = {name for name, (may_look, _send, _row) in ADDRESSES.items() if may_look != NOBODY}
    assert set(BUDGETS) == shown - WITHOUT_ROWS


def test_every_page_stays_in_its_budget_whatever_the_number_of_rows(house, monkeypatch):
    stock = Stock(house, house.user("jane", "accountant"))
    client = Client()
    client.force_login(stock.user, "django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr(ListView, "page_rows", 1_000)
    stock.add(1)
    statements(client, stock)  # fills the caches; from here on history knows who changes rows
    stock.add(FEW)
    few = statements(client, stock)
    assert beyond_budget(few) == {}, few
    stock.add(MORE)
    assert statements(client, stock) == few
    monkeypatch.setattr(ListView, "page_rows", FEW)  # turning pages costs what it costs
    assert beyond_budget(statements(client, stock)) == {}
