"""Posting setup: what may still change once entries stand on it."""

import pytest
from django.core.exceptions import ValidationError

from ledger.models import CustomerPostingSetup


def test_the_receivables_account_may_change_before_the_first_entry(house):
    setup = CustomerPostingSetup.objects.get()
    setup.control_account = house.accounts["payables"]
    setup.full_clean()


def test_the_receivables_account_stays_once_entries_are_posted(house):
    house.invoice_of("100.00")
    setup = CustomerPostingSetup.objects.get()
    setup.control_account = house.accounts["payables"]
    with pytest.raises(ValidationError, match="Entries are posted to account 4110"):
        setup.full_clean()
    setup.control_account = house.accounts["receivables"]
    setup.full_clean()
