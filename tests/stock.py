"""One of everything that a page can show, for the tests that walk over every address."""

import io
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db.models import F, Model
from django.utils import timezone

from arcore.company.models import ExchangeRate, User
from arcore.exports.models import ExportedFile
from arcore.jobs.models import Progress, State
from customers.models import Customer
from ledger.applying.applicants import applicant
from ledger.applying.marks import mark
from ledger.documents.posting import post_documents
from ledger.models import (
    ApplicationMark,
    CustomerLedgerEntry,
    ExchangeAdjustment,
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    Register,
    SalesDocument,
    ToleranceChange,
    Vendor,
    VendorLedgerEntry,
)
from ledger.posting import PartyKind, amend, post
from ledger.posting.for_sources import set_of
from ledger.vendors.changing import change_vendor
from payments.journal.lines import add_line
from payments.journal.posting import post_batch
from payments.models import (
    AppliedEntry,
    BankReconciliationSetup,
    BankStatement,
    JournalBatch,
    JournalLine,
    JournalTemplate,
    PostedJournal,
    PostedReconciliation,
    ReconciliationJournal,
    ReconciliationLine,
    RegistrationSetup,
    SplitReceipt,
)
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from tests.builders import TODAY, House
from tests.ledger.posting.paying import Line, paying
from tests.payments.builders import journal_of
from tests.payments.registration.builders import setup_of, ticked
from tests.payments.splitting.builders import received

Type = SalesDocument.Type


