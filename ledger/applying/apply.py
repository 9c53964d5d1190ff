"""The source that applies a posted entry to others of its party (ledger spec, section 3)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ledger.applying.asking import UNASKED, Answers, as_options, from_options, objections
from ledger.applying.ledgers import LEDGERS
from ledger.models import ApplicationMark
from ledger.posting import Command, Plan, Refusal, Source, SourceChanged, Written
from ledger.posting.for_sources import (
    Application,
    EntryApplication,
    OpenEntry,
    PartyKind,
    PostingRequest,
    Query,
    TransactionRequest,
    facts,
    fetch,
    fetch_together,
    locks,
    set_of,
)

_MARKS = """
SELECT coalesce(m.customer_entry_id, m.vendor_entry_id) AS entry_id, m.owner, u.username
FROM ledger_applicationmark m LEFT JOIN company_user u ON u.id = m.marked_by_id
WHERE (m.customer_entry_id = ANY(%s) OR m.vendor_entry_id = ANY(%s)) AND m.owner <> %s
"""


def state_of(kind: PartyKind, entry_id: int) -> int:
    """The version of a posted entry: how many detailed entries it has; it only ever grows."""
    text = f"SELECT count(*) AS number FROM {LEDGERS[kind].detail_table} WHERE entry_id = %s"
    return fetch(Query(text, (entry_id,)))[0].number


def apply_entry(
    kind: PartyKind,
    entry_id: int,
    targets: Iterable[tuple[int, Decimal | None]],
    *,
    version: int,
    day: date,
    user_id: int | None,
    today: date,
    answers: Answers = UNASKED,
) -> Command:
    """The command that applies an entry to `targets`, each with the amount to apply or all of it.

    `version` is the entry's `state_of` that the user looked at, `day` the application's posting
    date. Differences and late discounts are accepted as answered, or where set-up asks nobody.
    """
    wanted = sorted(targets)
    return Command(
        source_class=EntryApplying,
        source_id=f"{kind}-{entry_id}",
        version=version,
        user_id=user_id,
        today=today,
        options={
            "kind": kind.value,
            "entry": entry_id,
            "targets": [(pk, None if amount is None else str(amount)) for pk, amount in wanted],
            "day": day.isoformat(),
            **as_options(answers),
        },
    )


class EntryApplying(Source):
    """One transaction without new entries; the marks of the set go with it."""

    name: ClassVar[str] = "application"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        options = command.options
        self.kind = PartyKind(options["kind"])
        self.entry_id: int = options["entry"]
        self.amounts = {
            pk: None if amount is None else Decimal(amount) for pk, amount in options["targets"]
        }
        self.day = date.fromisoformat(options["day"])
        self.answers = from_options(options)

    @property
    def _ids(self) -> list[int]:
        return [self.entry_id, *self.amounts]

    def lock(self) -> None:
        """The party of the entry, then the entries by id."""
        ledger = LEDGERS[self.kind]
        text = f"SELECT {ledger.party}_id AS id FROM {ledger.entry_table} WHERE id = %s"
        parties = [row.id for row in fetch(Query(text, (self.entry_id,)))]
        if self.kind is PartyKind.CUSTOMER:
            locks.take(locks.Wanted(customers=parties, customer_entries=self._ids))
        else:
            locks.take(locks.Wanted(vendors=parties, vendor_entries=self._ids))

    def request(self) -> PostingRequest:
        """The entry, its targets and what is accepted, as read under lock."""
        house, rows, marks = fetch_together(
            [
                facts.house(self.command.user_id),
                facts.entries(self.kind, self._ids),
                Query(_MARKS, self._mark_params()),
            ]
        )
        local, period = facts.read_house(house)
        rules = facts.read_tolerance_rules(house)
        found = facts.read_entries(self.kind, rows)
        found, market = facts.meet(local, rules, found)
        refusals = self._refusals(found, marks)
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=() if refusals else (self._transaction(found, house),),
            found=tuple(refusals),
            market=market,
            tolerance_rules=rules,
        )

    def _mark_params(self) -> tuple[list[int], list[int], str]:
        customer = self.kind is PartyKind.CUSTOMER
        ids = list(self.amounts)
        owner = set_of(self.kind, self.entry_id)
        return (ids if customer else [], [] if customer else ids, owner)

    def _refusals(self, found: dict[int, OpenEntry], marks: Sequence[Any]) -> list[Refusal]:
        if self.entry_id not in found or set(self.amounts) - set(found):
            return [Refusal(_("An entry does not exist. Reload the page and mark again."))]
        if state_of(self.kind, self.entry_id) != self.command.version:
            message = _("%(document)s was applied or changed meanwhile. Look at it again.")
            entry = found[self.entry_id]
            raise SourceChanged([Refusal(message % {"document": entry.document_no})])
        if not self.amounts:
            return [Refusal(_("Nothing is marked. Mark the entries to apply first."))]
        return [
            Refusal(
                _(
                    "%(document)s is marked by %(user)s for another application. Remove it from "
                    "yours, or ask for that mark to be removed."
                )
                % {"document": found[row.entry_id].document_no, "user": row.username or "?"}
            )
            for row in marks
        ]

    def _transaction(
        self, found: dict[int, OpenEntry], house: Sequence[Any]
    ) -> TransactionRequest:
        applying = found[self.entry_id]
        (party_rows,) = fetch_together([facts.parties(self.kind, [applying.party_id])])
        party = facts.read_parties(self.kind, party_rows)[applying.party_id]
        acceptance = facts.read_acceptance(
            house,
            accept_tolerance=bool(self.answers.tolerance),
            accept_late=self.answers.late_of(),
            in_journal=False,
        )
        applies = tuple(
            Application(entry=found[pk], amount=amount) for pk, amount in self.amounts.items()
        )
        return TransactionRequest(
            posting_date=self.day,
            document_type=applying.document_type,
            document_no=applying.document_no,
            lines=(),
            entry_applications=(EntryApplication(applying, party, applies, acceptance),),
        )

    def objections(self, plan: Plan) -> Iterable[Refusal]:
        """Questions that came up, changed or vanished since they were answered."""
        return objections(plan, self.answers)

    def settle(self, written: Written) -> None:
        """The set is posted, so its marks go."""
        owner = set_of(self.kind, self.entry_id)
        ApplicationMark.objects.filter(owner=owner).delete()
