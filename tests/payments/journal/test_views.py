"""A clerk's and an accountant's way through the screens of the payment journal."""

from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import CustomerLedgerEntry
from payments.models import JournalLine, PostedJournal
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, recurring


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_arguments: TODAY)


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def row_url(batch):
    return reverse("journal:lines_row", args=[batch.pk])


def cells(house, **values):
    return {
        "row": "", "version": "", "token": "t1", "touched": "",
        "posting_date": "2026-01-23", "document_type": "payment", "document_no": "P1",
        "account_type": "customer", "amount": "-100.00", "balancing_type": "bank",
        "balancing": str(house.bank.pk), "balancing_text": f"MAIN · {house.bank.name}",
        "currency": "EUR", **values,
    }  # fmt: skip


def test_the_documents_of_a_customer_are_suggested_and_bring_the_amount(
    house, page, batch, row_url
):
    invoice = house.invoice_of("1000", discount_date=TODAY, discount_percent=Decimal(2))
    beside = {
        "q": "INV", "account_type": "customer", "account": str(invoice.customer_id),
        "balancing_type": "bank", "balancing": "1",
    }  # fmt: skip
    found = page.get(reverse("journal:document_lookup"), beside)
    assert invoice.document_no in found.content.decode()
    everybody = page.get(reverse("journal:document_lookup"), {**beside, "account": ""})
    assert invoice.customer.name in everybody.content.decode()

    sent = cells(
        house, amount="", touched="applies_to", applies_to=str(invoice.pk), check="1",
        applies_to_text=invoice.document_no, account="", account_text="",
    )  # fmt: skip
    told = page.post(row_url, sent).json()["row"]
    assert "-980.00" in told
    assert invoice.customer.name in told
    assert not JournalLine.objects.exists()


def test_a_row_is_saved_and_says_what_is_wrong_with_it(house, page, batch, row_url):
    customer = house.customer("Adatum", credit_limit=Decimal(50))
    account = {"account": str(customer.pk), "account_text": f"{customer.no} · Adatum"}
    wrong = page.post(row_url, cells(house, **account, amount="100", check="1"))
    assert "sign" in wrong.json()["row"]
    saved = page.post(row_url, cells(house, **account))
    assert saved.status_code == 200
    line = JournalLine.objects.get()
    assert (line.customer, line.amount, line.balancing_bank) == (customer, -100, house.bank)
    refund = cells(
        house, **account, row=str(line.pk), version="1", document_type="refund", amount="100"
    )
    told = page.post(row_url, refund).json()["row"]
    assert "Credit limit exceeded: 100.00 against 50.00." in told


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("Règlement", "Client", "(aucun)"), ("payment", "customer", "")),
        (("Refund", "CUSTOMER", "Banque"), ("refund", "customer", "bank")),
    ],
)
def test_types_may_be_pasted_in_words_of_either_language(house, page, row_url, words, kinds):
    customer = house.customer("Adatum")
    named = dict(zip(("document_type", "account_type", "balancing_type"), words, strict=True))
    account = {"account": "", "account_text": customer.no, "amount": "-5"}
    if kinds[2] == "":
        account |= {"balancing": "", "balancing_text": ""}
    answer = page.post(row_url, cells(house, **named, **account))
    assert answer.status_code == 200, answer.json()["row"]
    line = JournalLine.objects.get()
    assert (line.document_type, line.account_type, line.balancing_type) == kinds
    assert line.customer == customer


def test_a_word_that_is_no_type_is_told_at_its_cell(house, page, row_url):
    answer = page.post(row_url, cells(house, document_type="Cheque"))
    assert answer.status_code == 422
    assert "“Cheque” is no type. Choose one of the list." in answer.json()["row"]


def test_the_second_who_changes_a_row_sees_both(house, page, batch, row_url):
    line = line_of(batch, house, house.customer("Adatum"), "-10")
    JournalLine.objects.update(version=2, description="Theirs")
    mine = cells(
        house, row=str(line.pk), version="1", description="Mine",
        account=str(line.customer_id), account_text=f"{line.customer.no} · Adatum",
    )  # fmt: skip
    answer = page.post(row_url, mine)
    assert answer.status_code == 409
    assert "Theirs" in answer.json()["theirs"]