@dataclass
class Stock:
    """A house with rows behind every list and card; `user` prepared them all."""

    house: House
    user: User

    def sell(self, customer: Customer, count: int) -> None:
        """Drafts of each kind, and orders, returns and credit memos posted in one batch.

        One of them has `count` lines, the others one.
        """

        def drafts(kind: str) -> list[SalesDocument]:
            lines = [[("1", "1000")]] * (count - 1) + [[("1", "1000")] * count]
            return [self.house.draft(customer, *some, kind=kind) for some in lines]

        for kind in Type.values:
            drafts(kind)
        posted = drafts(Type.CREDIT_MEMO) + drafts(Type.RETURN_ORDER) + drafts(Type.ORDER)
        versions = {draft.pk: draft.version for draft in posted}
        post(post_documents(versions, user_id=self.user.pk, today=TODAY))

    def ship_in_parts(self, customer: Customer, count: int) -> None:
        """An order of which `count` parts are shipped and one is open."""
        order = self.house.draft(customer, (str(count + 1), "10"), kind=Type.ORDER)
        for _ in range(count):
            order.lines.update(to_ship=1)
            self.house.post_draft(order, invoice=False)

    def reconcile(self, count: int) -> None:
        """Posted bank statements whose lines pay an open invoice; the last has many lines."""
        for lines in [1] * (count - 1) + [count]:
            journal = journal_of(self.house.bank, *[("10.00", "thanks")] * lines)
            for line in journal.lines.all():
                self.apply(line)
            journal.refresh_from_db()
            setup = BankReconciliationSetup.of(self.house.bank)
            command = post_journal(
                journal,
                version=journal.version,
                user_id=self.user.pk,
                today=TODAY,
                reconcile=True,
                statement_date=TODAY,
                ending_balance=setup.balance_last_statement + 10 * lines,
            )
            post(command)

    def apply(self, line: ReconciliationLine) -> None:
        """Apply an open invoice that nothing else pays."""
        taken = AppliedEntry.objects.values("customer_entry")
        found = CustomerLedgerEntry.objects.filter(open=True, amount__gt=0, mark=None)
        entry = found.exclude(pk__in=taken).earliest("id")
        tick(line.pk, line.version, self.user, kind="customer", entry_id=entry.pk)

    def journals(self, count: int) -> None:
        """Open journals whose first line is applied; the last has many lines."""
        for lines in [1] * (count - 1) + [count]:
            journal = journal_of(self.house.bank, *[("10.00", "thanks")] * lines)
            self.apply(journal.lines.earliest("line_no"))

    def type_journals(self, count: int) -> None:
        """Payment journals: one posted and one waiting each time; the last with many lines."""
        template, _made = JournalTemplate.objects.get_or_create(
            code="CASH", defaults={"name": "Cash", "source_code": "CASHREC"}
        )
        customer = Customer.objects.latest("id")
        fees = self.house.accounts["fees"]
        for lines in [1] * (count - 1) + [count]:
            made = JournalBatch.objects.count()
            posted, waiting = (
                JournalBatch.objects.create(template=template, name=f"B{made + place}")
                for place in range(2)
            )
            for _ in range(lines):
                self._line(posted, "account", fees, "10")
                self._line(waiting, "customer", customer, "-10")
            posted.refresh_from_db()
            post(
                post_batch(posted.pk, version=posted.version, user_id=self.user.pk, today=TODAY)
            )

    def _line(self, batch: JournalBatch, kind: str, account: Any, amount: str) -> None:
        values = {
            "posting_date": TODAY,
            "document_type": "payment" if kind == "customer" else "",
            "document_no": "P1",
            "account_type": kind,
            "account": account,
            "amount": Decimal(amount),
            "balancing_type": "bank",
            "balancing": self.house.bank,
        }
        add_line(batch.pk, values, self.user)

    def register(self, count: int) -> None:
        """Ticked credit memos, which no bank statement above pays."""
        if not RegistrationSetup.objects.filter(user=self.user).exists():
            setup_of(self.house, self.user)
        memos = CustomerLedgerEntry.objects.filter(document_type="credit_memo", open=True)
        for entry in memos.filter(registration_lines=None).order_by("-id")[:count]:
            ticked(self.user, entry)

    def split(self, count: int) -> None:
        """Receipts for a customer each; the last is for many, whose branches owe as well."""
        for customers in [1] * (count - 1) + [count]:
            chosen = [self.house.invoice_of("10.00").customer for _ in range(customers)]
            head = self.house.customer("Head office")
            self.house.invoice_of("10.00", self.house.customer("Branch", bill_to_customer=head))
            received(self.house, self.user, "15.00", head, *chosen)

    def buy(self, count: int) -> None:
        """Vendors' invoices, each from a vendor of its own; the last sent many, one is paid."""
        fees = self.house.accounts["fees"].pk
        for bills in [1] * (count - 1) + [count]:
            vendor = self.house.vendor()
            for number in range(bills):
                line = Line(vendor.pk, "-100", "invoice", "vendor")
                post(paying(f"{vendor.no}-{number}", line, account_id=fees))
        change_vendor(vendor.pk, {"city": "Lyon"}, user=self.user, version=None)
        owed = VendorLedgerEntry.objects.filter(vendor=vendor).earliest("id")
        paid = Line(vendor.pk, "100", "payment", "vendor", ((owed.pk, None),))
        post(paying(f"P{vendor.no}", paid, bank_id=self.house.bank.pk))

    def receive(self, customer: Customer, count: int) -> None:
        """A payment of `count` invoices at once; as many more are marked for each of two payments
        on account.
        """
        bank = self.house.bank.pk
        owed = [Line(customer.pk, "10", "invoice")] * (3 * count)
        fees = self.house.accounts["fees"].pk
        post(paying(f"S{customer.no}", *owed, account_id=fees))
        posted = customer.ledger_entries.filter(document_no=f"S{customer.no}")
        entries = list(posted.order_by("pk"))
        for name, marked in (("A", entries[count:-count]), ("B", entries[-count:])):
            post(paying(name + customer.no, Line(customer.pk, "-5"), bank_id=bank))
            latest = customer.ledger_entries.latest("id")
            on_account = applicant(set_of(PartyKind.CUSTOMER, latest.pk))
            assert on_account is not None
            for entry in marked:
                mark(on_account, entry.pk, user_id=self.user.pk, now=timezone.now())
        applies = tuple((entry.pk, None) for entry in entries[:count])
        paid = Line(customer.pk, str(-10 * count), applies=applies)
        post(paying(f"P{customer.no}", paid, bank_id=bank))

    def amend(self, count: int) -> None:
        """Changes of the latest customer entry and the latest vendor entry."""
        for kind, model in (
            (PartyKind.CUSTOMER, CustomerLedgerEntry),
            (PartyKind.VENDOR, VendorLedgerEntry),
        ):
            entry = model.objects.latest("id")
            for _ in range(count):
                entry.refresh_from_db()
                amend(
                    entry.pk,
                    {"on_hold": "" if entry.on_hold else "X"},
                    reason="Asked by phone",
                    user_id=self.user.pk,
                    now=timezone.now(),
                    kind=kind,
                )

    def change_tolerance(self, count: int) -> None:
        """Unfinished changes of the payment tolerance of euros, and entries that don't follow."""
        CustomerLedgerEntry.objects.filter(open=True, max_tolerance=0).update(
            max_tolerance=F("remaining")
        )
        ToleranceChange.objects.bulk_create(
            ToleranceChange(
                key=uuid4(),
                currency=self.house.eur,
                percent_before=0,
                percent=0,
                most_before=0,
                most=0,
                reason="Too many rests",
                user=self.user,
                changed_at=timezone.now(),
            )
            for _ in range(count)
        )

    def exchange(self, count: int) -> None:
        """Rates of the dollar, one a day, and rows that tell adjustments to them."""
        first = ExchangeRate.objects.latest("starting_date").starting_date
        ExchangeRate.objects.bulk_create(
            ExchangeRate(
                currency=self.house.usd,
                starting_date=first + timedelta(days=day),
                relational_exchange_rate_amount=Decimal("0.9"),
            )
            for day in range(1, count + 1)
        )
        for register in Register.objects.order_by("-id")[:count]:
            ExchangeAdjustment.objects.update_or_create(
                register=register,
                currency=self.house.usd,
                defaults={
                    "day": TODAY,
                    "factor": 1,
                    "customer_entries": 1,
                    "vendor_entries": 0,
                    "bank_accounts": 0,
                    "gain": 1,
                    "loss": 0,
                },
            )

    def add(self, count: int) -> None:
        """As many more of everything; the last customer, document and journal are busy ones."""
        self.split(count)
        for _ in range(count):
            customer = self.house.customer()
        self.sell(customer, count)
        self.ship_in_parts(customer, count)
        self.reconcile(count)
        self.journals(count)
        self.type_journals(count)
        self.register(count)
        self.receive(customer, count)
        self.buy(count)
        self.amend(count)
        self.change_tolerance(count)
        self.exchange(count)
        progress = Progress.objects.create(title="Import", user=self.user, state=State.QUEUED)
        file = ExportedFile(
            progress=progress, permission="customers.view_customer", name="x.csv"
        )
        file.keep(io.BytesIO(b"x" * count))

    def arguments(self) -> dict[str, tuple[Any, ...]]:
        """The latest of each kind, by the word that stands for it in a table of addresses."""
        journal = ReconciliationJournal.objects.filter(status="open").latest("id")
        line = journal.lines.earliest("line_no")
        part = line.applied_entries.earliest("id")
        drafts = SalesDocument.objects.filter(status=SalesDocument.Status.OPEN)
        invoice = PostedInvoice.objects.latest("id")
        latest: dict[str, Model] = {
            "customer": Customer.objects.latest("id"),
            "quote": drafts.filter(type=Type.QUOTE).latest("id"),
            "order": drafts.filter(type=Type.ORDER).latest("id"),
            "return order": drafts.filter(type=Type.RETURN_ORDER).latest("id"),
            "draft": drafts.filter(type=Type.INVOICE).latest("id"),
            "invoice": invoice,
            "credit memo": PostedCreditMemo.objects.latest("id"),
            "shipment": PostedShipment.objects.latest("id"),
            "receipt": PostedReturnReceipt.objects.latest("id"),
            "entry": CustomerLedgerEntry.objects.latest("id"),
            "vendor": Vendor.objects.latest("id"),
            "unpaid": CustomerLedgerEntry.objects.filter(amount__gt=0, open=True).latest("id"),
            "vendor entry": VendorLedgerEntry.objects.latest("id"),
            "account": self.house.accounts["sales"],
            "bank": self.house.bank,
            "register": invoice.register,
            "journal": journal,
            "batch": JournalBatch.objects.filter(lines__isnull=False).latest("id"),
            "batch line": JournalLine.objects.latest("id"),
            "posted journal": PostedJournal.objects.latest("id"),
            "line": line,
            "posted": PostedReconciliation.objects.latest("id"),
            "statement": BankStatement.objects.latest("id"),
            "job": Progress.objects.latest("id"),
            "file": ExportedFile.objects.latest("id"),
        }
        unlike = CustomerLedgerEntry.objects.exclude(max_tolerance=0).latest("id")
        latest |= {
            "currency": self.house.eur,
            "rate": ExchangeRate.objects.latest("id"),
            "tolerance change": ToleranceChange.objects.latest("id"),
            "tolerance customer": unlike.customer,
        }
        newest = ApplicationMark.objects.filter(owner__startswith="customer-entry").latest("id")
        on_account = CustomerLedgerEntry.objects.get(pk=newest.owner.partition(":")[2])
        latest |= {
            "transaction": on_account.transaction,
            "journal register": on_account.transaction.register,
        }
        rows: dict[str, tuple[Any, ...]] = {word: (row.pk,) for word, row in latest.items()}
        rows["applicant"] = (newest.owner,)
        receipt = SplitReceipt.objects.latest("id")
        paid = CustomerLedgerEntry.objects.filter(mark__owner=receipt.owner).latest("id")
        rows["split"] = (receipt.pk,)
        rows["split entry"] = (receipt.pk, paid.pk)
        rows["split customer"] = (receipt.pk, paid.customer_id)
        return rows | {"": (), "kind": ("order",), "part": (line.pk, part.pk)}
