"""Files that real banks' customers shared; they lie outside the repository."""

from decimal import Decimal
from pathlib import Path

import pytest

from payments.statements.check import check_statements
from payments.statements.csv_profile import AmountStyle, CsvColumns, CsvProfile
from payments.statements.facts import BankAccountFacts

from .reading import read, refusal_code, refused

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "samples" / "bank-statements"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the shared bank statement samples are not beside the checkout"
)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def problems_of(name: str, iban: str, currency: str = "EUR"):
    found, warnings = read(sample(name))
    facts = BankAccountFacts(iban=iban, currency=currency)
    return found, [p.code for p in check_statements([s for s, _l in found], [facts])], warnings


def test_two_balanced_statements_in_one_file():
    found, codes, _warnings = problems_of(
        "camt053.v2.multi.statement.xml", "NL26 VAYB 8060 4768 90"
    )
    balances = [(s.opening.amount, s.closing.amount) for s, _lines in found]
    assert balances == [
        (Decimal("18.15"), Decimal("27.00")),
        (Decimal("27.00"), Decimal("20.00")),
    ]
    assert codes == []


@pytest.mark.parametrize("name", ["camt053.v2.minimal.xml", "camt053.v4.xml"])
def test_a_closing_balance_in_kronor_on_a_euro_account_is_refused(name):
    found, codes, _warnings = problems_of(name, "NL26VAYB8060476890")
    assert [line.amount for line in found[0][1]] == [Decimal("8.85")]
    assert "balance-currency" in codes
    assert "balance-sum" not in codes


def test_a_batch_reversal_is_spread_and_the_wrong_total_refused():
    found, codes, _warnings = problems_of("oca-camt053-v02.xml", "NL77ABNA0574908765")
    [(statement, lines)] = found
    assert [line.amount for line in lines] == [
        Decimal(text) for text in ("-754.25", "-564.05", "-100.00", "1405.31")
    ]
    assert [line.is_reversal for line in lines] == [False, True, True, False]
    assert (lines[1].return_reason, lines[1].counterparty_name) == ("AC06", "Test Customer")
    assert statement.line_sum == Decimal("-12.99")
    assert codes == ["balance-sum"]


def test_a_notification_with_details_in_another_currency_stays_one_line():
    found, codes, warnings = problems_of("camt054.v4.xml", "CH2801234000123456789", "SEK")
    [(_statement, [line])] = found
    assert (line.amount, line.currency) == (Decimal("-200000.00"), "SEK")
    assert codes == []
    assert [warning.code for warning in warnings] == ["batch-not-spread"]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("mt940-*")), ids=lambda path: path.name)
def test_mt940_is_recognised(path):
    assert refusal_code(path.read_bytes()) == "format-to-come-mt940"


def test_ofx_is_recognised():
    assert refusal_code(sample("oca-ofx.ofx")) == "format-to-come-ofx"


US = CsvProfile(
    "us",
    CsvColumns(
        booking_date=("Date",), description=("Label",), amount=("Amount",),
        name=("Partner Name",), account=("Bank Account",), currency=("Currency",),
        original_amount=("Amount Currency",),
    ),
    "%m/%d/%Y",
    thousands_separator=",",
)  # fmt: skip


def test_a_csv_with_two_currencies_is_read_and_refused_by_the_controls():
    [(statement, lines)], _warnings = read(sample("oca-amount.csv"), US)
    assert [line.amount for line in lines] == [Decimal("-33.50"), Decimal("1525.00")]
    facts = BankAccountFacts(currency="USD")
    codes = [p.code for p in check_statements([statement], [facts]) if p.refuses]
    assert codes == ["entry-currency"]


def test_a_csv_with_an_original_amount():
    [(_statement, [line])], _warnings = read(sample("oca-original-currency.csv"), US)
    assert (line.amount, line.original_amount) == (Decimal("1525.00"), Decimal("-1000.00"))


def test_a_flag_that_contradicts_the_sign_is_refused():
    flagged = CsvProfile(
        "flag",
        CsvColumns(booking_date=("Date",), amount=("Amount",), flag=("D/C",)),
        "%m/%d/%Y",
        thousands_separator=",",
        amount_style=AmountStyle.FLAG,
        currency="USD",
    )
    problems = refused(sample("oca-debit-credit-flag.csv"), flagged)
    assert [(p.code, p.where) for p in problems] == [("amount-sign", "row 3, column Amount")]
