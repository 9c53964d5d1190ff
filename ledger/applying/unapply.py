"""The source that undoes one application number and nothing else (ledger spec, section 3).

Chosen: the unit is the application number, one per applying entry, so that a batch posted
together is not undone together. Rejected: undoing the whole transaction, as the field does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ledger.applying.ledgers import LEDGERS
from ledger.applying.posted import (
    details_of_application,
    general_of_applications,
    read_details,
    read_general,
)
from ledger.posting import Command, Refusal, Source, Written
from ledger.posting.for_sources import (
    PartyKind,
    PostingRequest,
    Query,
    TransactionRequest,
    Unapplication,
    facts,
    fetch,
    fetch_together,
    locks,
)

# Applications after this one that met an entry of it: the entry's document, what applied it.
_LATER = """
SELECT DISTINCT e.document_no, d.document_no AS later
FROM {details} d JOIN {entries} e ON e.id = d.entry_id
WHERE d.entry_id = ANY(%s) AND d.entry_type = 'application' AND NOT d.unapplied
  AND d.application_no > %s
ORDER BY 1, 2
"""

# Discount and tolerance of its entries that somebody, or a change of set-up, amended after it:
# by what was posted on the entry by then, since clocks differ and an amendment may have waited.
_AMENDED = """
SELECT {owner} AS entry_id, a.field FROM ledger_entryamendment a
WHERE {owner} = ANY(%s) AND a.field IN ('remaining_discount', 'max_tolerance')
  AND a.newest_detail >= (SELECT min(d.id) FROM {details} d WHERE d.application_no = %s)
"""
_OWNERS = {PartyKind.CUSTOMER: "a.entry_id", PartyKind.VENDOR: "a.vendor_entry_id"}


def last_application(kind: PartyKind, entry_id: int) -> int | None:
    """The newest application of an entry that is not undone; None if there is none."""
    text = f"""
        SELECT max(application_no) AS number FROM {LEDGERS[kind].detail_table}
        WHERE entry_id = %s AND entry_type = 'application' AND NOT unapplied
    """
    return fetch(Query(text, (entry_id,)))[0].number


def unapply_application(
    kind: PartyKind,
    application_no: int,
    *,
    day: date | None,
    reason: str,
    user_id: int | None,
    today: date,
    document_no: str = "",
) -> Command:
    """The command that undoes an application, on `day` or on its own date, for a `reason`.

    `document_no` of the undoing, by default the application's. An application is undone once.
    """
    return Command(
        source_class=Unapplying,
        source_id=f"{kind}-{application_no}",
        version=1,
        user_id=user_id,
        today=today,
        options={
            "kind": kind.value,
            "application": application_no,
            "day": day.isoformat() if day else None,
            "document_no": document_no,
        },
        reason=reason.strip(),
    )


class Unapplying(Source):
    """One transaction that mirrors the application."""

    name: ClassVar[str] = "unapplication"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.kind = PartyKind(command.options["kind"])
        self.number: int = command.options["application"]
        self.ledger = LEDGERS[self.kind]

    def _entry_ids(self) -> list[int]:
        text = f"""
            SELECT DISTINCT entry_id AS id FROM {self.ledger.detail_table}
            WHERE application_no = %s
        """
        return [row.id for row in fetch(Query(text, (self.number,)))]

    def lock(self) -> None:
        """The party, then every entry of the application by id."""
        ids = self._entry_ids()
        text = f"""
            SELECT DISTINCT {self.ledger.party}_id AS id FROM {self.ledger.entry_table}
            WHERE id = ANY(%s)
        """
        parties = [row.id for row in fetch(Query(text, (ids,)))]
        if self.kind is PartyKind.CUSTOMER:
            locks.take(locks.Wanted(customers=parties, customer_entries=ids))
        else:
            locks.take(locks.Wanted(vendors=parties, vendor_entries=ids))

    def request(self) -> PostingRequest:
        """What the application wrote, and what met its entries since."""
        ids = self._entry_ids()
        later = _LATER.format(details=self.ledger.detail_table, entries=self.ledger.entry_table)
        amended = _AMENDED.format(details=self.ledger.detail_table, owner=_OWNERS[self.kind])
        house, details, general, entries, after, since = fetch_together(
            [
                facts.house(self.command.user_id),
                details_of_application(self.ledger.detail_table, self.number),
                general_of_applications([self.number]),
                facts.entries(self.kind, ids),
                Query(later, (ids, self.number)),
                Query(amended, (ids, self.number)),
            ]
        )
        local, period = facts.read_house(house)
        refusals = self._refusals(details, general)
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=()
            if refusals
            else (self._transaction(details, general, entries, after, since),),
            found=tuple(refusals),
        )

    def _refusals(self, details: Sequence[Any], general: Sequence[Any]) -> list[Refusal]:
        refusals = []
        if not details:
            message = _("The application does not exist. Reload the page.")
            refusals.append(Refusal(message))
        elif not general and any(
            row.entry_type != "application" and row.amount_lcy for row in details
        ):
            message = _(
                "This application granted a discount before applications kept their G/L "
                "entries, so it can't be undone by itself. Post the correction in a journal."
            )
            refusals.append(Refusal(message))
        if not self.command.reason:
            refusals.append(Refusal(_("Say why the application is undone."), field="reason"))
        return refusals

    def _transaction(
        self,
        details: Sequence[Any],
        general: Sequence[Any],
        entries: Sequence[Any],
        after: Sequence[Any],
        since: Sequence[Any],
    ) -> TransactionRequest:
        found = facts.read_entries(self.kind, entries)
        party_id = next(iter(found.values())).party_id
        parties = facts.read_parties(
            self.kind, fetch_together([facts.parties(self.kind, [party_id])])[0]
        )
        applied = details[0]
        undone = Unapplication(
            application_no=self.number,
            kind=self.kind,
            party=parties[party_id],
            applied_on=applied.posting_date,
            entries=tuple(found.values()),
            details=read_details(details),
            general=tuple(read_general(row) for row in general),
            later=tuple((row.document_no, row.later) for row in after),
            amended=frozenset((row.entry_id, row.field) for row in since),
        )
        day = self.command.options["day"]
        return TransactionRequest(
            posting_date=date.fromisoformat(day) if day else applied.posting_date,
            document_type=applied.document_type,
            document_no=self.command.options["document_no"] or applied.document_no,
            lines=(),
            unapplications=(undone,),
        )

    def settle(self, written: Written) -> None:
        """Nothing of its own."""