def test_the_page_shows_running_and_total_balance(house, page, batch):
    line_of(batch, house, house.customer(), "-60", against=False)
    line_of(batch, house, house.customer(), "-40", against=False)
    shown = page.get(batch.get_absolute_url()).content.decode()
    assert "-60.00" in shown
    assert shown.count("-100.00") >= 2
    assert "out of balance" not in shown  # told of the batch, not of each line


def test_a_prefilled_line_is_one_click_away(house, page, batch):
    invoice = house.invoice_of("500")
    url = reverse("journal:line_new", args=[batch.pk])
    asked = {"customer": invoice.customer.no, "document": invoice.document_no}
    form = page.get(url, {**asked, "amount": "-123.45"})
    assert "-123.45" in form.content.decode()
    assert page.get(url, asked).context["form"]["amount"].value() == -500
    initial = page.get(url, asked).context["form"].initial
    sent = {
        "posting_date": "2026-01-23", "document_type": "payment", "document_no": "X1",
        "account_type": "customer", "account": str(invoice.customer_id),
        "account_text": f"{invoice.customer.no} · {invoice.customer.name}",
        "applies_to": str(invoice.pk), "applies_to_text": invoice.document_no,
        "amount": "-500", "balancing_type": "bank", "balancing": str(house.bank.pk),
        "balancing_text": "MAIN", "token": initial["token"], "currency": "EUR",
    }  # fmt: skip
    first, again = page.post(url, sent), page.post(url, sent)
    line = JournalLine.objects.get()
    assert first.url == again.url == f"{batch.get_absolute_url()}?row={line.pk}"
    assert (line.applies_to, line.amount) == (invoice, -500)


