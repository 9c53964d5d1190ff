"""Made-up IBANs."""

import pytest
from schwifty import IBAN

from arcore.desk.demo.dice import die
from arcore.desk.demo.world.ibans import make_iban
from arcore.desk.demo.world.places import COUNTRIES


@pytest.mark.parametrize("country", sorted(set(COUNTRIES) - {"US"}))
def test_ibans_have_the_length_and_check_digits_of_their_country(country):
    chance = die(7, "test")
    for _throw in range(25):
        iban = IBAN(make_iban(country, chance))
        assert iban.country_code == country


def test_there_are_no_ibans_in_the_united_states():
    assert make_iban("US", die(7, "test")) == ""


def test_french_accounts_carry_their_own_key():
    bban = make_iban("FR", die(7, "test"))[4:]
    bank, branch, account, key = bban[:5], bban[5:10], bban[10:21], bban[21:]
    assert (89 * int(bank) + 15 * int(branch) + 3 * int(account) + int(key)) % 97 == 0
