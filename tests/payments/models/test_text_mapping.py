"""A mapping is complete and unique, case not counting."""

import pytest
from django.db import IntegrityError, transaction

from payments.models import TextToAccountMapping


def test_unique_whatever_the_case(house):
    fees = house.accounts["fees"]
    TextToAccountMapping.objects.create(text="Bank fees", credit_account=fees)
    with pytest.raises(IntegrityError), transaction.atomic():
        TextToAccountMapping.objects.create(text="BANK FEES", credit_account=fees)


@pytest.mark.parametrize("text", ["", " fees", "fees "])
def test_the_text_is_trimmed_and_given(house, text):
    with pytest.raises(IntegrityError), transaction.atomic():
        TextToAccountMapping.objects.create(text=text, credit_account=house.accounts["fees"])


@pytest.mark.parametrize("kind", ["account", "customer", "vendor", "bank"])
def test_an_account_is_named(house, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        TextToAccountMapping.objects.create(text="fees", account_type=kind)


def test_clean_drops_blanks_around():
    mapping = TextToAccountMapping(text="  fees ")
    mapping.clean()
    assert mapping.text == "fees"
