"""What the database itself promises about split receipts."""

import pytest
from django.db import IntegrityError, transaction

from payments.models import SplitCustomer, SplitReceipt
from tests.payments.splitting.builders import received


def test_a_customer_stands_once_on_a_receipt(house, clara):
    customer = house.customer()
    receipt = received(house, clara, "10.00", customer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SplitCustomer.objects.create(receipt=receipt, customer=customer)


@pytest.mark.parametrize("change", [{"amount": 0}, {"bank": None}, {"account_type": "account"}])
def test_a_receipt_is_money_on_one_account(house, clara, change):
    receipt = received(house, clara, "10.00")
    with pytest.raises(IntegrityError), transaction.atomic():
        SplitReceipt.objects.filter(pk=receipt.pk).update(**change)
