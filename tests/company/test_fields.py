from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from arcore.company.fields import (
    BicField,
    DateFormulaField,
    FactorField,
    IbanField,
    MoneyField,
)
from arcore.company.models import Company
from tests.company.builders import company


@pytest.mark.parametrize(
    ("field", "digits", "places"), [(MoneyField(), 18, 3), (FactorField(), 18, 9)]
)
def test_width_of_the_decimal_columns(field, digits, places):
    assert (field.max_digits, field.decimal_places) == (digits, places)


@pytest.mark.parametrize(
    "bad", ["NaN", "Infinity", "1e30", "1.0001", "1000000000000000", "abc"]
)
def test_money_refuses_what_does_not_fit(bad):
    with pytest.raises(ValidationError):
        MoneyField().clean(bad, None)


def test_money_takes_the_widest_amount():
    widest = "999999999999999.999"
    assert MoneyField().clean(widest, None) == Decimal(widest)


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (DateFormulaField(), "cm + 10d", "CM+10D"),
        (DateFormulaField(), "", ""),
        (IbanField(), "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (BicField(), "cobadeff", "COBADEFF"),
    ],
)
def test_text_is_stored_tidy(field, typed, stored):
    assert field.clean(typed, None) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (DateFormulaField(), "30X"),
        (DateFormulaField(), "1" * 10_000),
        (IbanField(), "DE00370400440532013000"),
        (BicField(), "COBA"),
    ],
)
def test_bad_text_is_refused_on_clean(field, typed):
    with pytest.raises(ValidationError):
        field.clean(typed, None)


def test_an_iban_may_be_pasted_in_groups():
    longest = "MT84 MALT 0110 0001 2345 MTLC AST0 01S"
    assert len(longest) > (IbanField().max_length or 0)
    assert IbanField().formfield().clean(longest) == longest
    assert IbanField().clean(longest, None) == "MT84MALT011000012345MTLCAST001S"


@pytest.mark.parametrize("field", [MoneyField(), FactorField(), DateFormulaField(blank=False)])
def test_a_field_survives_a_migration(field):
    _name, _path, args, kwargs = field.deconstruct()
    again = type(field)(*args, **kwargs)
    assert again.deconstruct()[2:] == field.deconstruct()[2:]


@pytest.mark.django_db
def test_no_road_into_the_database_goes_around_the_check():
    held = company()
    held.payment_discount_grace = "30X"
    with pytest.raises(ValidationError):
        held.save()
    with pytest.raises(ValidationError):
        Company.objects.update(payment_discount_grace="30X")
    with pytest.raises(ValidationError):
        Company.objects.bulk_update([held], ["payment_discount_grace"])
    transaction.set_rollback(False)
    held.refresh_from_db()
    assert held.payment_discount_grace == ""


@pytest.mark.django_db
def test_an_update_in_bulk_is_tidied_too():
    company()
    Company.objects.update(payment_discount_grace="5d")
    assert Company.get().payment_discount_grace == "5D"
