"""Every page of the journeys is readable by everybody: axe in light and dark, wide and narrow."""

from datetime import date

import pytest

from ledger.posting import post
from payments.models import BankStatement, PostedReconciliation
from payments.reconciliation.matching_run import apply_automatically
from payments.reconciliation.posting import post_journal
from tests.journeys.scene import OPENING, sure_file
from tests.payments.reconciliation.conftest import import_content
from tests.plugins.browser import NARROW, serious_violations

pytestmark = pytest.mark.browser

TODAY = date(2026, 5, 5)


@pytest.fixture
def jane(committed_house):
    return committed_house.user("jane", "accountant")


@pytest.fixture
def posted(committed_house, jane):
    """Yesterday's statement, posted and reconciled."""
    paid = committed_house.invoice_of("100.00", committed_house.customer("Nordwind"))
    journal = import_content(jane, sure_file(paid)).journals[0]
    apply_automatically(journal, jane, TODAY, overwrite=True)
    journal.refresh_from_db()
    command = post_journal(
        journal,
        version=journal.version,
        user_id=jane.pk,
        today=TODAY,
        reconcile=True,
        statement_date=journal.statement_date,
        ending_balance=journal.ending_balance,
    )
    assert str(journal.ending_balance) == f"{OPENING}0"
    return PostedReconciliation.objects.get(register=post(command))


@pytest.fixture
def addresses(committed_house, jane, posted, today_in):
    """Today's statement half done, a draft, a blocked customer, and yesterday's results."""
    house = committed_house
    blocked = house.customer("Südwind", blocked="ship", credit_limit=50)
    draft = house.draft(blocked, ("2", "70"))
    journal = import_content(jane, today_in.file).journals[0]
    apply_automatically(journal, jane, TODAY, overwrite=True)
    doubtful, open_line = journal.lines.order_by("line_no")[1:3]
    return (
        "/",
        "/customers/",
        f"/customers/{blocked.pk}/",
        f"/customers/{blocked.pk}/edit/",
        "/documents/",
        f"/documents/{draft.pk}/",
        f"/documents/{draft.pk}/post/",
        "/payments/",
        "/payments/import/",
        journal.get_absolute_url(),
        doubtful.get_absolute_url(),
        f"/payments/lines/{open_line.pk}/apply/",
        f"/payments/{journal.pk}/post/",
        posted.get_absolute_url(),
        BankStatement.objects.get().get_absolute_url(),
        f"/ledger/registers/{posted.register_id}/",
        f"/ledger/customers/{today_in.contoso.pk}/",
    )


@pytest.mark.parametrize(
    ("language", "color_scheme", "narrow"),
    [("en", "light", True), ("fr", "dark", False)],
)
def test_axe_finds_nothing_serious(open_page, jane, addresses, language, color_scheme, narrow):
    page = open_page(jane, language=language, color_scheme=color_scheme, narrow=narrow)
    found = {}
    for address in addresses:
        assert page.goto(address).status == 200, address
        if violations := serious_violations(page):
            found[address] = violations
        if narrow and page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            found[f"{address} narrow"] = ["wider than the screen"]
    assert found == {}
