"""Made-up VAT numbers."""

import pytest
from stdnum.eu import vat

from arcore.desk.demo.dice import die
from arcore.desk.demo.world.vat_numbers import make_vat_no


@pytest.mark.parametrize(
    "country", ["FR", "DE", "BE", "IT", "NL", "ES", "LU", "AT", "PT", "DK", "IE"]
)
def test_numbers_of_the_union_pass_their_check(country):
    chance = die(3, "test")
    for _throw in range(5):
        number, _registration_no = make_vat_no(country, chance)
        assert vat.is_valid(number), number


def test_countries_without_such_numbers_get_none():
    assert make_vat_no("US", die(3, "test")) == ("", "")
