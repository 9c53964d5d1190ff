"""Every list as a file: all rows that its filters leave, under its own permission."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from arcore.company.models import User
from arcore.ui.export import answer, writing
from arcore.ui.lists import ListView
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, GeneralLedgerEntry
from tests.stock import Stock
from tests.test_permissions import ADDRESSES, addresses_of, signed_in
from tests.test_query_budgets import BUDGETS
from tests.ui.export.reading import cells_of_xlsx, rows_of_csv

CUSTOMERS = "customers:list"
IN_ONE_MOMENT = 1  # statement more than the page: whether the list is short enough


def lists() -> Iterator[str]:
    """The names of the addresses that show a list."""
    found = dict(_views(get_resolver()))
    for name in addresses_of(get_resolver()):
        view_class = getattr(found.get(name), "view_class", None)
        if view_class is not None and issubclass(view_class, ListView):
            yield name


def _views(resolver: Any, namespace: str = "") -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _views(one, inner)
        else:
            yield f"{namespace}{one.name}", one.callback


LISTS = sorted(lists())


@pytest.fixture
def stock(house) -> Stock:
    made = Stock(house, house.user("preparer", "accountant"))
    made.add(2)
    return made


@pytest.fixture
def jane(house, client) -> Client:
    """A browser with an accountant in front of it."""
    client.force_login(house.user("jane"))
    return client


def url_of(stock: Stock, name: str) -> str:
    return reverse(name, args=stock.arguments()[ADDRESSES[name][2]])


def client_of(stock: Stock) -> Client:
    """The accountant who prepared the stock, with the set-up that some lists ask for."""
    client = Client()
    client.force_login(stock.user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_lists_are_found():
    assert {CUSTOMERS, "vendors:list", "ledger:general_entry_list"} <= set(LISTS)
    assert len(LISTS) >= 15


def test_every_list_offers_and_gives_both_files(stock):
    own, administrator = client_of(stock), signed_in(stock, "administrator")
    for name in LISTS:
        client = administrator if name == "ui:kit_list" else own
        url = url_of(stock, name)
        page = client.get(url)
        assert page.status_code == 200, name
        columns = page.context["table"].columns
        shown = [str(c.header) for c in columns if getattr(c.column, "in_files", True)]
        if page.context["pager"].shown:
            assert 'href="?export=csv"' in page.content.decode(), name
        headers, *rows = rows_of_csv(client.get(url, {"export": "csv"}))
        assert [one for one in headers if one in shown] == shown, name
        assert len(rows) >= page.context["pager"].shown, name
        sheet = cells_of_xlsx(client.get(url, {"export": "xlsx"}))
        assert [cell.value for cell in sheet[0]] == headers, name
        assert len(sheet) == len(rows) + 1, name


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_asks_for_the_permission_of_its_list(stock, kind):
    stranger, nobody = Client(), Client()
    nobody.force_login(User.objects.create_user("nobody"))
    for name in LISTS:
        url = url_of(stock, name)
        assert stranger.get(url, {"export": kind}).status_code == 302, name
        assert nobody.get(url, {"export": kind}).status_code == 403, name


def test_all_rows_come_in_the_order_and_under_the_filters_of_the_list(jane, house, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK_ROWS", 3)
    monkeypatch.setattr(ListView, "page_rows", 2)
    for number in range(11):
        house.customer(f"Shop {number:02d}", city="Lyon" if number % 2 else "Paris")
    asked = {"export": "csv", "sort": "-name", "q": "lyon", "at": "last"}
    rows = rows_of_csv(jane.get("/customers/", asked))[1:]
    assert [row[1] for row in rows] == ["Shop 09", "Shop 07", "Shop 05", "Shop 03", "Shop 01"]


def test_amounts_dates_and_currencies_have_columns_and_types(jane, house):
    entry = house.invoice_of("1234.56", house.customer("=Adatum"))
    headers, row = rows_of_csv(jane.get("/ledger/customers/", {"export": "csv"}))
    assert headers == [
        "Document", "Type", "Customer", "Posting date", "Due date", "Status", "Amount",
        "Remaining amount", "Currency", "Remaining (LCY)",
    ]  # fmt: skip
    number = entry.customer.no
    assert row == [
        entry.document_no, "Invoice", f"{number} =Adatum", "2026-01-23", "2026-01-23", "Open",
        "1234.56", "1234.56", "EUR", "1234.56",
    ]  # fmt: skip
    cells = cells_of_xlsx(jane.get("/ledger/customers/", {"export": "xlsx"}))[1]
    assert [cell.data_type for cell in cells] == [
        "s",
        "s",
        "s",
        "d",
        "d",
        "s",
        "n",
        "n",
        "s",
        "n",
    ]


def test_debit_and_credit_stand_apart(jane, house):
    house.invoice_of("120.00")
    headers, *rows = rows_of_csv(jane.get("/ledger/general/", {"export": "csv"}))
    debit, credit = headers.index("Debit"), headers.index("Credit")
    told = sorted((row[debit], row[credit]) for row in rows)
    assert told == [("", "100.00"), ("", "20.00"), ("120.00", "")]
    transaction = GeneralLedgerEntry.objects.latest("id").transaction_id
    assert rows[0][headers.index("Transaction no.")] == str(transaction)


def test_a_name_that_is_a_formula_arrives_as_text(jane, house):
    house.customer('=HYPERLINK("http://evil.example","x")', city="@SUM(A1)")
    (row,) = rows_of_csv(jane.get("/customers/", {"export": "csv"}))[1:]
    assert row[1:3] == ['\'=HYPERLINK("http://evil.example","x")', "'@SUM(A1)"]
    cells = cells_of_xlsx(jane.get("/customers/", {"export": "xlsx"}))[1]
    assert [cell.data_type for cell in cells[:3]] == ["s", "s", "s"]


def test_balances_that_the_page_adds_are_in_the_file(jane, house):
    house.invoice_of("120.00", house.customer())
    headers, row = rows_of_csv(jane.get("/customers/", {"export": "csv"}))
    assert row[headers.index("Balance")] == "120.00"


def test_french_headers_separator_and_decimals(jane, house):
    User.objects.update(language="fr")
    house.invoice_of("1234.50")
    response = jane.get("/ledger/customers/", {"export": "csv"})
    headers, row = rows_of_csv(response, ";")
    assert headers[:4] == ["Document", "Type", "Client", "Date comptabilisation"]
    assert row[5:9] == ["Ouvert", "1234,50", "1234,50", "EUR"]
    assert "ecritures-comptables-client" in response["Content-Disposition"]


def statements(client: Any, url: str, kind: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer: Any = client.get(url, {"export": kind})
        b"".join(answer.streaming_content)
    return len(captured)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_number_of_statements_does_not_depend_on_the_rows(stock, kind):
    client = client_of(stock)
    names = [name for name in LISTS if name != "ui:kit_list"]
    client.get(url_of(stock, CUSTOMERS))
    stock.add(1)  # from here on history knows who changes rows
    few = {name: statements(client, url_of(stock, name), kind) for name in names}
    stock.add(6)
    more = {name: statements(client, url_of(stock, name), kind) for name in names}
    assert more == few
    beyond = {name for name, count in few.items() if count > BUDGETS[name] + IN_ONE_MOMENT}
    assert beyond == set()


def test_a_filter_that_cannot_be_read_shows_the_list_and_says_so(jane, house):
    response = jane.get("/ledger/customers/", {"export": "csv", "remaining_from": "NaN"})
    assert "text/html" in response["Content-Type"]
    assert "The list is empty because a filter cannot be read." in response.content.decode()


def test_an_unknown_kind_is_no_file(jane, house):
    assert "text/html" in jane.get("/customers/", {"export": "pdf"})["Content-Type"]


def test_an_empty_list_has_headers_alone(jane):
    assert len(rows_of_csv(jane.get("/customers/", {"export": "csv"}))) == 1


def test_a_long_list_is_offered_as_a_job_instead(jane, house, monkeypatch):
    monkeypatch.setattr(answer, "DIRECT_ROWS", 2)
    for _ in range(3):
        house.customer()
    response = jane.get("/customers/", {"export": "csv", "q": "adatum"})
    page = response.content.decode()
    assert "This list has 3 rows." in page
    assert 'value="/customers/?export=csv&amp;q=adatum"' in page
    assert 'href="?q=adatum"' in page
    assert reverse("exports:start") in page


def test_the_links_follow_the_filter_when_only_the_list_is_asked_for(jane, house):
    house.customer()
    part = jane.get(
        "/customers/", {"q": "adatum"}, headers={"HX-Request": "true", "HX-Target": "list"}
    )
    assert 'href="?q=adatum&amp;export=csv"' in part.content.decode()


def test_the_file_is_of_one_moment(committed_house, monkeypatch):
    """A row that moves behind the reader's place while the file is written is not lost."""
    monkeypatch.setattr(writing, "CHUNK_ROWS", 1)
    for name in ("A", "B", "C"):
        committed_house.customer(name)
    client = Client()
    client.force_login(committed_house.user("jane"))
    complete, seen = customers_complete(), []

    def meddle(self, rows):
        seen.append(1)
        if len(seen) == 2:
            in_another_session(Customer, name="C", becomes="AA")
        complete(self, rows)

    from customers.views import CustomerList

    monkeypatch.setattr(CustomerList, "complete", meddle)
    rows = rows_of_csv(client.get("/customers/", {"export": "csv", "sort": "name"}))[1:]
    assert [row[1] for row in rows] == ["A", "B", "C"]
    assert Customer.objects.filter(name="AA").exists()


def customers_complete() -> Any:
    from customers.views import CustomerList

    return CustomerList.complete


def in_another_session(model: Any, name: str, becomes: str) -> None:
    """Rename a row through a connection of its own, committed at once."""
    from threading import Thread

    def rename() -> None:
        row = model.objects.get(name=name)
        row.name = becomes
        row.save()
        connection.close()

    thread = Thread(target=rename)
    thread.start()
    thread.join()


def test_entries_of_one_customer_export_alone(jane, house):
    one, other = house.customer("One"), house.customer("Other")
    for customer in (one, other):
        house.invoice_of("10.00", customer)
    rows = rows_of_csv(jane.get("/ledger/customers/", {"export": "csv", "customer": one.pk}))
    assert len(rows) == 2
    assert CustomerLedgerEntry.objects.count() == 2
