"""Bank accounts below the card."""

import pytest
from django.db import IntegrityError, connection, transaction

from customers.bank_accounts import BankAccountRow
from customers.changing import change_customer
from customers.models import Customer, CustomerBankAccount
from customers.refused import CustomerRefused

IBAN = "FR7630006000011234567890189"


def save(customer, *rows):
    return change_customer(customer.pk, {}, rows, user=None, version=None).customer


@pytest.fixture
def main(house) -> CustomerBankAccount:
    """An account of a customer."""
    return CustomerBankAccount.objects.create(customer=house.customer(), code="MAIN", iban=IBAN)


def test_an_account_in_no_row_stays(main):
    save(main.customer, BankAccountRow(line=1, code="SECOND", account_no="12"))
    assert main.customer.bank_accounts.count() == 2


def test_an_account_changes_and_the_card_s_version_with_it(main):
    saved = save(main.customer, BankAccountRow(line=1, id=main.pk, code="MAIN", account_no="9"))
    main.refresh_from_db()
    assert (main.iban, main.account_no, main.match_key) == ("", "9", "9")
    assert saved.version == 2


def test_an_unchanged_account_is_no_change(main):
    saved = save(main.customer, BankAccountRow(line=1, id=main.pk, code="MAIN", iban=IBAN))
    assert saved.version == 1


def test_a_removed_account_is_no_longer_preferred(main):
    row = {"line": 1, "id": main.pk, "code": "MAIN", "iban": IBAN}
    assert save(main.customer, BankAccountRow(**row, preferred=True)).preferred_bank_account
    save(main.customer, BankAccountRow(**row, removed=True))
    assert Customer.objects.get().preferred_bank_account is None
    assert not CustomerBankAccount.objects.exists()


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"code": "A", "iban": "FR7630006000011234567890188"}, "iban", "not a valid IBAN"),
        ({"code": "A", "iban": IBAN, "swift": "NOPE"}, "swift", "not a valid BIC"),
        ({"code": "A"}, "", "Give an IBAN or a bank account no."),
        ({"code": "", "iban": IBAN}, "code", "blank"),
        ({"code": "MAIN", "account_no": "1"}, "code", "has the code MAIN"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(main, row, field, words):
    with pytest.raises(CustomerRefused) as refused:
        save(main.customer, BankAccountRow(line=3, **row))
    (refusal,) = refused.value.refusals
    assert (refusal.line, refusal.field) == (3, field)
    assert words in refusal.message


def test_one_code_twice_and_two_preferred_are_refused(house):
    with pytest.raises(CustomerRefused) as refused:
        save(
            house.customer(),
            BankAccountRow(line=1, code="a", account_no="1", preferred=True),
            BankAccountRow(line=2, code="A", account_no="2", preferred=True),
        )
    assert [(one.line, one.field) for one in refused.value.refusals] == [
        (2, "code"),
        (2, "preferred"),
    ]


def test_another_customer_s_account_is_out_of_reach(main, house):
    with pytest.raises(CustomerRefused, match="no longer exists"):
        save(house.customer("Other"), BankAccountRow(line=1, id=main.pk, code="X", iban=IBAN))


def test_the_database_itself_wants_the_preferred_account_to_be_the_customer_s(main, house):
    other = house.customer("Other")

    @transaction.atomic
    def prefer_a_stranger_s_account():
        Customer.objects.filter(pk=other.pk).update(preferred_bank_account=main)
        connection.check_constraints()

    with pytest.raises(IntegrityError):
        prefer_a_stranger_s_account()
