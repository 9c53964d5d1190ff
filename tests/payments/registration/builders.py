"""The shortest way to a registration setup and to ticked documents."""

from decimal import Decimal
from typing import Any

from arcore.company.models import NumberSeries, User
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, Register
from ledger.posting import post
from payments.models import JournalBatch, RegistrationLine, RegistrationSetup
from payments.registration.posting import register_payments
from tests.builders import TODAY, House
from tests.payments.journal.builders import receipts


def numbered_batch(house: House, name: str = "REGISTER") -> JournalBatch:
    """A batch whose payments are numbered P00001, P00002 … as they are posted."""
    series, _made = NumberSeries.objects.get_or_create(
        code="PAY",
        defaults={
            "description": "Payments",
            "prefix": "P",
            "digits": 5,
            "starting_number": 1,
            "last_number": 0,
        },
    )
    return receipts(house, name, posting_number_series=series)


def setup_of(house: House, user: User, **fields: Any) -> RegistrationSetup:
    """Into the bank, used as default, dates filled in."""
    batch = JournalBatch.objects.filter(name="REGISTER").first() or numbered_batch(house)
    fields = {
        "batch": batch,
        "balancing_type": "bank",
        "balancing_bank": house.bank,
        "use_as_default": True,
        **fields,
    }
    return RegistrationSetup.objects.create(user=user, **fields)


def ticked(
    user: User, entry: CustomerLedgerEntry, amount: str | None = None, **fields: Any
) -> RegistrationLine:
    """The document ticked, today, with all that remains unless told otherwise."""
    entry.refresh_from_db()
    fields = {"date_received": TODAY, "seen_remaining": entry.remaining, **fields}
    received = entry.remaining if amount is None else Decimal(amount)
    return RegistrationLine.objects.create(
        user=user, entry=entry, amount_received=received, **fields
    )


def register(setup: RegistrationSetup, **options: Any) -> Register:
    """Post the ticks of a setup as they stand."""
    return post(command_of(setup, **options))


def command_of(setup: RegistrationSetup, **options: Any) -> Any:
    """The command that posts the ticks of a setup as they stand."""
    setup.refresh_from_db()
    options = {"version": setup.version, "user_id": setup.user_id, "today": TODAY, **options}
    return register_payments(setup.pk, **options)


def credit_memo_of(house: House, gross: str, customer: Customer) -> CustomerLedgerEntry:
    """A posted credit memo of a total incl. VAT, as its customer ledger entry."""
    draft = house.draft(customer, ("1", gross), kind="credit_memo", prices_including_vat=True)
    house.post_draft(draft)
    return CustomerLedgerEntry.objects.filter(document_type="credit_memo").latest("id")
