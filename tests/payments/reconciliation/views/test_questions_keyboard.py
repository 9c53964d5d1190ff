"""The questions of a statement are answered without the mouse, on any screen."""

import pytest

from arcore.company.models import Company
from ledger.models import CustomerLedgerEntry
from payments.reconciliation.apply_by_hand import tick
from tests.payments.reconciliation.camt import Money
from tests.payments.reconciliation.conftest import import_entries
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def invoices(committed_house):
    Company.objects.update(payment_tolerance_warning=True)
    customer = committed_house.customer("Adatum")
    made = [committed_house.invoice_of("1000.00", customer) for _ in range(2)]
    CustomerLedgerEntry.objects.update(max_tolerance=5)
    return made


@pytest.fixture
def page(committed_house, invoices, open_page):
    jane = committed_house.user("jane", "accountant")
    journal = import_entries(jane, Money("996.00", "a"), Money("997.00", "b"))
    for line, invoice in zip(journal.lines.all(), invoices, strict=True):
        tick(line.pk, line.version, jane, kind="customer", entry_id=invoice.pk)
    page = open_page(jane)
    page.goto(f"/payments/{journal.pk}/post/")
    return page


def active(page):
    return page.evaluate("document.activeElement.id")


def test_arrows_choose_tab_goes_on_and_enter_posts(page, invoices):
    assert active(page) == "id_tolerance-1_no"
    page.keyboard.press("ArrowUp")
    assert active(page) == "id_tolerance-1_yes"
    page.keyboard.press("Tab")
    assert active(page) == "id_tolerance-2_no"
    page.keyboard.press("Enter")
    page.wait_for_selector("text=is posted and the bank reconciled")
    for invoice, left in zip(invoices, (0, 3), strict=True):
        invoice.refresh_from_db()
        assert invoice.remaining == left


def test_axe_finds_nothing_serious_and_a_telephone_shows_the_questions(page):
    assert serious_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
