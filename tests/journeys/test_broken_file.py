"""A file that does not hold together is refused with its reasons, and nothing of it is kept."""

import pytest

from payments.models import ImportedStatement, ReconciliationJournal, StatementUpload
from tests.journeys.walk import choose_file, said
from tests.payments.reconciliation.camt import Money, camt, statement

pytestmark = pytest.mark.browser

BROKEN = {
    "another currency and a wrong sum": (
        camt(statement([Money("10.00")], closing="7.00", currency="USD")),
        ("USD", "7,00"),
    ),
    "cut off": (camt(statement([Money("10.00")]))[:700], ("Le fichier est coupé",)),
    "no file of a bank": (b"\x89PNG\r\n\x1a\n", ("CAMT",)),
}


def test_a_broken_file_is_refused_and_the_right_one_is_taken(
    open_page, committed_house, today_in
):
    page = open_page(committed_house.user("carl", "clerk"), language="fr")
    page.goto("/payments/import/")
    for content, reasons in BROKEN.values():
        choose_file(page, content)
        page.wait_for_selector("[data-error-summary]")
        told = " ".join(page.inner_text("[data-error-summary]").split())
        assert "Le fichier est refusé ; rien n'a été enregistré." in told
        for reason in reasons:
            assert reason in told
        for model in (ImportedStatement, ReconciliationJournal, StatementUpload):
            assert not model.objects.exists()
        page.goto("/payments/import/")
    choose_file(page, today_in.file)
    page.wait_for_url("**/payments/*/")
    assert "1 feuille a été créée à partir du fichier." in said(page)
    page.goto("/payments/import/")
    choose_file(page, today_in.file)
    page.wait_for_selector("[data-error-summary]")
    assert ReconciliationJournal.objects.count() == 1
