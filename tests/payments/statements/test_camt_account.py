"""The account of a statement and its opening and closing balance."""

from decimal import Decimal

import pytest

from .camt_builder import Entry, Statement, balance, camt
from .reading import read_one, refusal_code


def ends(balances: str):
    statement, _lines = read_one(camt(Statement((Entry("5.00"),), balances=balances)))
    return [
        None if end is None else (end.code, end.amount)
        for end in (statement.opening, statement.closing)
    ], statement


@pytest.mark.parametrize(
    ("codes", "opening", "closing"),
    [
        (["OPBD", "CLBD"], "OPBD", "CLBD"),
        (["PRCD", "CLBD"], "PRCD", "CLBD"),
        (["PRCD", "OPBD", "CLBD", "CLAV", "FWAV"], "OPBD", "CLBD"),
        (["OPBD", "ITBD"], "OPBD", "ITBD"),
        (["ITBD", "CLBD"], "ITBD", "CLBD"),
        (["ITBD", "ITBD"], "ITBD", "ITBD"),
        (["OPBD", "ITBD", "CLBD"], "OPBD", "CLBD"),
        (["OPBD"], "OPBD", None),
        (["OPAV"], None, None),
    ],
)
def test_the_booked_ends_are_chosen(codes, opening, closing):
    balances = "".join(balance(code, f"{n}.00") for n, code in enumerate(codes))
    (first, last), statement = ends(balances)
    assert (first and first[0], last and last[0]) == (opening, closing)
    assert statement.is_page == ("ITBD" in (opening, closing))


def test_an_overdrawn_balance_is_negative():
    (opening, _closing), _statement = ends(balance("OPBD", "-12.50"))
    assert opening == ("OPBD", Decimal("-12.50"))


def test_an_unreadable_balance_is_refused_but_an_ignored_one_is_not():
    bad = balance("CLBD", "1e9")
    assert refusal_code(camt(Statement(balances=bad))) == "amount-unreadable"
    statement, _lines = read_one(camt(Statement(balances=bad.replace("CLBD", "FWAV"))))
    assert statement.closing is None


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("<Acct><Id><IBAN>fr76 3000 6000</IBAN></Id></Acct>", "FR7630006000"),
        ("<Acct><Id><Othr><Id>30006-123</Id></Othr></Id></Acct>", "30006-123"),
        ("<Acct><Id><Othr/></Id></Acct>", ""),
    ],
)
def test_the_account_is_an_iban_without_blanks_or_the_banks_number(account, expected):
    statement, _lines = read_one(camt(Statement((Entry(),), account=account)))
    assert statement.account == expected
    assert statement.currency == "EUR"
