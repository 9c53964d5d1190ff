"""Posting setup of the demo company."""

from decimal import Decimal

from ledger.models import Item, VatPostingSetup


def test_all_french_rates_are_there_and_abroad_a_clause_says_why_there_is_none(demo):
    at_home = VatPostingSetup.objects.filter(vat_business_group__code="DOMESTIC")
    rates = set(at_home.values_list("rate", flat=True))
    assert rates == {Decimal(20), Decimal(10), Decimal("5.5"), Decimal(0)}
    abroad = VatPostingSetup.objects.exclude(vat_business_group__code="DOMESTIC")
    assert not abroad.filter(clause="").exists()
    assert set(abroad.values_list("rate", flat=True)) == {Decimal(0)}


def test_every_item_can_be_sold_in_every_region(demo):
    for group in Item.objects.values_list("vat_product_group", flat=True).distinct():
        assert VatPostingSetup.objects.filter(vat_product_group=group).count() == 3
