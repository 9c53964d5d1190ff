"""Every address of the product, by every role and by a stranger, by GET and by POST.

An address that is missing in ADDRESSES fails the suite. The admin has its own test,
`test_admin_permissions.py`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from arcore.company.models import User
from arcore.company.roles import ROLES
from arcore.jobs.models import Progress
from tests.stock import Stock

ALL = frozenset(ROLES)
KEEPERS = frozenset({"clerk", "accountant"})
ACCOUNTANT = frozenset({"accountant"})
SETTERS = frozenset({"accountant", "administrator"})
ADMINISTRATOR = frozenset({"administrator"})
NOBODY: frozenset[str] = frozenset()  # the address takes no such request
PUBLIC = frozenset({"stranger", *ROLES})

# address -> (who may look, who may send, the row in the address: a word of Stock.arguments)
ADDRESSES: dict[str, tuple[frozenset[str], frozenset[str], str]] = {
    "login": (PUBLIC, PUBLIC, ""),
    "password_change": (ALL, ALL, ""),
    "set_theme": (NOBODY, PUBLIC, ""),
    "company:set_language": (NOBODY, PUBLIC, ""),
    "company:rate_list": (ALL, NOBODY, ""),
    "company:rate_history": (ALL, NOBODY, ""),
    "company:rate_add": (SETTERS, SETTERS, ""),
    "company:rate_import": (SETTERS, SETTERS, ""),
    "company:rate_edit": (SETTERS, SETTERS, "rate"),
    "desk": (ALL, NOBODY, ""),
    "search": (ALL, NOBODY, ""),
    "ui:kit": (ADMINISTRATOR, NOBODY, ""),
    "ui:kit_list": (ADMINISTRATOR, NOBODY, ""),
    "ui:kit_form": (ADMINISTRATOR, ADMINISTRATOR, ""),
    "ui:kit_lookup": (ADMINISTRATOR, NOBODY, ""),
    "ui:kit_preview": (ADMINISTRATOR, ADMINISTRATOR, ""),
    "ui:kit_journal": (ADMINISTRATOR, NOBODY, ""),
    "ui:kit_fill": (NOBODY, ADMINISTRATOR, ""),
    "ui:kit_line": (ADMINISTRATOR, NOBODY, "account"),
    "ui:kit_account_lookup": (ADMINISTRATOR, NOBODY, ""),
    "ui:kit_lines_row": (NOBODY, ADMINISTRATOR, ""),
    "ui:kit_lines_rows": (NOBODY, ADMINISTRATOR, ""),
    "ui:kit_lines_remove": (NOBODY, ADMINISTRATOR, ""),
    "jobs:progress": (ALL, NOBODY, "job"),
    "exports:start": (NOBODY, ALL, ""),
    "exports:file": (ALL, NOBODY, "file"),
    "customers:list": (ALL, NOBODY, ""),
    "customers:create": (KEEPERS, KEEPERS, ""),
    "customers:lookup": (ALL, NOBODY, ""),
    "customers:detail": (ALL, NOBODY, "customer"),
    "customers:edit": (KEEPERS, KEEPERS, "customer"),
    "customers:delete": (ACCOUNTANT, ACCOUNTANT, "customer"),
    "customers:history": (ALL, NOBODY, "customer"),
    "documents:list": (ALL, NOBODY, ""),
    "documents:create": (KEEPERS, KEEPERS, "kind"),
    "documents:detail": (ALL, KEEPERS, "order"),
    "documents:totals": (NOBODY, KEEPERS, "draft"),
    "documents:post": (KEEPERS, KEEPERS, "draft"),
    "documents:release": (NOBODY, KEEPERS, "draft"),
    "documents:reopen": (NOBODY, KEEPERS, "draft"),
    "documents:copy": (KEEPERS, KEEPERS, "draft"),
    "documents:delete": (KEEPERS, KEEPERS, "draft"),
    "documents:make_order": (NOBODY, KEEPERS, "quote"),
    "documents:make_invoice": (NOBODY, KEEPERS, "quote"),
    "documents:collect": (KEEPERS, KEEPERS, "draft"),
    "documents:return_order_pdf": (ALL, NOBODY, "return order"),
    "documents:customer_lookup": (ALL, NOBODY, ""),
    "documents:item_lookup": (ALL, NOBODY, ""),
    "documents:account_lookup": (ALL, NOBODY, ""),
    "documents:open_invoice_lookup": (ALL, NOBODY, ""),
    "documents:posted_list": (ALL, NOBODY, ""),
    "documents:credit_memo_list": (ALL, NOBODY, ""),
    "documents:shipment_list": (ALL, NOBODY, ""),
    "documents:return_receipt_list": (ALL, NOBODY, ""),
    "documents:posted_invoice": (ALL, NOBODY, "invoice"),
    "documents:invoice_pdf": (ALL, NOBODY, "invoice"),
    "documents:cancel": (ACCOUNTANT, ACCOUNTANT, "invoice"),
    "documents:copy_to_credit_memo": (NOBODY, KEEPERS, "invoice"),
    "documents:return_goods": (KEEPERS, KEEPERS, "invoice"),
    "documents:posted_credit_memo": (ALL, NOBODY, "credit memo"),
    "documents:credit_memo_pdf": (ALL, NOBODY, "credit memo"),
    "documents:posted_shipment": (ALL, NOBODY, "shipment"),
    "documents:shipment_pdf": (ALL, NOBODY, "shipment"),
    "documents:undo": (ACCOUNTANT, ACCOUNTANT, "shipment"),
    "documents:posted_return_receipt": (ALL, NOBODY, "receipt"),
    "documents:return_receipt_pdf": (ALL, NOBODY, "receipt"),
    "documents:undo_receipt": (ACCOUNTANT, ACCOUNTANT, "receipt"),
    "ledger:customer_entry_list": (ALL, NOBODY, ""),
    "ledger:customer_entry_detail": (ALL, NOBODY, "entry"),
    "vendors:list": (ALL, NOBODY, ""),
    "vendors:create": (ACCOUNTANT, ACCOUNTANT, ""),
    "vendors:lookup": (ALL, NOBODY, ""),
    "vendors:detail": (ALL, NOBODY, "vendor"),
    "vendors:edit": (ACCOUNTANT, ACCOUNTANT, "vendor"),
    "vendors:delete": (ACCOUNTANT, ACCOUNTANT, "vendor"),
    "vendors:history": (ALL, NOBODY, "vendor"),
    "timeline:customer": (ALL, NOBODY, "customer"),
    "timeline:vendor": (ALL, NOBODY, "vendor"),
    "settlement:customer": (ALL, NOBODY, "entry"),
    "settlement:vendor": (ALL, NOBODY, "vendor entry"),
    "ledger:vendor_entry_list": (ALL, NOBODY, ""),
    "ledger:vendor_entry_detail": (ALL, NOBODY, "vendor entry"),
    "amending:customer_entry": (KEEPERS, KEEPERS, "entry"),
    "amending:vendor_entry": (KEEPERS, KEEPERS, "vendor entry"),
    "currencies:list": (ALL, NOBODY, ""),
    "currencies:adjust": (ACCOUNTANT, ACCOUNTANT, ""),
    "tolerance:list": (ALL, NOBODY, ""),
    "tolerance:change": (SETTERS, SETTERS, "currency"),
    "tolerance:continue": (NOBODY, SETTERS, "tolerance change"),
    "tolerance:customer": (KEEPERS, KEEPERS, "tolerance customer"),
    "applying:apply": (ALL, NOBODY, "applicant"),
    "applying:mark": (NOBODY, KEEPERS, "applicant"),
    "applying:clear": (NOBODY, KEEPERS, "applicant"),
    "applying:fill": (NOBODY, KEEPERS, "applicant"),
    "applying:post": (ACCOUNTANT, ACCOUNTANT, "applicant"),
    "applying:unapply_customer_entry": (ACCOUNTANT, ACCOUNTANT, "entry"),
    "applying:unapply_vendor_entry": (ACCOUNTANT, ACCOUNTANT, "vendor entry"),
    "reversing:transaction": (ACCOUNTANT, ACCOUNTANT, "transaction"),
    "reversing:register": (ACCOUNTANT, ACCOUNTANT, "journal register"),
    "ledger:general_entry_list": (ALL, NOBODY, ""),
    "ledger:bank_entry_list": (ALL, NOBODY, ""),
    "ledger:account_list": (ALL, NOBODY, ""),
    "ledger:account_lookup": (ALL, NOBODY, ""),
    "ledger:account": (ALL, NOBODY, "account"),
    "ledger:bank_account_list": (ALL, NOBODY, ""),
    "ledger:bank_account": (ALL, NOBODY, "bank"),
    "ledger:register_list": (ALL, NOBODY, ""),
    "ledger:register": (ALL, NOBODY, "register"),
    "journal:list": (ALL, NOBODY, ""),
    "journal:batch_new": (SETTERS, SETTERS, ""),
    "journal:batch_setup": (SETTERS, SETTERS, "batch"),
    "journal:batch": (ALL, NOBODY, "batch"),
    "journal:lines_row": (NOBODY, KEEPERS, "batch"),
    "journal:lines_rows": (NOBODY, KEEPERS, "batch"),
    "journal:lines_remove": (NOBODY, KEEPERS, "batch"),
    "journal:line_list": (ALL, NOBODY, "batch"),
    "journal:line_new": (KEEPERS, KEEPERS, "batch"),
    "journal:line": (KEEPERS, KEEPERS, "batch line"),
    "journal:line_apply": (ALL, NOBODY, "batch line"),
    "journal:import": (KEEPERS, KEEPERS, "batch"),
    "journal:sample": (KEEPERS, NOBODY, ""),
    "journal:test": (ALL, NOBODY, "batch"),
    "journal:prepare": (NOBODY, KEEPERS, "batch"),
    "journal:preview": (ALL, NOBODY, "batch"),
    "journal:post": (ACCOUNTANT, ACCOUNTANT, "batch"),
    "journal:posted_list": (ALL, NOBODY, ""),
    "journal:posted": (ALL, NOBODY, "posted journal"),
    "journal:copy_back": (KEEPERS, KEEPERS, "posted journal"),
    "journal:account_lookup": (KEEPERS, NOBODY, ""),
    "journal:balancing_lookup": (KEEPERS, NOBODY, ""),
    "journal:document_lookup": (KEEPERS, NOBODY, ""),
    "journal:group_lookup": (KEEPERS, NOBODY, ""),
    "reconciliation:list": (ALL, NOBODY, ""),
    "reconciliation:import": (KEEPERS, KEEPERS, ""),
    "reconciliation:create": (KEEPERS, KEEPERS, ""),
    "reconciliation:journal": (ALL, NOBODY, "journal"),
    "reconciliation:header": (NOBODY, KEEPERS, "journal"),
    "reconciliation:match": (NOBODY, KEEPERS, "journal"),
    "reconciliation:delete": (KEEPERS, KEEPERS, "journal"),
    "reconciliation:post": (ACCOUNTANT, ACCOUNTANT, "journal"),
    "reconciliation:left_out": (ALL, NOBODY, "journal"),
    "reconciliation:line_new": (KEEPERS, KEEPERS, "journal"),
    "reconciliation:line": (ALL, NOBODY, "line"),
    "reconciliation:accept": (NOBODY, KEEPERS, "line"),
    "reconciliation:remove": (NOBODY, KEEPERS, "line"),
    "reconciliation:on_account": (NOBODY, KEEPERS, "line"),
    "reconciliation:apply": (KEEPERS, NOBODY, "line"),
    "reconciliation:tick": (NOBODY, KEEPERS, "line"),
    "reconciliation:part": (NOBODY, KEEPERS, "part"),
    "reconciliation:transfer": (KEEPERS, KEEPERS, "line"),
    "reconciliation:line_edit": (KEEPERS, KEEPERS, "line"),
    "reconciliation:line_delete": (NOBODY, KEEPERS, "line"),
    "reconciliation:posted_list": (ALL, NOBODY, ""),
    "reconciliation:posted": (ALL, NOBODY, "posted"),
    "reconciliation:statement_list": (ALL, NOBODY, ""),
    "reconciliation:statement": (ALL, NOBODY, "statement"),
    "reconciliation:account_lookup": (KEEPERS, NOBODY, ""),
    "reconciliation:customer_lookup": (KEEPERS, NOBODY, ""),
    "reconciliation:vendor_lookup": (KEEPERS, NOBODY, ""),
    "reconciliation:bank_lookup": (KEEPERS, NOBODY, ""),
    "registration:list": (ALL, NOBODY, ""),
    "registration:line": (NOBODY, KEEPERS, "unpaid"),
    "registration:setup": (KEEPERS, KEEPERS, ""),
    "registration:post": (KEEPERS, KEEPERS, ""),
    "registration:post_lump": (KEEPERS, KEEPERS, ""),
    "registration:unposted": (ALL, NOBODY, ""),
    "splitting:list": (ALL, NOBODY, ""),
    "splitting:create": (KEEPERS, KEEPERS, ""),
    "splitting:receipt": (ALL, NOBODY, "split"),
    "splitting:money": (KEEPERS, KEEPERS, "split"),
    "splitting:add_customer": (NOBODY, KEEPERS, "split"),
    "splitting:remove_customer": (NOBODY, KEEPERS, "split customer"),
    "splitting:add_branches": (NOBODY, KEEPERS, "split customer"),
    "splitting:amount": (NOBODY, KEEPERS, "split entry"),
    "splitting:rest": (NOBODY, KEEPERS, "split"),
    "splitting:propose": (NOBODY, KEEPERS, "split"),
    "splitting:advice": (NOBODY, KEEPERS, "split"),
    "splitting:discard": (KEEPERS, KEEPERS, "split"),
    "splitting:post": (KEEPERS, ACCOUNTANT, "split"),
    "logout": (NOBODY, ALL, ""),  # last: nobody is signed in after it
}
EXPECTED = {True: {200, 302, 422}, False: {403}}
# Signing in and reading messages write here whoever does it.
OWN_TABLES = {"django_session"}


def addresses_of(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Every name below a resolver; an address without a name is told as its pattern."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or one.pattern}"
        elif one.namespace != "admin":
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from addresses_of(one, inner)


def send(client: Client, method: str, url: str, data: dict[str, str] | None = None) -> Any:
    """One request, taken back afterwards, so that the next finds what it needs."""
    with transaction.atomic():
        response = getattr(client, method)(url, data)
        transaction.set_rollback(True)
    return response


def fingerprint() -> dict[str, str]:
    """A checksum of every row of every table."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - OWN_TABLES)
        sums = " union all ".join(
            f"""select '{name}', md5(coalesce(string_agg(t::text, '|' order by t::text), ''))
                from "{name}" t"""
            for name in tables
        )
        cursor.execute(sums)
        return dict(cursor.fetchall())


