"""A batch for receipts, and what clerk and accountant register payments into."""

from arcore.company.models import SeriesUse, User
from arcore.company.purposes import Purpose
from ledger.models import BankAccount
from payments.models import JournalBatch, JournalTemplate, RegistrationSetup

REGISTERING = ("clara", "andre")


def make_registration(banks: dict[str, BankAccount], users: dict[str, User]) -> None:
    """Receipts go to the main bank; the page opens without asking."""
    series = SeriesUse.objects.get(purpose=Purpose.PAYMENT_JOURNAL).series
    template = JournalTemplate.objects.create(
        code="REGISTER", name="Payment registration", source_code="PAYREG"
    )
    batch = JournalBatch.objects.create(
        template=template,
        name="DEFAULT",
        description="Payments registered from the list",
        balancing_type="bank",
        balancing_bank=banks["MAIN"],
        posting_number_series=series,
    )
    RegistrationSetup.objects.bulk_create(
        RegistrationSetup(
            user=users[name],
            batch=batch,
            balancing_type="bank",
            balancing_bank=banks["MAIN"],
            use_as_default=True,
        )
        for name in REGISTERING
    )
