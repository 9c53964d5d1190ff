"""Who may not post can't, by button or by hand-made request; who may only look changes nothing."""

import pytest

from payments.models import PostedReconciliation, ReconciliationJournal, ReconciliationLine
from tests.journeys.scene import sure_file
from tests.journeys.walk import import_file, send
from tests.payments.reconciliation.conftest import import_content

pytestmark = pytest.mark.browser


def as_kept():
    """Journals and lines, column by column."""
    return [
        list(model.objects.values()) for model in (ReconciliationJournal, ReconciliationLine)
    ]


def test_a_clerk_prepares_everything_and_may_not_post(open_page, committed_house, today_in):
    page = open_page(committed_house.user("carl", "clerk"))
    journal = import_file(page, sure_file(today_in.adatum))
    before = as_kept()
    assert "/post/" not in page.content()
    assert page.locator("[data-key=o]").count() == 0
    page.keyboard.press("o")
    address = f"/payments/{journal.pk}/post/"
    posting = {
        "version": str(journal.version),
        "reconcile": "yes",
        "statement_date": "2026-05-04",
        "ending_balance": "1,000.00",
    }
    assert send(page, address, **posting).status == 403
    assert page.goto(address).status == 403
    assert not PostedReconciliation.objects.exists()
    assert as_kept() == before


def test_an_auditor_sees_every_page_and_changes_nothing(open_page, committed_house, today_in):
    jane = committed_house.user("jane", "accountant")
    journal = import_content(jane, today_in.file).journals[0]
    line = journal.lines.earliest("line_no")
    before = as_kept()
    page = open_page(committed_house.user("otto", "auditor"))
    page.goto("/")
    menu = [link.get_attribute("href") for link in page.locator("#navigation a").all()]
    assert len(menu) > 10
    for address in (*menu, journal.get_absolute_url(), line.get_absolute_url()):
        assert page.goto(address).status == 200, address
        assert page.locator("main form[method=post]").count() == 0, address
        assert page.locator("main a[href$='/new/'], main a[href*='/edit/']").count() == 0
    for step in ("accept", "remove", "on-account", "tick", "transfer", "edit", "delete"):
        sent = send(page, f"/payments/lines/{line.pk}/{step}/", version=str(line.version))
        assert sent.status == 403, step
    for step in ("match", "header", "delete", "post"):
        assert send(page, f"/payments/{journal.pk}/{step}/", version="1").status == 403, step
    assert as_kept() == before
