"""Amount, sign, status and dates of an entry."""

from datetime import date
from decimal import Decimal

import pytest

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read_one, refused

VERSIONS = ("02", "04", "08")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("sign", "amount"), [("CRDT", "664.05"), ("DBIT", "-664.05")])
def test_a_reversal_is_flagged_and_never_turns_the_sign(version, sign, amount):
    entry = Entry("664.05", sign, reversal="true", txs=(Tx(party="P"),))
    line = only_line(camt(Statement((entry,)), version=version))
    assert (line.amount, line.is_reversal) == (Decimal(amount), True)


def test_the_local_day_of_a_moment_is_kept():
    entry = Entry(booked="<DtTm>2026-03-01T23:59:00+01:00</DtTm>", valued="<Dt>2026-03-02</Dt>")
    line = only_line(camt(Statement((entry,))))
    assert (line.booking_date, line.value_date) == (date(2026, 3, 1), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("booked", "valued", "header", "expected"),
    [
        ("", "<Dt>2026-03-06</Dt>", "", date(2026, 3, 6)),
        ("", "", "<CreDtTm>2026-03-09T22:00:00</CreDtTm>", date(2026, 3, 9)),
        (
            "",
            "",
            "<CreDtTm>2026-03-09T22:00:00</CreDtTm><FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm>"
            "<ToDtTm>2026-03-08T23:59:59</ToDtTm></FrToDt>",
            date(2026, 3, 8),
        ),
    ],
)
def test_without_booking_date_comes_value_date_then_the_statements(
    booked, valued, header, expected
):
    entry = Entry(booked=booked, valued=valued)
    line = only_line(camt(Statement((entry,), header=header)))
    assert line.booking_date == expected


def test_without_any_date_the_entry_is_refused():
    data = camt(Statement((Entry(booked="", valued=""),), header=""))
    [problem] = refused(data)
    assert (problem.code, problem.where) == ("date-missing", "statement 1, entry 1")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("1e30", "amount-unreadable"),
        ("NaN", "amount-unreadable"),
        ("INF", "amount-unreadable"),
        ("-5.00", "amount-unreadable"),
        ("5,00", "amount-unreadable"),
        ("", "amount-unreadable"),
        ("٥", "amount-unreadable"),
        ("5.001", "amount-decimals"),
        ("1" + 15 * "0", "amount-too-large"),
    ],
)
def test_an_amount_that_is_none_is_refused_with_its_place(amount, code):
    good, bad = Entry("5.00"), Entry(amount)
    data = camt(Statement((good, bad), opening="0.00", closing="0.00"))
    [problem] = refused(data)
    assert (problem.code, problem.where) == (code, "statement 1, entry 2")


@pytest.mark.parametrize("day", ["0002-01-01", "9999-12-31", "2026-02-30", "01.03.2026"])
def test_an_impossible_date_is_refused(day):
    [problem] = refused(camt(Statement((Entry(booked=f"<Dt>{day}</Dt>"),))))
    assert problem.code.startswith("date-")
    assert day in problem.message


def test_an_entry_without_direction_is_refused():
    assert [p.code for p in refused(camt(Statement((Entry(sign=""),))))] == [
        "direction-missing"
    ]


def test_all_wrong_entries_are_reported_together():
    entries = (Entry("NaN"), Entry("1.00"), Entry("1e9"))
    problems = refused(camt(Statement(entries, closing="1.00")))
    assert [problem.where for problem in problems] == [
        "statement 1, entry 1",
        "statement 1, entry 3",
    ]


def test_three_decimals_and_none_follow_the_currency():
    assert only_line(
        camt(Statement((Entry("1.234", currency="TND"),), currency="TND"))
    ).amount == Decimal("1.234")
    assert only_line(
        camt(Statement((Entry("2700", currency="JPY"),), currency="JPY"))
    ).amount == Decimal(2700)
    assert only_line(camt(Statement((Entry("8.8500"),)))).amount == Decimal("8.85")


def test_codes_of_the_transaction_come_before_those_of_the_entry():
    domain = (
        "<Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>"
        "<Prtry><Cd>ET</Cd></Prtry>"
    )
    line = only_line(camt(Statement((Entry(codes=domain, txs=(Tx(),)),))))
    assert (line.bank_transaction_code, line.proprietary_code) == ("PMNT-RCDT-ESCT", "ET")


def test_identical_entries_get_different_fingerprints_that_repeat():
    data = camt(Statement((Entry("5.00"), Entry("5.00"))))
    _statement, [first, second] = read_one(data)
    assert first.fingerprint != second.fingerprint
    _statement, again = read_one(data + b"\n")
    assert [line.fingerprint for line in again] == [first.fingerprint, second.fingerprint]
