"""Hand-made requests: whatever is sent to an address, the answer is never a server error.

The fields are those of the page's own form and those that the view asks for; each takes every
bad value by itself, beside what the page would have sent.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from arcore.company.models import User
from tests.payments.registration.builders import setup_of
from tests.stock import Stock
from tests.test_permissions import ADDRESSES, send, signed_in, stock, urls

__all__ = ["stock"]

# What posts or prepares a posting; signing in, exports and the page kit have tests of their own.
SPACES = (
    *(
        "amending",
        "applying",
        "currencies",
        "journal",
        "registration",
        "reversing",
        "splitting",
    ),
    *("tolerance", "documents:return_goods", "documents:undo_receipt", "documents:cancel"),
)
BAD = ("a\x00b", "1e400", "9" * 30, "9999-12-31", "é" * 300)
EVERYWHERE = (
    "",
    "NaN",
    "-Infinity",
    "-1",
    "0001-01-01",
    "[null]",
    *BAD,
)  # in every field at once
# as journal:batch_setup, journal:line and splitting:create
SAME_FORM = {"journal:batch_new", "journal:line_new", "splitting:money"}
FAR = ("0", str(2**31), str(2**63), "9" * 30)  # numbers of rows
LONG = "x" * 10_000_000


class Asked:
    """The names that views ask a request's data for, while `noting`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: set[str] = set()
        for method in ("__getitem__", "__contains__", "getlist"):
            noting = self._noting(getattr(QueryDict, method))
            monkeypatch.setattr(QueryDict, method, noting, raising=False)

    def _noting(self, original: Any) -> Any:
        def noting(data: Any, name: Any, *more: Any) -> Any:
            if isinstance(name, str):
                self.names.add(name)
            return original(data, name, *more)

        return noting

    def during(self, client: Client, url: str, data: dict[str, str]) -> set[str]:
        """What a POST was asked for."""
        self.names.clear()
        send(client, "post", url, data)
        return self.names - {"csrfmiddlewaretoken"}


def filled_in(page: str) -> dict[str, str]:
    """The fields of the page's own forms as a browser would send them."""
    page, fields = page.partition("<main")[2], {}
    for tag in re.findall(r"<(?:input|textarea|button)\b[^>]*>", page):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and (" checked" in tag or not re.search('type="(?:checkbox|radio)"', tag)):
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(
        r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def attacked(stock: Stock) -> Iterator[tuple[str, str]]:
    for name, url in urls(stock).items():
        if name.startswith(SPACES) and ADDRESSES[name][1] and name not in SAME_FORM:
            yield name, url


@pytest.fixture
def jane(stock) -> Client:
    """A browser with an accountant who registers payments."""
    client = signed_in(stock, "accountant")
    setup_of(stock.house, User.objects.get(username="the-accountant"))
    return client


def test_no_value_of_any_field_breaks_an_address(stock, jane, monkeypatch):
    asked = Asked(monkeypatch)
    for name, url in attacked(stock):
        page = jane.get(url) if ADDRESSES[name][0] else None
        usual = filled_in(page.text) if page is not None and page.status_code == 200 else {}
        fields = asked.during(jane, url, {}) | asked.during(jane, url, usual) | set(usual)
        for field in sorted(fields):
            for value in BAD:
                answer = send(jane, "post", url, {**usual, field: value})
                assert answer.status_code < 500, f"{name}: {field}={value!r}"
        for value in EVERYWHERE:
            assert send(jane, "post", url, dict.fromkeys(fields, value)).status_code < 500


def test_no_number_of_a_row_breaks_an_address(stock, jane):
    for name, url in attacked(stock):
        for number in FAR:
            far = re.sub(r"\d+(?=/)", number, url)
            for method in ("get", "post"):
                status = send(jane, method, far).status_code
                assert status < 500, f"{method} {name} of row {number}"
                assert far == url or status in {302, 403, 404, 405}, f"{name} {status}"


def test_a_text_of_ten_megabytes_is_told_to_be_too_much(stock, jane):
    jane.get("/")
    jane.handler.enforce_csrf_checks = True  # as everywhere but in tests: all is read first
    for name, url in attacked(stock):
        assert send(jane, "post", url, {"amount": LONG}).status_code == 413, name
