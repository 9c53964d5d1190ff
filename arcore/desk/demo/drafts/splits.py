"""A head office that pays for shops it took over: their card says so, one receipt waits."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from arcore.desk.demo.story.teller import Teller
from customers.card import recorded_as
from customers.models import Customer
from ledger.models import BankAccount, CustomerLedgerEntry
from payments.models import RegistrationSetup
from payments.splitting.preparing import add_customers, open_receipt

SHOPS = 3
SHARE = Decimal("0.8")  # of what they owe is paid


def leave_split(teller: Teller) -> None:
    """Three shops of the same country join a chain and take its name; a transfer waits."""
    head = _a_head_office()
    if head is None:
        return
    shops = _shops_beside(head)
    with recorded_as(teller.setup.users["admin"]):
        for shop in shops:
            shop.bill_to_customer = head
            shop.name = f"{head.name}, {shop.city}"[:100]
            shop.save()
    owed = CustomerLedgerEntry.objects.filter(customer__in=shops, open=True, amount__gt=0)
    total = owed.aggregate(total=Sum("remaining"))["total"] or Decimal(0)
    if not total:
        return
    clara = teller.setup.users["clara"]
    receipt = open_receipt(
        {
            "batch": RegistrationSetup.objects.get(user=clara).batch,
            "posting_date": teller.calendar.today - timedelta(days=1),
            "amount": (total * SHARE).quantize(Decimal("0.01")),
            "account_type": "bank",
            "bank": BankAccount.objects.get(code="MAIN"),
            "external_document_no": "VIR 20418",
            "description": f"Virement groupé {head.name}"[:100],
        },
        clara,
    )
    add_customers(receipt.pk, [head, *shops], clara, timezone.now())


def _a_head_office() -> Customer | None:
    """The first that may be paid for and has branches."""
    chains = Customer.objects.filter(billed_customers__isnull=False, blocked="")
    return chains.distinct().order_by("no").first()


def _shops_beside(head: Customer) -> list[Customer]:
    """Customers on their own who owe something, in the head office's currency and country."""
    free = Customer.objects.filter(
        bill_to_customer=None,
        billed_customers=None,
        blocked="",
        country=head.country,
        currency=head.currency,
        ledger_entries__open=True,
        ledger_entries__amount__gt=0,
        ledger_entries__mark=None,
    )
    return list(free.exclude(pk=head.pk).distinct().order_by("no")[:SHOPS])
