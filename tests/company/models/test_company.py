from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from arcore.company.errors import CompanyMissing
from arcore.company.models import Company
from arcore.company.posting_period import PostingRange
from tests.company.builders import company, currency

pytestmark = pytest.mark.django_db


def test_before_set_up_the_way_out_is_named():
    with pytest.raises(CompanyMissing, match="Ask an administrator"):
        Company.get()


def test_the_company_comes_with_its_currency_in_one_query(django_assert_num_queries):
    company(name="Adatum", local_currency=currency("CHF"))
    with django_assert_num_queries(1):
        held = Company.get()
        assert (held.name, held.local_currency.code) == ("Adatum", "CHF")


@pytest.mark.parametrize("number", [1, 2])
def test_there_is_no_second_company(number):
    company()
    with pytest.raises(IntegrityError), transaction.atomic():
        company(id=number)


@pytest.mark.parametrize(
    "facts",
    [
        {"allow_posting_from": date(2026, 2, 1), "allow_posting_to": date(2026, 1, 31)},
        {"allow_posting_from": date(2, 1, 1)},
        {"allow_posting_to": date(9999, 1, 1)},
        {"country": "fr"},
        {"country": "F"},
        {"credit_warnings": "sometimes"},
        {"apply_between_currencies": "dollars"},
        {"payment_tolerance_percent": Decimal("-0.01")},
        {"payment_tolerance_percent": Decimal("100.01")},
        {"payment_tolerance_max": Decimal("-0.01")},
        {"payment_tolerance_posting": "somewhere"},
        {"discount_tolerance_posting": "somewhere"},
        {"discount_excl_vat": True, "adjust_for_payment_discount": True},
    ],
)
def test_the_database_refuses_senseless_setup(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        company(**facts)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"payment_discount_grace": "30X"}, "30X"),
        ({"iban": "FR7630006000011234567890188"}, "not a valid IBAN"),
        ({"bic": "NOBANK"}, "not a valid BIC"),
        ({"name": "x" * 10_000}, "at most 100 characters"),
    ],
)
def test_bad_text_is_refused_with_its_reason(facts, said):
    typed = Company(**{"name": "Adatum", "local_currency": currency("EUR"), **facts})
    with pytest.raises(ValidationError, match=said):
        typed.full_clean()


def test_tolerance_reaches_from_nothing_to_everything():
    company(payment_tolerance_percent=0, payment_tolerance_max=0).delete()
    company(payment_tolerance_percent=100, discount_excl_vat=True)


def test_a_discount_without_vat_has_no_vat_to_adjust():
    typed = Company(
        name="Adatum",
        local_currency=currency("EUR"),
        discount_excl_vat=True,
        adjust_for_payment_discount=True,
    )
    with pytest.raises(ValidationError, match="choose one of the two"):
        typed.full_clean()


def test_what_was_typed_is_kept_tidy():
    held = company(
        payment_discount_grace="5d", iban="fr76 3000 6000 0112 3456 7890 189", bic="agrifrpp"
    )
    held.refresh_from_db()
    assert held.payment_discount_grace == "5D"
    assert held.iban == "FR7630006000011234567890189"
    assert held.bic == "AGRIFRPP"


def test_the_posting_range_is_open_until_set():
    held = company(allow_posting_from=date(2026, 1, 1))
    assert held.posting_range == PostingRange(date(2026, 1, 1), None)
    assert not Company().posting_range.defined
