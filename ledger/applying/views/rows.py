"""The open entries of a party as rows: what may be applied, discount, who else has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from arcore.ui.fields import MoneyInput
from arcore.ui.templatetags.ui import money
from arcore.values.money import ZERO
from ledger.applying.applicants import Applicant, applicants
from ledger.applying.exchange import Exchange, exchange_of
from ledger.applying.filters import MARKED
from ledger.applying.ledgers import LEDGERS
from ledger.applying.views.asked import entry_url, local_currency
from ledger.models import ApplicationMark
from ledger.posting.for_sources import discount_in_time


@dataclass
class Row:
    """One entry. `mark` is its mark in this set, `theirs` in another one, which is `other`.

    `own` is what remains in the applicant's currency, None where that is the entry's;
    `late_until` the last day of grace where the discount is late. `typed` and `problem` come
    back from an amount that could not be taken.
    """

    entry: Any
    url: str
    own: Decimal | None
    discount: Decimal
    late_until: date | None
    mark: ApplicationMark | None = None
    theirs: ApplicationMark | None = None
    other: Applicant | None = None
    problem: str = ""
    typed: str | None = None

    @property
    def is_marked(self) -> bool:
        return self.mark is not None

    @property
    def amount(self) -> str:
        """What stands in the input: as it was typed, or as it is kept."""
        if self.typed is not None:
            return self.typed
        if self.mark is None:
            return ""
        decimals = self.entry.currency.decimals
        return MoneyInput(decimals=decimals).format_value(self.mark.amount) or ""

    @property
    def hint(self) -> str:
        """All that remains, as the placeholder of an empty amount."""
        decimals = self.entry.currency.decimals
        return MoneyInput(decimals=decimals).format_value(self.entry.remaining) or ""

    @property
    def shrunk(self) -> Any:
        """What is left where that is less than the amount to apply."""
        if self.mark is None or not self.entry.open:
            return ""
        if abs(self.mark.amount) <= abs(self.entry.remaining):
            return ""
        return money(self.entry.remaining, self.entry.currency_id)


def entries_of(one: Applicant, show: str = "") -> QuerySet:
    """Every open entry of the party but the applicant itself; with MARKED those of its set."""
    ledger = LEDGERS[one.kind]
    found = ledger.entries.objects.select_related("currency", "mark__marked_by")
    if show == MARKED:
        return found.filter(Q(mark__owner=one.owner) | Q(pk=one.document_id))
    wanted = Q(**{ledger.party: one.party_id}, open=True)
    return found.filter(wanted).exclude(pk=one.entry_id or 0)


def rows_of(one: Applicant, entries: Sequence[Any]) -> list[Row]:
    """The rows of one page."""
    marks = {entry.pk: _mark_of(one, entry) for entry in entries}
    elsewhere = [mark.owner for mark in marks.values() if mark and mark.owner != one.owner]
    others = applicants(elsewhere) if elsewhere else {}
    exchange = exchange_of(one, local_currency(), {entry.currency_id for entry in entries})
    return [_row(exchange, entry, marks[entry.pk], others) for entry in entries]


def _mark_of(one: Applicant, entry: Any) -> ApplicationMark | None:
    """Its mark, or for the document that the applicant names by itself one like it."""
    mark = getattr(entry, "mark", None)
    if mark is None and entry.pk == one.document_id:
        return ApplicationMark(owner=one.owner, amount=entry.remaining)
    return mark


def _row(
    exchange: Exchange, entry: Any, mark: ApplicationMark | None, others: dict[str, Applicant]
) -> Row:
    one = exchange.applicant
    row = Row(
        entry=entry,
        url=entry_url(one.kind, entry.pk),
        own=None
        if entry.currency_id == one.currency.code
        else exchange.into_own(entry.remaining, entry.currency_id),
        discount=discount_in_time(one.document_type, one.posting_date, entry),
        late_until=_late_until(one, entry),
    )
    if mark is not None and mark.owner == one.owner:
        row.mark = mark
    elif mark is not None:
        row.theirs, row.other = mark, others.get(mark.owner)
    return row


def _late_until(one: Applicant, entry: Any) -> date | None:
    """The end of grace, where the discount would be late and may be asked for."""
    in_grace = (
        entry.remaining_discount != ZERO
        and entry.discount_date is not None
        and entry.discount_tolerance_date is not None
        and entry.discount_date < one.posting_date <= entry.discount_tolerance_date
    )
    return entry.discount_tolerance_date if in_grace else None
