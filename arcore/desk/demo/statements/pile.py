"""Open invoices from which the messy statement takes what its payers pay."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from random import Random

from customers.blocking import Blocked
from ledger.models import CustomerLedgerEntry, DocumentType

Fits = Callable[[CustomerLedgerEntry], bool]


class Pile:
    """Open invoices in euros by customer; what is taken is not taken twice."""

    def __init__(self, used: Iterable[int], before: date, chance: Random) -> None:
        self.chance = chance
        found = (
            CustomerLedgerEntry.objects.filter(
                open=True,
                currency="EUR",
                document_type=DocumentType.INVOICE,
                on_hold="",
                posting_date__lt=before,
            )
            .exclude(pk__in=list(used))
            .exclude(customer__blocked=Blocked.ALL)
            .select_related("customer")
            .order_by("customer__no", "document_no")
        )
        self.of_customer: dict[int, list[CustomerLedgerEntry]] = defaultdict(list)
        for entry in found:
            self.of_customer[entry.customer_id].append(entry)

    def take(
        self, count: int = 1, fits: Fits = lambda entry: True
    ) -> list[CustomerLedgerEntry]:
        """So many invoices of one customer that all fit, oldest first; empty when nobody has."""
        able = [
            customer
            for customer, entries in self.of_customer.items()
            if sum(map(fits, entries)) >= count
        ]
        if not able:
            return []
        entries = self.of_customer[self.chance.choice(able)]
        taken = [entry for entry in entries if fits(entry)][:count]
        for entry in taken:
            entries.remove(entry)
        return taken

    def take_again(self) -> list[CustomerLedgerEntry]:
        """All that one customer with several invoices owes, to be paid in one round sum."""
        several = [c for c, entries in self.of_customer.items() if len(entries) > 2]
        return self.of_customer.pop(self.chance.choice(several)) if several else []
