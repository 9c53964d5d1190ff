"""Some customers owe more than they may."""

from decimal import Decimal

from django.db.models import F, Q, Sum

from customers.models import Customer


def test_some_customers_are_over_their_limit(demo):
    owing = Customer.objects.annotate(
        owed=Sum("ledger_entries__remaining_lcy", filter=Q(ledger_entries__open=True))
    )
    over = owing.filter(credit_limit__gt=Decimal(0), owed__gt=F("credit_limit"))
    assert over.count() >= 2
