"""What the bank brought this morning: a company with open invoices, and the statement's file.

| line | money | what the bank says | what matching makes of it |
|---|---|---|---|
| 1 | 4,180.00 | both of Fjordline's invoices by number | sure: closes both |
| 2 | 240.00 | Bergmann's name, no number, less than the invoice | doubtful: pays on the only one |
| 3 | 777.00 | a mere "thank you", by chance Adatum's amount | doubtful, and wrong: it is Contoso's |
| 4 | -12.50 | the bank's fee | nothing |
| 5 | 60.00 | Litware's number without its name | doubtful: closes it |
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.models import CustomerLedgerEntry
from tests.builders import House
from tests.payments.reconciliation.camt import Money, camt, statement

Entry = CustomerLedgerEntry
OPENING = "1000.00"


@dataclass(frozen=True)
class Morning:
    """The open invoices, and the file that pays them."""

    fjord_first: Entry
    fjord_second: Entry
    bergmann: Entry
    adatum: Entry
    contoso: Entry
    litware: Entry
    file: bytes


def morning(house: House) -> Morning:
    """Five customers who owe, and the file as the bank wrote it."""
    fjord = house.customer("Fjordline Marine AS")
    first = house.invoice_of("2500.00", fjord, due_date=date(2026, 4, 20))
    second = house.invoice_of("1680.00", fjord, due_date=date(2026, 5, 10))
    litware = house.invoice_of("60.00", house.customer("Litware"))
    entries = [
        Money("4180.00", f"fakt {first.document_no} {second.document_no}", "FJORDLINE MARINE"),
        Money("240.00", "part of what we owe", "Bergmann Consulting"),
        Money("777.00", "thank you"),
        Money("-12.50", "account fees"),
        Money("60.00", f"your {litware.document_no}"),
    ]
    return Morning(
        fjord_first=first,
        fjord_second=second,
        bergmann=house.invoice_of("250.00", house.customer("Bergmann Consulting")),
        adatum=house.invoice_of("777.00", house.customer("Adatum")),
        contoso=house.invoice_of("775.00", house.customer("Contoso")),
        litware=litware,
        file=camt(statement(entries, opening=OPENING, number=2), message_id="M-2"),
    )


def sure_file(*entries: Entry) -> bytes:
    """The day before's file: each invoice paid to the cent, by number and name."""
    paid = [
        Money(str(entry.amount), f"for {entry.document_no}", entry.customer.name)
        for entry in entries
    ]
    opening = Decimal(OPENING) - sum(entry.amount for entry in entries)
    return camt(statement(paid, opening=str(opening)))
