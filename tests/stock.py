"""One of everything that a page can show, for the tests that walk over every address."""

from dataclasses import dataclass
from typing import Any

from arcore.company.models import User
from arcore.jobs.models import Progress, State
from customers.models import Customer
from ledger.documents.posting import post_documents
from ledger.models import (
    CustomerLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    PostedShipment,
    Register,
    SalesDocument,
)
from ledger.posting import post
from payments.models import (
    BankReconciliationSetup,
    BankStatement,
    PostedReconciliation,
    ReconciliationJournal,
    ReconciliationLine,
)
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from tests.builders import TODAY, House
from tests.payments.builders import journal_of

Type = SalesDocument.Type


@dataclass
class Stock:
    """A house with rows behind every list and card; `user` prepared them all."""

    house: House
    user: User

    def sell(self, customer: Customer, count: int) -> None:
        """Drafts of every kind, and as many orders and credit memos posted in one batch."""
        for kind in Type.QUOTE, Type.ORDER, Type.INVOICE, Type.CREDIT_MEMO:
            for _ in range(count):
                self.house.draft(customer, kind=kind, day=TODAY)
        kinds = (Type.ORDER, Type.CREDIT_MEMO)
        posted = [self.house.draft(customer, kind=one) for one in kinds for _ in range(count)]
        versions = {draft.pk: draft.version for draft in posted}
        post(post_documents(versions, user_id=self.user.pk, today=TODAY))

    def reconcile(self, count: int) -> None:
        """Bank statements with lines, posted; the first line pays the oldest open invoice."""
        for _ in range(count):
            journal = journal_of(self.house.bank, *[("100.00", "thanks")] * 2)
            for line in journal.lines.all():
                self.apply(line)
            journal.refresh_from_db()
            ending = BankReconciliationSetup.of(self.house.bank).balance_last_statement + 200
            command = post_journal(
                journal,
                version=journal.version,
                user_id=self.user.pk,
                today=TODAY,
                reconcile=True,
                statement_date=TODAY,
                ending_balance=ending,
            )
            post(command)

    def apply(self, line: ReconciliationLine) -> None:
        """Apply the oldest open invoice to the line."""
        entry = CustomerLedgerEntry.objects.filter(open=True, amount__gt=0).earliest("id")
        tick(line.pk, line.version, self.user, kind="customer", entry_id=entry.pk)

    def journals(self, count: int, lines: int) -> None:
        """Open journals; the first line of each is applied."""
        for _ in range(count):
            journal = journal_of(self.house.bank, *[("100.00", "thanks")] * lines)
            self.apply(journal.lines.earliest("line_no"))

    def add(self, count: int) -> None:
        """As many more of everything."""
        for _ in range(count):
            customer = self.house.customer()
        self.sell(customer, count)
        self.reconcile(count)
        self.journals(count, lines=count)
        Progress.objects.create(title="Import", user=self.user, state=State.QUEUED)

    def arguments(self) -> dict[str, tuple[Any, ...]]:
        """What the word in a table of addresses stands for."""
        journal = ReconciliationJournal.objects.filter(status="open").earliest("id")
        line = journal.lines.earliest("line_no")
        drafts = SalesDocument.objects.filter(status=SalesDocument.Status.OPEN)
        quote = drafts.filter(type=Type.QUOTE).earliest("id")
        first: dict[str, Any] = {
            "customer": Customer.objects.earliest("id"),
            "quote": quote,
            "draft": drafts.filter(type=Type.INVOICE).earliest("id"),
            "invoice": PostedInvoice.objects.earliest("id"),
            "credit memo": PostedCreditMemo.objects.earliest("id"),
            "shipment": PostedShipment.objects.earliest("id"),
            "entry": CustomerLedgerEntry.objects.earliest("id"),
            "account": self.house.accounts["sales"],
            "bank": self.house.bank,
            "register": Register.objects.earliest("id"),
            "journal": journal,
            "line": line,
            "posted": PostedReconciliation.objects.earliest("id"),
            "statement": BankStatement.objects.order_by("id").first(),
            "job": Progress.objects.earliest("id"),
        }
        found = {word: (row.pk,) for word, row in first.items() if row is not None}
        part = line.applied_entries.earliest("id")
        return found | {"": (), "kind": ("order",), "part": (line.pk, part.pk)}
