"""Lines from a file: headings in both languages, every refused row named, nothing by half."""

import io
from datetime import date, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from arcore.company.models import NumberSeries
from customers.models import CustomerPostingGroup
from payments.journal.importing import import_lines
from payments.journal.importing.columns import (
    account_type_of,
    column_of,
    document_type_of,
)
from payments.journal.importing.table import MOST_BYTES
from payments.journal.refused import JournalRefused
from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import receipts, template


@pytest.fixture
def load(jane, batch):
    def run(content, into=batch):
        if isinstance(content, str):
            content = content.encode()
        return import_lines(into.pk, io.BytesIO(content), jane, TODAY)

    return run


@pytest.fixture
def reasons_of(load):
    def run(content):
        with pytest.raises(JournalRefused) as refused:
            load(content)
        assert not JournalLine.objects.exists()
        return [refusal.message for refusal in refused.value.refusals]

    return run


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Posting date", "posting_date"),
        ("DATE COMPTABILISATION", "posting_date"),
        ("N° document", "document_no"),
        ("n° de compte", "account"),
        ("Libellé", "description"),
        ("Montant", "amount"),
        ("Compte contrepartie", "balancing"),
        ("Lettrer à", "applies_to"),
        ("Weather", None),
    ],
)
def test_headings_in_both_languages(heading, field):
    assert column_of(heading) == field


def test_types_in_both_languages():
    assert (document_type_of("Avoir"), document_type_of("credit memo")) == ("credit_memo",) * 2
    assert (account_type_of("Client"), account_type_of("Compte bancaire")) == (
        "customer",
        "bank",
    )
    assert document_type_of("Poem") is None


def test_a_french_csv_becomes_lines(house, batch, load):
    invoice = house.invoice_of("1200")
    no = invoice.customer.no
    text = (
        "Date comptabilisation;Type document;N° document;Type compte;Compte;Montant;Lettrer à\n"
        f"23/01/2026;Règlement;P1;Client;{no};-1 200,00;{invoice.document_no}\n"
        f"24/01/2026;Paiement;P2;Client;{no};-5,5;\n"
    )
    with translation.override("fr"):
        assert load(text.encode("cp1252")) == 2
    first, second = JournalLine.objects.order_by("line_no")
    assert (first.amount, first.applies_to, first.document_no) == (-1200, invoice, "P1")
    assert (first.balancing_bank, first.description) == (house.bank, invoice.customer.name)
    assert (second.posting_date, second.amount_lcy) == (date(2026, 1, 24), Decimal("-5.5"))


def test_an_xlsx_with_dates_and_numbers_becomes_lines(house, load):
    customer = house.customer(no="4711", payment_terms=house.terms)
    book = openpyxl.Workbook()
    book.active.append(["Account", "Amount", "Posting date", "Document type", "Currency"])
    book.active.append([4711, 1234.56, date(2026, 1, 23), "Invoice", "usd"])
    held = io.BytesIO()
    book.save(held)
    assert load(held.getvalue()) == 1
    line = JournalLine.objects.get()
    assert (line.customer, line.amount, line.amount_lcy) == (
        customer,
        Decimal("1234.56"),
        Decimal("1111.10"),
    )
    assert (line.due_date, line.discount_percent) == (date(2026, 2, 23), 2)