@pytest.fixture
def stock(house) -> Stock:
    made = Stock(house, house.user("preparer"))
    made.add(1)
    return made


def signed_in(stock: Stock, role: str) -> Client:
    user = stock.house.user(f"the-{role}", role)
    Progress.objects.update(user=user)  # a job is shown to the person who asked for it
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def urls(stock: Stock) -> dict[str, str]:
    arguments = stock.arguments()
    return {name: reverse(name, args=arguments[word]) for name, (*_, word) in ADDRESSES.items()}


def test_every_address_is_listed_here():
    assert set(addresses_of(get_resolver())) == set(ADDRESSES)


def test_a_stranger_reaches_public_addresses_alone(stock):
    client = Client()
    for name, url in urls(stock).items():
        for method, allowed in zip(("get", "post"), ADDRESSES[name], strict=False):
            response = send(client, method, url)
            if allowed == PUBLIC:
                assert response.status_code in EXPECTED[True], f"{method} {name}"
            elif not (allowed == NOBODY and PUBLIC in ADDRESSES[name]):
                assert response.status_code == 302, f"{method} {name}"
                assert response.url.startswith(reverse("login")), f"{method} {name}"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_it_may_and_nothing_else(stock, role):
    client = signed_in(stock, role)
    for name, url in urls(stock).items():
        for method, allowed in zip(("get", "post"), ADDRESSES[name], strict=False):
            response = send(client, method, url)
            status = response.status_code
            if allowed:
                expected = EXPECTED[role in allowed]
            else:
                expected = {405} if method == "get" else {403, 405}
            assert status in expected, f"{role}: {method} {name} answers {status}"
            to_sign_in = response.get("Location", "").startswith(reverse("login"))
            assert not to_sign_in or name == "logout", f"{role}: {method} {name}"


def test_the_auditor_changes_nothing_by_any_request(stock):
    """Nothing is taken back here: what a request wrote would show in the checksums."""
    client, pages = signed_in(stock, "auditor"), urls(stock)
    before = fingerprint()
    for name, url in pages.items():
        if name != "logout":
            client.get(url)
            client.post(url, {"version": 1, "name": "Changed", "kind": "customer"})
    assert fingerprint() == before


def test_a_change_of_one_row_shows_in_the_checksum(stock):
    before = fingerprint()
    User.objects.filter(username="preparer").update(first_name="Changed")
    changed = {name for name, checksum in fingerprint().items() if checksum != before[name]}
    assert changed == {"company_user", "company_userevent"}
