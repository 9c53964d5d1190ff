"""Every page and action of the journal, tried by every role, by GET and by POST."""

import pytest
from django.urls import reverse

from payments import urls
from payments.models import AppliedEntry
from payments.reconciliation.apply_by_hand import tick
from tests.payments.reconciliation.camt import Money

EVERYBODY = {"clerk", "accountant", "auditor", "administrator"}
CLERKS = {"clerk", "accountant"}
ACCOUNTANT = {"accountant"}

# name -> who may look, who may send; an empty set: nobody, the address takes no such request.
ALLOWED = {
    "list": (EVERYBODY, set()),
    "import": (CLERKS, CLERKS),
    "create": (CLERKS, CLERKS),
    "journal": (EVERYBODY, set()),
    "header": (set(), CLERKS),
    "match": (set(), CLERKS),
    "delete": (CLERKS, CLERKS),
    "post": (ACCOUNTANT, ACCOUNTANT),
    "left_out": (EVERYBODY, set()),
    "line_new": (CLERKS, CLERKS),
    "line": (EVERYBODY, set()),
    "accept": (set(), CLERKS),
    "remove": (set(), CLERKS),
    "on_account": (set(), CLERKS),
    "apply": (CLERKS, set()),
    "tick": (set(), CLERKS),
    "part": (set(), CLERKS),
    "transfer": (CLERKS, CLERKS),
    "line_edit": (CLERKS, CLERKS),
    "line_delete": (set(), CLERKS),
    "posted_list": (EVERYBODY, set()),
    "posted": (EVERYBODY, set()),
    "statement_list": (EVERYBODY, set()),
    "statement": (EVERYBODY, set()),
    "account_lookup": (CLERKS, set()),
    "customer_lookup": (CLERKS, set()),
    "vendor_lookup": (CLERKS, set()),
    "bank_lookup": (CLERKS, set()),
}


def test_every_address_is_listed():
    assert {pattern.name for pattern in urls.urlpatterns} == set(ALLOWED)


@pytest.fixture
def pages(house, accountant, journal_of):
    """Each address with rows that exist, as far as a row is meant."""
    journal = journal_of(Money("100.00", "a"))
    line = journal.lines.get()
    tick(line.pk, 1, accountant, kind="customer", entry_id=house.invoice_of("100.00").pk)
    part = AppliedEntry.objects.get()
    of_line = {"line", "accept", "remove", "on_account", "apply", "tick", "transfer"}
    of_line |= {"line_edit", "line_delete"}
    of_journal = {"journal", "header", "match", "delete", "post", "left_out", "line_new"}
    found = {}
    for name in ALLOWED:
        arguments = [journal.pk] if name in of_journal else []
        arguments = [line.pk] if name in of_line else arguments
        arguments = [line.pk, part.pk] if name == "part" else arguments
        arguments = [999] if name in ("posted", "statement") else arguments
        found[name] = reverse(f"reconciliation:{name}", args=arguments)
    return found


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_reaches_what_it_may_and_nothing_else(client, house, pages, role):
    client.force_login(house.user(f"the-{role}", role))
    for name, (readers, senders) in ALLOWED.items():
        for method, allowed in (("get", readers), ("post", senders)):
            if not allowed and method == "get":
                expected = {405}
            elif not allowed:
                expected = {405, 403}
            elif role in allowed:
                expected = {200, 302, 404, 422}
            else:
                expected = {403}
            status = getattr(client, method)(pages[name]).status_code
            assert status in expected, f"{role} {method} {name}: {status}"


def test_a_stranger_is_sent_to_sign_in(client, pages):
    for name, url in pages.items():
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            assert response.status_code == 302, name
            assert response.url.startswith(reverse("login")), name
