"""Countries by code and by name, in both languages."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from customers.countries import check_country, country_choices, country_name


@pytest.mark.parametrize("code", ["FR", "GB", "JP", "CH", "XK"])
def test_a_country_passes(code):
    check_country(code)


@pytest.mark.parametrize("code", ["", "EU", "ZZ", "fr", "FRA", "F1", "150"])
def test_what_is_no_country_is_refused(code):
    with pytest.raises(ValidationError, match="not a country code"):
        check_country(code)


def test_names_follow_the_reader_s_language():
    assert country_name("DE") == "Germany"
    with translation.override("fr"):
        assert country_name("DE") == "Allemagne"
        assert ("DE", "Allemagne (DE)") in country_choices()
    assert country_name("??") == "??"