def test_every_refused_row_is_named_and_nothing_is_imported(house, reasons_of):
    good = house.customer()
    text = (
        "Account;Amount;Posting date;Document type;Applies to\n"
        f"{good.no};-10;2026-01-23;payment;\n"
        "C99;-10;2026-01-23;payment;\n"
        f"{good.no};ten;soon;poem;\n"
        ";;;;\n"
        f"{good.no};;0002-01-01;;\n"
        f"{good.no};-1;2026-01-23;payment;INV999\n"
    )
    found = reasons_of(text)
    rows = [message.partition(":")[0] for message in found]
    assert rows == ["Row 3", "Row 4", "Row 4", "Row 4", "Row 6", "Row 6", "Row 7"]
    assert "There is no Customer C99." in found[0]
    assert "“poem” is no document type" in " ".join(found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"Account;Amount\n", "no rows"),
        (b"Poem;Rhyme\na;b\n", "no column “Account”"),
        (b"Account;Amount;Montant\nC1;1;1\n", "Amount, Montant"),
        (b"PK\x03\x04 broken", "no readable XLSX"),
        (b"\x00\x01\x02\x00", "neither"),
        (b"x" * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(house, reasons_of, content, words):
    assert words in " ".join(reasons_of(content))


@pytest.mark.parametrize(
    "cell", [time(1, 2), date(2026, 1, 1), timedelta(days=1), True, 1e300, "=1+1", 0.0001e-300]
)
def test_a_cell_that_is_no_amount_is_told_whatever_the_spreadsheet_holds(
    house, reasons_of, cell
):
    book = openpyxl.Workbook()
    for row in (["Account", "Amount"], [house.customer().no, cell], [cell, "x"]):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    told = reasons_of(held.getvalue())
    assert told
    assert all(one.startswith("Row ") and "[" not in one for one in told)


def test_rows_without_a_number_get_the_next_ones(house, load):
    series = NumberSeries.objects.create(code="CASHREC", prefix="P", digits=4)
    into = receipts(house, "SERIES", number_series=series)
    customer = house.customer()
    load(
        f"Account;Amount;Document no.\n{customer.no};-1;\n{customer.no};-2;X\n{customer.no};-3;\n",
        into,
    )
    numbers = JournalLine.objects.order_by("line_no").values_list("document_no", flat=True)
    assert list(numbers) == ["P0001", "X", "P0002"]


def test_the_page_imports_tells_and_gives_a_sample(house, client, jane, batch):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    url = reverse("journal:import", args=[batch.pk])
    assert client.get(url).status_code == 200
    bad = io.BytesIO(b"Account;Amount\nC99;-1\n")
    bad.name = "lines.csv"
    refused = client.post(url, {"file": bad})
    assert refused.status_code == 422
    assert "Row 2: There is no Customer C99." in refused.content.decode()
    good = io.BytesIO(f"Account;Amount\n{house.customer().no};-1\n".encode())
    good.name = "lines.csv"
    assert "1 line imported." in client.post(url, {"file": good}, follow=True).content.decode()

    sample = client.get(reverse("journal:sample")).content.decode("utf-8-sig").splitlines()
    assert all(column_of(heading) for heading in sample[0].split(";"))
    jane.language = "fr"
    jane.save()
    with translation.override("en"):  # ends the page's own language with the page
        french = client.get(reverse("journal:sample")).content.decode("utf-8-sig").splitlines()
    assert french[0].startswith("Date comptabilisation;Type document;N° document")
    assert all(column_of(heading) for heading in french[0].split(";"))


def test_a_row_without_any_account_type_is_told(house, batch, jane, load):
    JournalLine.objects.create(
        batch=batch, line_no=1, currency=house.eur
    )  # the row before has none
    with pytest.raises(JournalRefused, match="Row 2: The account type is missing"):
        load(f"Account;Amount\n{house.customer().no};-5\n")


@pytest.mark.parametrize(
    ("word", "kind"), [("", "bank"), ("(none)", ""), ("(aucun)", ""), ("-", "")]
)
def test_a_row_may_say_that_it_has_no_balancing_account(house, load, word, kind):
    text = "Account type;Account;Amount;Document no.;Balancing account type\n"
    load(f"{text}Customer;{house.customer().no};-5;P1;{word}\n")
    assert JournalLine.objects.get().balancing_type == kind


@pytest.fixture
def grouped(house):
    """A journal whose template shows the posting group; FOREIGN is one of customers."""
    CustomerPostingGroup.objects.create(code="FOREIGN", description="Foreign")
    shows = template(house, "GROUPED", posting_group_column=True)
    return receipts(house, "GROUPED", template=shows)


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Posting group", "FOREIGN", "FOREIGN"),
        ("Groupe comptabilisation", "foreign", "FOREIGN"),
        ("Posting group", "", None),
    ],
)
def test_a_row_may_name_a_posting_group(house, grouped, load, heading, cell, code):
    no = house.customer().no
    assert (
        load(f"Account type;Account;Amount;{heading}\nCustomer;{no};-5;{cell}\n", grouped) == 1
    )
    group = JournalLine.objects.get().posting_group
    assert (group.code if group else None) == code


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        ("Customer", "NONE", "There is no posting group NONE for the account type Customer."),
        ("Vendor", "FOREIGN", "There is no posting group FOREIGN"),  # of customers
        ("G/L account", "FOREIGN", "Only lines of customers and vendors"),
    ],
)
def test_a_posting_group_that_does_not_fit_the_row_is_told(
    house, grouped, load, kind, code, told
):
    good = house.customer().no
    numbers = {"Customer": good, "Vendor": house.vendor().no}
    no = numbers.get(kind, house.accounts["fees"].no)
    rows = f"Customer;{good};-5;FOREIGN\n{kind};{no};-5;{code}\n"
    text = f"Account type;Account;Amount;Posting group\n{rows}"
    with pytest.raises(JournalRefused, match=f"Row 3: {told}"):
        load(text, grouped)
    assert not JournalLine.objects.exists()


def test_a_row_of_an_unknown_customer_is_told_that_alone(grouped, load):
    text = "Account type;Account;Amount;Posting group\nCustomer;NOBODY;-5;FOREIGN\n"
    with pytest.raises(JournalRefused) as refused:
        load(text, grouped)
    assert [str(one.message) for one in refused.value.refusals] == [
        "Row 2: There is no Customer NOBODY."
    ]


def test_a_posting_group_is_refused_where_the_template_shows_none(house, grouped, batch, load):
    no = house.customer().no
    text = f"Account type;Account;Amount;Posting group\nCustomer;{no};-5;FOREIGN\n"
    with pytest.raises(JournalRefused, match="Row 2: The journals of template CASH show no"):
        load(text, batch)
    assert load(text.replace("FOREIGN", ""), batch) == 1


def test_the_file_of_a_journals_lines_brings_their_groups_back(
    house, client, jane, grouped, load
):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    no = house.customer().no
    load(f"Account type;Account;Amount;Posting group\nCustomer;{no};-5;FOREIGN\n", grouped)
    url = reverse("journal:line_list", args=[grouped.pk])
    file = client.get(url, {"export": "csv"})
    JournalLine.objects.all().delete()
    assert load(b"".join(file), grouped) == 1
    assert JournalLine.objects.get().posting_group.code == "FOREIGN"
