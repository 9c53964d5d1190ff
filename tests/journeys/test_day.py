"""An accountant's day: the statement comes in, applies itself, is reviewed, posted, looked at."""

import pytest

from ledger.books import check_books
from ledger.models import BankLedgerEntry
from payments.models import BankStatement, Confidence, PostedReconciliation
from tests.journeys.walk import import_file, look_up, press, said, sign_in

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "imported": "1 journal was made from the file.",
        "to review": "3 lines to review",
        "doubtful": "Low",
        "accepted": "Line {} is accepted.",
        "removed": "The application of line 3 is removed.",
        "by hand": "Apply to {}",
        "transferred": "2.00 ",
        "nothing yet": "Nothing has been posted yet.",
        "reconciled": "is posted and the bank reconciled.",
        "closing": "6,244.50",
        "closed by": "Closed by",
        "statement": "Bank statement",
    },
    "fr": {
        "imported": "1 feuille a été créée à partir du fichier.",
        "to review": "3 lignes à revoir",
        "doubtful": "Faible",
        "accepted": "La ligne {} est acceptée.",
        "removed": "Le lettrage de la ligne 3 est retiré.",
        "by hand": "Lettrer avec {}",
        "transferred": "2,00 ",
        "nothing yet": "Rien n'est encore validé.",
        "reconciled": "est validée et la banque rapprochée.",
        "closing": "6 244,50",
        "closed by": "Clôturé par",
        "statement": "Relevé bancaire",
    },
}


def plain(text: str) -> str:
    """Every kind of blank as a blank."""
    return " ".join(text.split())


def review(page, lines, words):
    """Three doubtful lines, by keyboard alone: n, p, accept, remove, accept."""
    first, wrong, last = lines[1], lines[2], lines[4]
    press(page, "v", "?show=review")
    page.keyboard.press("j")
    press(page, "Enter", f"/lines/{first.pk}/?show=review")
    assert words["doubtful"] in page.inner_text(".page-head")
    press(page, "n", f"/lines/{wrong.pk}/?show=review")
    press(page, "p", f"/lines/{first.pk}/?show=review")
    press(page, "a", f"/lines/{wrong.pk}/?show=review")
    assert words["accepted"].format(2) in said(page)
    page.keyboard.press("r")
    page.wait_for_selector(f"#messages >> text={words['removed']}")
    page.wait_for_load_state()  # keys are heard once the page's scripts run
    press(page, "n", f"/lines/{last.pk}/?show=review")
    press(page, "a", f"/{first.journal_id}/?show=review")
    assert words["accepted"].format(5) in said(page)


def apply_by_hand(page, line, invoice, words):
    """Search the invoice that was meant, apply it, and look at what is left."""
    page.goto(line.get_absolute_url())
    press(page, "m", f"/lines/{line.pk}/apply/")
    page.fill("#q", "contoso")
    page.press("#q", "Enter")
    page.wait_for_url("**?q=contoso")
    page.click(f"[aria-label='{words['by hand'].format(invoice.document_no)}']")
    page.wait_for_selector("tr.is-applied")
    page.wait_for_load_state()
    press(page, "u", f"/lines/{line.pk}/")


def transfer(page, line, account):
    """Send what is left of the line to a G/L account."""
    page.goto(line.get_absolute_url())
    press(page, "t", f"/lines/{line.pk}/transfer/")
    look_up(page, "account", account.no)
    page.press("#id_description", "Enter")
    page.wait_for_url(f"**/lines/{line.pk}/")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_the_banks_file_to_the_reconciled_bank(
    open_page, committed_house, today_in, language
):
    house, words = committed_house, WORDS[language]
    jane = house.user("jane", "accountant")
    jane.language = language
    jane.save()
    page = open_page(language=language)
    page.goto("/")
    sign_in(page, jane)

    journal = import_file(page, today_in.file)
    lines = list(journal.lines.order_by("line_no"))
    assert words["imported"] in said(page)
    assert words["to review"] in plain(page.inner_text(".totals"))
    assert [line.confidence for line in lines] == [
        Confidence.HIGH, Confidence.LOW, Confidence.LOW, Confidence.NONE, Confidence.MEDIUM,
    ]  # fmt: skip
    review(page, lines, words)
    apply_by_hand(page, lines[2], today_in.contoso, words)
    transfer(page, lines[2], house.accounts["fees"])
    assert words["transferred"] in said(page)
    transfer(page, lines[3], house.accounts["fees"])

    page.goto(journal.get_absolute_url())
    press(page, "o", "/post/")
    preview = plain(page.inner_text("main"))
    assert words["nothing yet"] in preview
    assert today_in.contoso.document_no in preview
    press(page, "o", "/payments/posted/*/")
    assert words["reconciled"] in plain(said(page))
    posted, kept = PostedReconciliation.objects.get(), BankStatement.objects.get()
    assert page.url.endswith(posted.get_absolute_url())

    for number in (today_in.fjord_first.document_no, today_in.fjord_second.document_no):
        assert number in page.inner_text(".kit-table")
    page.click(f"#messages >> text={words['statement']}")
    page.wait_for_url(f"**{kept.get_absolute_url()}")
    assert words["closing"] in plain(page.inner_text("main"))
    page.goto(f"/ledger/customers/{today_in.contoso.pk}/")
    assert words["closed by"] in page.inner_text("main")

    assert check_books() == []
    assert not BankLedgerEntry.objects.filter(open=True).exists()
    owed = []
    for entry in (today_in.fjord_first, today_in.bergmann, today_in.adatum, today_in.contoso):
        entry.refresh_from_db()
        owed.append(entry.remaining)
    assert owed == [0, 10, 777, 0]
