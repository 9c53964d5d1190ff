"""Number series: posted invoices and credit memos without gaps and in date order."""

from typing import NamedTuple

from arcore.company.models import NumberSeries, SeriesUse
from arcore.company.purposes import Purpose


class Row(NamedTuple):
    """`lawful` series are without gaps and keep date order."""

    code: str
    description: str
    prefix: str
    digits: int = 5
    start: int = 1
    lawful: bool = False


SERIES = {
    Purpose.CUSTOMER: Row("CUST", "Customers", "C", start=10001),
    Purpose.VENDOR: Row("VEND", "Vendors", "V", start=20001),
    Purpose.QUOTE: Row("S-QUOTE", "Quotes", "QU"),
    Purpose.ORDER: Row("S-ORDER", "Orders", "SO"),
    Purpose.INVOICE: Row("S-INVOICE", "Invoices in preparation", "DI"),
    Purpose.CREDIT_MEMO: Row("S-CREDIT", "Credit memos in preparation", "DC"),
    Purpose.RETURN_ORDER: Row("S-RETURN", "Return orders", "RO"),
    Purpose.SHIPMENT: Row("P-SHIP", "Posted shipments", "SH"),
    Purpose.RETURN_RECEIPT: Row("P-RECEIPT", "Posted return receipts", "RR"),
    Purpose.POSTED_INVOICE: Row("P-INVOICE", "Posted invoices", "INV", lawful=True),
    Purpose.POSTED_CREDIT_MEMO: Row("P-CREDIT", "Posted credit memos", "CRM", lawful=True),
    Purpose.PAYMENT_JOURNAL: Row("PAYMENTS", "Payment journals", "PJ"),
    Purpose.RECONCILIATION: Row("RECON", "Bank reconciliations", "RC"),
}


def make_series() -> None:
    """One series for every purpose."""
    made = NumberSeries.objects.bulk_create(
        NumberSeries(
            code=row.code,
            description=row.description,
            prefix=row.prefix,
            digits=row.digits,
            starting_number=row.start,
            last_number=row.start - 1,
            gapless=row.lawful,
            date_order=row.lawful,
            manual_allowed=purpose in (Purpose.CUSTOMER, Purpose.VENDOR),
        )
        for purpose, row in SERIES.items()
    )
    SeriesUse.objects.bulk_create(
        SeriesUse(purpose=purpose, series=series)
        for purpose, series in zip(SERIES, made, strict=True)
    )
