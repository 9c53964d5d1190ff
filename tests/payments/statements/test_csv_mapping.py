"""A CSV file under a stored mapping."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from payments.statements.csv_mapping import preview_csv
from payments.statements.csv_profile import AmountStyle, CsvColumns, CsvProfile
from payments.statements.parsed import StatementRefused

from .camt_builder import camt
from .reading import only_line, read, read_one, refusal_code, refused

COLUMNS = CsvColumns(
    booking_date=("Date",), amount=("Amount",), description=("Label", "Details"),
    name=("Name",), account=("Account",), reference=("Ref",), unique_id=("Id",),
    balance=("Balance",),
)  # fmt: skip
PROFILE = CsvProfile(
    "bank", COLUMNS, "%d.%m.%Y", delimiter=";", decimal_separator=",",
    thousands_separator=".", currency="EUR", account="FR76",
)  # fmt: skip
HEAD = "Date;Amount;Label;Details;Name;Account;Ref;Id;Balance\n"
ROWS = (
    "05.03.2026;1.500,00;Invoice;24-0117;Fjordline;no93 8601;RF18 5390 0754 7034;X1;1.600,00\n"
    "06.03.2026;-20,00;Fees;;;;;X2;1.580,00\n"
)
FILE = (HEAD + ROWS).encode()


def balances(statement) -> tuple[Decimal, Decimal]:
    """Opening and closing, which both must be there."""
    return statement.opening.amount, statement.closing.amount


def test_rows_become_lines_and_balances_a_statement():
    statement, [first, second] = read_one(FILE, PROFILE)
    assert (statement.format, statement.version, statement.currency) == ("csv", "bank", "EUR")
    assert (statement.from_date, statement.to_date) == (date(2026, 3, 5), date(2026, 3, 6))
    assert balances(statement) == (Decimal("100.00"), Decimal("1580.00"))
    assert statement.line_sum == Decimal("1480.00")
    assert (first.amount, first.remittance_text) == (Decimal("1500.00"), "Invoice 24-0117")
    assert (first.counterparty_name, first.counterparty_account) == ("Fjordline", "NO938601")
    assert first.structured_reference == "RF18539007547034"
    assert first.account_servicer_reference == "X1"
    assert (second.amount, second.remittance_text) == (Decimal("-20.00"), "Fees")


def test_newest_first_is_told_by_the_balances():
    first, second = ROWS.splitlines(keepends=True)
    statement, _lines = read_one((HEAD + second + first).encode(), PROFILE)
    assert balances(statement) == (100, 1580)


def test_a_missing_row_breaks_the_balance_column():
    data = HEAD + ROWS + "07.03.2026;1,00;a;;;;;X3;1.582,00\n"
    [problem] = refused(data.encode(), PROFILE)
    assert (problem.code, problem.where) == ("balance-chain", "row 4")


def test_all_wrong_cells_are_named_by_row_and_column():
    data = HEAD + "2026-03-05;1,5,0;a;;;;;;x\n" + ROWS
    assert [(p.code, p.where) for p in refused(data.encode(), PROFILE)] == [
        ("date-unreadable", "row 2, column Date"),
        ("amount-unreadable", "row 2, column Amount"),
        ("amount-unreadable", "row 2, column Balance"),
    ]


def test_formulas_and_leading_zeros_stay_plain_text():
    data = HEAD + '05.03.2026;1,00;"=HYPERLINK(""http://x"")";@SUM(A1);+cmd;007;;;\n'
    line = only_line(data.encode(), PROFILE)
    assert line.remittance_text == '=HYPERLINK("http://x") @SUM(A1)'
    assert (line.counterparty_name, line.counterparty_account) == ("+cmd", "007")


def test_columns_by_number_and_rows_to_skip():
    columns = CsvColumns(booking_date=(1,), amount=(2,), description=(3, 4))
    profile = replace(PROFILE, columns=columns, has_header=False, skip_top=2, skip_bottom=1)
    data = "Bank of X\n\n" + ROWS + "Total;1.480,00;;\n"
    _statement, lines = read_one(data.encode(), profile)
    assert [line.remittance_text for line in lines] == ["Invoice 24-0117", "Fees"]


@pytest.mark.parametrize(
    ("data", "profile", "code"),
    [
        (FILE.replace(b"Amount", b"Sum"), PROFILE, "column-missing"),
        (FILE.replace(b"Name", b"Date"), PROFILE, "column-twice"),
        (FILE.replace(b"Fees", b'"Fees'), PROFILE, "csv-broken"),
        (FILE.replace(b"Fees;", b"Fees;a;b"), PROFILE, "row-too-long"),
        (FILE.replace(b"Fees", b"F\x00"), PROFILE, "unknown-format"),
        (FILE + b"x" * 200_000, PROFILE, "line-too-long"),
        (FILE, None, "csv-needs-format"),
        (FILE, replace(PROFILE, date_format="%d.%m"), "csv-format-unusable"),
        (FILE, replace(PROFILE, encoding="utf-16"), "encoding-wrong"),
        (FILE.replace(b"Fees", b"F\x81"), PROFILE, "encoding-wrong"),
        (b"\n", replace(PROFILE, skip_top=1), "empty"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(data, profile, code):
    assert code in {problem.code for problem in refused(data, profile)}


def test_50_megabytes_of_one_line_are_refused_at_the_limit():
    data = HEAD.encode() + b"x;" * (25 * 1024 * 1024)
    assert refusal_code(data, PROFILE) == "line-too-long"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", ""), ("latin-1", "latin-1")],
)
def test_letters_are_read_in_the_marks_the_profiles_or_a_safe_encoding(encoding, said):
    data = FILE.decode().replace("Fees", "Frais d’été").replace("’", "'").encode(encoding)
    _statement, lines = read_one(data, replace(PROFILE, encoding=said))
    assert lines[1].remittance_text == "Frais d'été"


def test_a_currency_column_and_an_original_amount():
    columns = CsvColumns(
        booking_date=("d",), amount=("a",), currency=("c",), original_amount=("o",),
        original_currency=("oc",),
    )  # fmt: skip
    profile = CsvProfile("x", columns, "%Y-%m-%d")
    line = only_line(b"d,a,c,o,oc\n2026-03-05,5.00,eur,5.50,USD\n", profile)
    assert (line.currency, line.original_amount) == ("EUR", Decimal("5.50"))
    assert line.original_currency == "USD"
    assert refusal_code(b"d,a,c,o,oc\n2026-03-05,5.00,e,,\n", profile) == "currency-unreadable"


def test_a_wrong_reference_stays_as_text_with_a_warning():
    data = FILE.replace(b"RF18", b"RF17")
    [(_statement, lines)], warnings = read(data, PROFILE)
    assert lines[0].structured_reference == ""
    assert "RF17 5390 0754 7034" in lines[0].remittance_text
    assert [warning.code for warning in warnings] == ["reference-check"]


def test_the_content_wins_over_the_mapping():
    assert read(camt(), PROFILE)[0][0][0].format == "camt.053"


def test_the_preview_shows_twenty_rows_with_errors_by_row_and_column():
    bad = "05.03.2026;x;a;;;;;;\n"
    data = (HEAD + ROWS + bad * 30).encode()
    preview = preview_csv(io.BytesIO(data), "f.csv", PROFILE)
    assert len(preview.rows) == 20
    assert preview.heading[:2] == ("Date", "Amount")
    assert preview.rows[0].values["amount"] == Decimal("1500.00")
    assert preview.rows[0].errors == ()
    assert [(e.column, e.code) for e in preview.rows[2].errors] == [
        ("Amount", "amount-unreadable")
    ]
    with pytest.raises(StatementRefused):
        preview_csv(io.BytesIO(camt()), "f.xml", PROFILE)


def test_flag_and_two_column_styles():
    flag = CsvProfile(
        "x", CsvColumns(booking_date=(1,), amount=(2,), flag=(3,)), "%Y-%m-%d",
        has_header=False, amount_style=AmountStyle.FLAG, currency="EUR",
    )  # fmt: skip
    assert only_line(b"2026-03-05,5.00,D\n", flag).amount == Decimal("-5.00")
    two = replace(
        flag,
        columns=CsvColumns(booking_date=(1,), credit=(2,), debit=(3,)),
        amount_style=AmountStyle.TWO_COLUMNS,
    )
    assert only_line(b"2026-03-05,,5.00\n", two).amount == Decimal("-5.00")
