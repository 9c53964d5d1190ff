"""The exchange-rate adjustment of the last month that is over."""

from datetime import date, timedelta

from arcore.desk.demo.setup import Setup
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import post


def adjust_last_month(setup: Setup, today: date) -> None:
    """Bring the dollar account, and what was open in foreign money, to the rates of that day."""
    day = today.replace(day=1) - timedelta(days=1)
    codes = {bank.currency_id for bank in setup.banks.values()}
    for entries in (CustomerLedgerEntry, VendorLedgerEntry):
        found = entries.objects.open().filter(posting_date__lte=day)
        codes |= set(found.values_list("currency", flat=True))
    command = adjust_exchange_rates(
        day,
        codes - {setup.company.local_currency_id},
        f"ADJ-{day:%Y-%m}",
        key=f"demo-{day:%Y-%m}",
        user_id=setup.users["andre"].pk,
        today=today,
    )
    post(command)
