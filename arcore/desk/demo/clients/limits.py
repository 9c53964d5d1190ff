"""Customers over their credit limit: it was lowered when they already owed more."""

from decimal import Decimal

from django.db.models import Sum

from arcore.company.models import User
from arcore.desk.demo.clients.client import Client
from arcore.values.money import round_amount
from customers.changing import change_customer
from ledger.models import CustomerLedgerEntry

ONE_IN = 40
HUNDREDS = Decimal(100)


def lower_limits(clients: list[Client], user: User) -> None:
    """Give one customer in forty, those who owe most, a limit of two thirds of the balance."""
    known = {client.card.pk for client in clients}
    owing = (
        CustomerLedgerEntry.objects.filter(open=True, customer__in=known)
        .values("customer")
        .annotate(balance=Sum("remaining_lcy"))
        .order_by("-balance", "customer")
    )
    for row in owing[: max(2, round(len(clients) / ONE_IN))]:
        limit = round_amount(row["balance"] * 2 / 3, HUNDREDS)
        change_customer(row["customer"], {"credit_limit": limit}, user=user, version=None)