def test_everything_of_a_line_is_on_its_form(house, page, batch):
    line = line_of(batch, house, house.customer(), "-10")
    url = reverse("journal:line", args=[line.pk])
    form = page.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name not in (
        "account", "balancing", "applies_to",
    )}  # fmt: skip
    sent = {name: getattr(value, "pk", value) for name, value in sent.items()}
    sent |= {
        "account": str(line.customer_id), "account_text": line.customer.no,
        "balancing": str(house.bank.pk), "balancing_text": "MAIN", "on_hold": "WAIT",
        "posting_date": "2026-01-23", "document_date": "2026-01-23", "amount": "-10",
    }  # fmt: skip
    answer = page.post(url, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    line.refresh_from_db()
    assert (line.on_hold, line.version, line.amount) == ("WAIT", 2, -10)
    late = page.post(url, {**sent, "on_hold": "LATE"})
    assert late.status_code == 422
    assert "changed by somebody else" in late.content.decode()


def test_the_test_report_links_every_error_to_its_row(house, page, batch):
    line = line_of(batch, house, house.customer(blocked="all"), "0")
    shown = page.get(reverse("journal:test", args=[batch.pk])).content.decode()
    assert "Enter the amount." in shown
    assert f"?row={line.pk}" in shown
    JournalLine.objects.all().delete()
    line_of(batch, house, house.customer(), "-5")
    assert (
        "1 line, no errors."
        in page.get(reverse("journal:test", args=[batch.pk])).content.decode()
    )


def test_preview_then_post_then_look_at_what_was_posted(house, page, batch):
    invoice = house.invoice_of("500")
    line_of(batch, house, invoice.customer, "-500", **paying(invoice))
    shown = page.get(reverse("journal:preview", args=[batch.pk])).content.decode()
    assert "500.00" in shown
    url = reverse("journal:post", args=[batch.pk])
    assert "Nothing has been posted yet." in page.get(url).content.decode()
    posted = page.post(url, {"version": "1"}, follow=True)
    assert "is posted" in posted.content.decode()
    journal = PostedJournal.objects.get()
    assert journal.get_absolute_url() in posted.content.decode()
    card = page.get(journal.get_absolute_url()).content.decode()
    assert invoice.document_no in card
    again = page.post(url, {"version": "1"}, follow=True)
    assert "is posted" in again.content.decode()
    assert CustomerLedgerEntry.objects.filter(document_type="payment").count() == 1


def test_a_journal_changed_meanwhile_is_not_posted(house, page, batch):
    line_of(batch, house, house.customer(), "-5")
    answer = page.post(reverse("journal:post", args=[batch.pk]), {"version": "7"})
    assert answer.status_code == 422
    assert "changed or posted since" in answer.content.decode()
    assert JournalLine.objects.count() == 1


def test_tolerance_is_asked_about_and_answered(house, page, batch):
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    invoice = house.invoice_of("500")
    line = line_of(batch, house, invoice.customer, "-496", **paying(invoice))
    url = reverse("journal:post", args=[batch.pk])
    shown = page.get(url).content.decode()
    key = f"tolerance-{line.line_no}"
    assert "4.00 EUR is missing to close" in shown
    assert key in shown
    sent = {key: "yes", "questions": f"{key}=4"}
    again = page.post(url, {"version": "1", **sent, "preview": "1"})
    assert again.status_code == 200
    assert JournalLine.objects.get().accept_tolerance
    page.post(url, {"version": str(again.context["batch"].version), **sent})
    invoice.refresh_from_db()
    assert not invoice.open


def test_answer_and_post_in_one_go_and_leave_by_default(house, page, batch):
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    first, second = house.invoice_of("500"), house.invoice_of("500")
    one = line_of(batch, house, first.customer, "-496", **paying(first))
    other = line_of(batch, house, second.customer, "-496", **paying(second))
    url = reverse("journal:post", args=[batch.pk])
    answers = {f"tolerance-{one.line_no}": "yes", f"tolerance-{other.line_no}": "no"}
    answers["questions"] = " ".join(f"{name}=4" for name in answers)
    assert page.post(url, {"version": "1", **answers}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.remaining, second.remaining) == (0, 4)


def test_posted_lines_are_copied_back_with_the_opposite_sign(house, page, batch):
    line_of(batch, house, house.customer("Adatum"), "-100", document_no="P7")
    page.post(reverse("journal:post", args=[batch.pk]), {"version": "1"})
    posted = PostedJournal.objects.get()
    url = reverse("journal:copy_back", args=[posted.pk])
    assert page.get(url).status_code == 200
    page.post(url, {"batch": batch.pk, "reverse": "on", "posting_date": "2026-02-01"})
    line = JournalLine.objects.get()
    assert (line.document_type, line.amount, line.document_no) == ("refund", 100, "P7")
    assert (str(line.posting_date), line.customer.name) == ("2026-02-01", "Adatum")


def test_a_clerk_may_not_post_and_an_auditor_may_not_type(house, client, batch, row_url):
    clerk, auditor = house.user("carl", "clerk"), house.user("abel", "auditor")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(clerk, backend)
    assert client.post(reverse("journal:post", args=[batch.pk])).status_code == 403
    assert client.get(reverse("journal:preview", args=[batch.pk])).status_code == 200
    client.force_login(auditor, backend)
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.post(row_url, cells(house)).status_code == 403


def test_a_recurring_journal_has_its_columns(house, page):
    batch = recurring(house)
    shown = page.get(batch.get_absolute_url()).content.decode()
    assert "Recurring method" in shown


def test_a_large_batch_is_posted_by_a_job(house, page, batch, monkeypatch):
    monkeypatch.setattr("payments.journal.views.posting.AT_ONCE_LINES", 0)
    line_of(batch, house, house.customer(), "-5")
    url = reverse("journal:post", args=[batch.pk])
    assert "in the background" in page.get(url).content.decode()
    answer = page.post(url, {"version": "1"})
    assert answer.url.startswith("/jobs/")


def test_an_amount_with_more_decimals_than_its_currency_is_told_at_the_cell(
    house, page, batch, row_url
):
    customer = house.customer("Adatum")
    account = {"account": str(customer.pk), "account_text": f"{customer.no} · Adatum"}
    told = page.post(row_url, cells(house, **account, amount="-1.001"))
    assert told.status_code == 422
    assert "at most 2" in told.json()["row"]
    assert not JournalLine.objects.exists()


def test_the_thousandth_line_of_the_books_is_still_found_by_its_row(
    house, page, batch, row_url
):
    customer = house.customer("Adatum")
    line = line_of(batch, house, customer, "-10", id=12_345)
    shown = page.get(f"{batch.get_absolute_url()}?row={line.pk}").content.decode()
    assert 'data-row="12345"' in shown
    assert 'data-wanted="12345"' in shown
    account = {"account": str(customer.pk), "account_text": f"{customer.no} · Adatum"}
    sent = cells(house, **account, row="12345", version="1", token="", amount="-11")
    assert 'data-row="12345"' in page.post(row_url, sent).json()["row"]
    assert JournalLine.objects.get().amount == -11
