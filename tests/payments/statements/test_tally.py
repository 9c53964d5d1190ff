"""Lines are counted and added while they pass."""

from datetime import date
from decimal import Decimal

from payments.statements.parsed import ParsedLine
from payments.statements.tally import Tally


def line(day: int, amount: str, currency: str = "EUR") -> ParsedLine:
    return ParsedLine(1, 1, date(2026, 3, day), None, Decimal(amount), currency)


def test_nothing_passed_gives_zero_and_no_days():
    totals = Tally().totals()
    assert (totals["line_count"], totals["line_sum"]) == (0, Decimal(0))
    assert (totals["first_booking_date"], totals["last_booking_date"]) == (None, None)


def test_sums_days_and_currencies_of_lines_in_any_order():
    tally = Tally()
    for passed in (line(5, "1.10"), line(2, "-0.30", "USD"), line(9, "2.20"), line(3, "0.00")):
        tally.add(passed)
    totals = tally.totals()
    assert (totals["line_count"], totals["line_sum"]) == (4, Decimal("3.00"))
    assert totals["first_booking_date"] == date(2026, 3, 2)
    assert totals["last_booking_date"] == date(2026, 3, 9)
    assert list(tally.currencies) == ["EUR", "USD"]
