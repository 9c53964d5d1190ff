"""Four months of bills, credit memos and payment runs, entered and posted as journal lines.

A payment run goes through the account of transfers: the journal pays each bill, the bank shows
the run as one movement and clears the account.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from arcore.desk.demo.setup import Setup
from arcore.desk.demo.story.movement import Movement
from arcore.desk.demo.story.weeks import Week
from arcore.desk.demo.vendors.cards import Standing, Trader
from arcore.values.money import CENT, ZERO, round_amount
from ledger.models import Vendor, VendorLedgerEntry
from ledger.posting import post
from payments.journal.lines import add_line
from payments.journal.posting import post_batch
from payments.journal.proposals import proposed_amount
from payments.models import Confidence, JournalBatch

WEEKS = 16  # of the newest; before, only payments were booked, as the bank showed them
BILLS, CREDITED, LATE = 0.45, 0.15, 0.25  # chances in a fortnight; of a bill; of a due one
VAT = Decimal("0.20")
SMALLEST = 0.05  # of their amounts, in the smallest company
SOON = timedelta(days=2)  # what is due by then is paid with this run


class Purchases:
    """What the vendors bill and what they are paid, fortnight by fortnight."""

    def __init__(
        self,
        setup: Setup,
        vendors: list[tuple[Trader, Vendor]],
        weeks: int,
        scale: float,
        chance: Random,
    ) -> None:
        self.setup, self.vendors, self.chance = setup, vendors, chance
        self.scale = min(1.0, max(scale, SMALLEST))
        self.first = max(0, weeks - WEEKS)
        self.half_way = (self.first + weeks) // 2
        self.bills, self.runs = (setup.journals[f"PURCHASES {n}"] for n in ("BILLS", "RUNS"))
        self.unpayable = [v.pk for t, v in vendors if t.standing is Standing.DISPUTED]
        self.billed = self.run = 0

    def of(self, fortnight: Week) -> list[Movement]:
        """Enter its bills, pay what is due; what the bank will show of it."""
        if fortnight.index < self.first:
            return []
        self._enter(fortnight)
        return self._pay(fortnight)

    def _enter(self, fortnight: Week) -> None:
        billed = [
            (trader, vendor)
            for trader, vendor in self.vendors
            if self.chance.random() < self._likely(trader, fortnight)
        ]
        for trader, vendor in billed:
            day = fortnight.day(self.chance.randrange(fortnight.days))
            price = self.chance.uniform(trader.least, trader.most) * self.scale
            net = Decimal(f"{price:.2f}")
            self._document(trader, vendor, "invoice", day, net)
            if self.chance.random() < CREDITED:
                part = round_amount(net * self.chance.randint(5, 30) / 100)
                self._document(trader, vendor, "credit_memo", day, -part)
        self._post(self.bills, fortnight.last)

    def _likely(self, trader: Trader, fortnight: Week) -> float:
        """Where it ended badly, all bills are old."""
        if trader.standing is Standing.GOOD:
            return BILLS
        return 2 * BILLS if fortnight.index < self.half_way else 0

    def _document(
        self, trader: Trader, vendor: Vendor, kind: str, day: date, net: Decimal
    ) -> None:
        """A bill, or with a negative amount a credit memo: the vendor's line and its costs."""
        self.billed += 1
        vat = round_amount(net * VAT) if trader.country == "FR" else ZERO
        prefix = "F" if kind == "invoice" else "A"
        facts = {
            "posting_date": day,
            "document_type": kind,
            "document_no": "",
            "external_document_no": f"{prefix}{day:%y%m}-{4100 + 7 * self.billed}",
            "description": trader.name,
            "currency": self.setup.currencies[trader.currency],
        }
        owed = {"account_type": "vendor", "account": vendor, "amount": -net - vat}
        if net < 0:
            owed["applies_to"] = self._reduced(vendor, net + vat)
        number = self._line(self.bills, facts | owed).document_no
        for account, amount in ((trader.account, net), ("vat_input", vat)):
            if amount:
                cost = {"account_type": "account", "account": self.setup.accounts[account]}
                self._line(self.bills, facts | cost | {"document_no": number, "amount": amount})

    def _reduced(self, vendor: Vendor, credit: Decimal) -> VendorLedgerEntry | None:
        """The last open bill that is large enough; without one the credit memo stays open."""
        bills = vendor.ledger_entries.filter(document_type="invoice", remaining__lt=credit)
        return bills.order_by("-id").first()

    def _pay(self, fortnight: Week) -> list[Movement]:
        day, paid = fortnight.last, ZERO
        for entry in self._due(day):
            values = {
                "posting_date": day,
                "document_type": "payment",
                "document_no": "",
                "account_type": "vendor",
                "account": entry.vendor,
                "currency": entry.currency,
                "applies_to": entry,
                "amount": proposed_amount(entry, day),
                "description": f"{entry.vendor.name}, {entry.external_document_no}",
                "balancing_type": self.runs.balancing_type,
                "balancing": self.runs.balancing_side,
            }
            paid += self._line(self.runs, values).amount_lcy
        if not paid:
            return []
        self.run += 1
        self._post(self.runs, day)
        text = f"VIREMENTS FOURNISSEURS LOT {self.run:03d}"
        account = self.setup.accounts["transfers"]
        paid = paid.quantize(CENT)
        return [Movement(day, -paid, text, account=account, confidence=Confidence.MAPPING)]

    def _due(self, day: date) -> Iterator[VendorLedgerEntry]:
        """Bills with a discount still to be had, and those due soon; a few are forgotten."""
        bills = VendorLedgerEntry.objects.open().filter(document_type="invoice")
        payable = bills.exclude(vendor__in=self.unpayable).order_by("id")
        for entry in payable.select_related("vendor", "currency"):
            has_discount = entry.discount_date is not None and day <= entry.discount_date
            if has_discount or (entry.due_date <= day + SOON and self.chance.random() >= LATE):
                yield entry

    def _line(self, batch: JournalBatch, values: dict[str, Any]) -> Any:
        return add_line(batch.pk, values, self.setup.users["clara"])

    def _post(self, batch: JournalBatch, day: date) -> None:
        """As the accountant does once the fortnight is over; an empty batch stays."""
        batch.refresh_from_db()
        if batch.lines.exists():
            user = self.setup.users["andre"]
            post(post_batch(batch.pk, version=batch.version, user_id=user.pk, today=day))
