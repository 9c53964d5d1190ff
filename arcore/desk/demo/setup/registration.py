"""A batch for receipts, and what clerk and accountant register payments into."""

from arcore.company.models import SeriesUse, User
from arcore.company.purposes import Purpose
from ledger.models import BankAccount
from payments.models import JournalBatch, JournalTemplate, RegistrationSetup

REGISTERING = ("clara", "andre")


def make_registration(banks: dict[str, BankAccount], users: dict[str, User]) -> None:
    """Receipts go to the main bank; the page opens without asking."""
    series = SeriesUse.objects.get(purpose=Purpose.PAYMENT_JOURNAL).series
    template, _made = JournalTemplate.objects.get_or_create(
        code="RECEIPTS",
        defaults={"name": "Cash receipts", "source_code": "CASHREC"},
    )
    batch = JournalBatch.objects.create(
        template=template,
        name="REGISTER",
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
