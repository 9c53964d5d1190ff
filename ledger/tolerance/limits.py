"""What set-up says of each currency; for the local one the company's own values count."""

from decimal import Decimal

from arcore.company.models import Company, Currency
from ledger.posting.for_sources import ToleranceLimits


def limits_of(currency: Currency, company: Company) -> ToleranceLimits:
    """The limits of one currency."""
    row = company if currency.pk == company.local_currency_id else currency
    return ToleranceLimits(row.payment_tolerance_percent, row.payment_tolerance_max)


def set_limits(currency: Currency, company: Company, percent: Decimal, most: Decimal) -> None:
    """Store new limits where they count."""
    row = company if currency.pk == company.local_currency_id else currency
    row.payment_tolerance_percent, row.payment_tolerance_max = percent, most
    row.save(update_fields=["payment_tolerance_percent", "payment_tolerance_max"])
