"""The tick list's rows: what each shows of its document and of what was received for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.ui.amounts import show_amount
from arcore.ui.dates import show_date, type_date
from ledger.models import CustomerLedgerEntry
from payments.models import RegistrationLine
from payments.registration.keeping import document_of, received_of
from payments.registration.late_discount import late_discount
from payments.registration.notices import Notice, notice_of
from payments.registration.others import told_of_others
from payments.registration.shown_remaining import shown_remaining
from payments.registration.values import Document, Received


@dataclass
class Row:
    """One document with its tick; `typed` and `problems` are what could not be read, by cell."""

    entry: CustomerLedgerEntry
    document: Document
    line: Received | None = None
    seen_remaining: Decimal | None = None
    told: Sequence[str] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[tuple[str, str]] = ()

    @property
    def remaining(self) -> Decimal:
        """What the list shows as open: after the payment, once the document is ticked."""
        return self.document.remaining if self.line is None else self.left

    @property
    def left(self) -> Decimal:
        """What posting leaves open."""
        return shown_remaining(self.document, self.line or Received())

    @property
    def is_paid_meanwhile(self) -> bool:
        """Whether money came in since the tick."""
        return self.seen_remaining is not None and self.seen_remaining != self.entry.remaining

    @property
    def is_late(self) -> bool:
        """Whether moving the discount date would close the document."""
        return self.line is not None and late_discount(self.document, self.line)

    @property
    def notice(self) -> str:
        """The warning beside a ticked line, in words."""
        kind = Notice.NONE if self.line is None else notice_of(self.document, self.line)
        if kind is Notice.OVERDUE:
            return _("Overdue: it was due on %(day)s.") % {
                "day": show_date(self.document.due_date)
            }
        if kind is Notice.PARTIAL:
            return _("Received after the discount date: it is posted as a partial payment.")
        return ""

    @property
    def has_notes(self) -> bool:
        """Whether something stands below the row."""
        return bool(
            self.problems or self.told or self.notice or self.is_late or self.is_paid_meanwhile
        )

    def text(self, name: str) -> str:
        """What a cell shows: as it was typed where it could not be read."""
        if name in self.typed:
            return self.typed[name]
        if name == "discount_date":
            moved = self.line.discount_date if self.line else None
            day = moved or self.document.discount_date
            return type_date(day) if day else ""
        if self.line is None:
            return ""
        if name == "amount":
            return show_amount(self.line.amount, self.entry.currency.decimals)
        if name == "day":
            return type_date(self.line.day) if self.line.day else ""
        return self.line.external_document_no

    @property
    def cells(self) -> dict[str, str]:
        """The texts of all inputs."""
        names = ("discount_date", "day", "amount", "external_document_no")
        return {name: self.text(name) for name in names}

    @property
    def journal_query(self) -> str:
        """What a journal line for this document starts with: the other sign pays it."""
        facts = {"customer": self.entry.customer.no, "document": self.entry.document_no}
        if self.line is not None and self.line.amount:
            facts["amount"] = show_amount(-self.line.amount, self.entry.currency.decimals)
        if self.line is not None and self.line.day:
            facts["day"] = self.line.day.isoformat()
        return urlencode(facts)

    @property
    def wrong(self) -> list[str]:
        """The cells that could not be read."""
        return [name for name, _message in self.problems if name]


def rows_of(entries: Sequence[CustomerLedgerEntry], user: User) -> list[Row]:
    """The rows of these entries with the user's ticks, in a fixed number of queries."""
    ids = [entry.pk for entry in entries]
    mine = RegistrationLine.objects.filter(user=user, entry_id__in=ids)
    lines = {line.entry_id: line for line in mine}
    told = told_of_others(ids, user) if ids else {}
    return [row_of(entry, lines.get(entry.pk), told.get(entry.pk, ())) for entry in entries]


def row_of(
    entry: CustomerLedgerEntry, line: RegistrationLine | None, told: Sequence[str] = ()
) -> Row:
    """The row of one entry."""
    return Row(
        entry=entry,
        document=document_of(entry),
        line=received_of(line) if line else None,
        seen_remaining=line.seen_remaining if line else None,
        told=told,
    )
