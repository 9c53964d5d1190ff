"""The source that posts a journal batch: its locks, its request, its settling."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from arcore.company.posting_period import PostingRange
from ledger.applying.asking import asked_of
from ledger.posting import Command, Plan, Refusal, Source, SourceChanged, Written
from ledger.posting.for_sources import (
    Acceptance,
    Draw,
    Drawn,
    Market,
    OpenEntry,
    PartyKind,
    PostingRequest,
    Query,
    ToleranceRules,
    TransactionRequest,
    facts,
    fetch,
    fetch_together,
    locks,
)
from payments.journal.answers import answers_on, not_as_answered
from payments.journal.checks import check_journal, check_lines
from payments.journal.checks.number_unused import ONCE
from payments.journal.posting import facts as own
from payments.journal.posting import groups
from payments.journal.posting.applications import Oldest, applications_of
from payments.journal.posting.settle import settle_journal
from payments.journal.posting.transactions import (
    Applies,
    balanced_for_checking,
    transactions_of,
)
from payments.journal.recurring import with_balance
from payments.journal.values import Journal, Known, Line, Side
from payments.journal.versions import changed_meanwhile

CUSTOMER, VENDOR = PartyKind.CUSTOMER, PartyKind.VENDOR


def post_batch(
    batch_id: int, *, version: int, user_id: int | None, today: date, asked: bool = False
) -> Command:
    """The command that posts a batch as the user saw it at `version`, and never twice.

    `asked` says that he answered every question: one that comes up later is refused.
    """
    options = {"asked": True} if asked else {}
    return Command(JournalPosting, str(batch_id), version, user_id, today, options)


def preview_batch(batch_id: int, *, version: int, user_id: int | None, today: date) -> Command:
    """A command for previews alone: as if every difference and late discount were accepted."""
    options = {"accept_all": True}
    return Command(JournalPosting, str(batch_id), version, user_id, today, options)


def trial(
    batch_id: int, line_ids: Sequence[int], *, user_id: int | None, today: date
) -> Command:
    """A command for previews alone: what is wrong with these lines, each by itself."""
    options = {"only": sorted(line_ids)}
    return Command(JournalPosting, str(batch_id), 0, user_id, today, options)


class JournalPosting(Source):
    """Posts one transaction a document, keeps copies, and empties the batch."""

    name: ClassVar[str] = "journal"
    is_journal: ClassVar[bool] = True

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.batch_id = int(command.source_id)
        self.only: Sequence[int] | None = command.options.get("only")
        self.journal: Journal | None = None
        self.transactions: tuple[TransactionRequest, ...] = ()

    def lock(self) -> None:
        """The batch, then the parties, entries and banks that its lines name."""
        assert not {"only", "accept_all"} & set(self.command.options), "for previews alone"
        locks.take_rows("payments_journalbatch", [self.batch_id])
        named = fetch(Query(own.NAMED, (self.batch_id,)))
        locks.take(own.wanted_locks(named))

    def request(self) -> PostingRequest:
        """Reads everything by a fixed number of statements and works the documents out."""
        journal, rules = self._read()
        check = check_journal if self.only is None else check_lines
        refusals = check(journal)
        journal = self.journal = replace(
            journal, lines=tuple(with_balance(line) for line in journal.lines)
        )
        journal, oldest, market = _met(journal, self._oldest(journal), rules)
        applies = applications_of(journal, oldest)
        self.transactions = (
            _for_checking(journal, applies, refusals)
            if refusals or self.only is not None
            else _posted(transactions_of(journal, applies))
        )
        return PostingRequest(
            source=journal.source_code or self.name,
            local_currency=journal.local,
            period=journal.period,
            transactions=self.transactions,
            draws=() if refusals else _draws(journal, self.transactions),
            journal_batch=journal.code,
            found=tuple(refusals),
            own_rows=bool(journal.lines),
            market=market,
            tolerance_rules=rules,
        )

    def _read(self) -> tuple[Journal, ToleranceRules]:
        house, batch, lines, marks = fetch_together(
            [
                facts.house(self.command.user_id),
                Query(own.BATCH, (self.batch_id,)),
                own.lines_query(self.batch_id, self.command.today, self.only),
                Query(own.MARKS, (self.batch_id,)),
            ]
        )
        local, period = facts.read_house(house)
        self._refuse_if_changed(batch)
        head = batch[0]
        read = own.read_lines(lines, marks)
        template_range = PostingRange(head.allow_posting_from, head.allow_posting_to)
        known, numbers_used = self._known(read)
        journal = Journal(
            id=head.id,
            code=head.code,
            version=head.version,
            source_code=head.source_code,
            force_document_balance=head.force_document_balance,
            recurring=head.recurring,
            keeps_copies=head.copy_to_posted,
            posting_series=head if head.series_id is not None else None,
            local=local,
            period=replace(period, source_range=template_range),
            grace=house[0].payment_discount_grace,
            lines=read,
            known=known,
            numbers_used=numbers_used,
            acceptance=self._acceptance(house),
        )
        return journal, facts.read_tolerance_rules(house)

    def objections(self, plan: Plan) -> list[Refusal]:
        """What is asked otherwise than the answers on the lines say."""
        assert self.journal is not None, "`request` runs before"
        answers = answers_on((line.number, line) for line in self.journal.lines)
        were_asked = "asked" in self.command.options
        return not_as_answered(asked_of(plan), answers, were_asked=were_asked)

    def _acceptance(self, house: Sequence[Any]) -> Callable[[Line], Acceptance | None]:
        """What is accepted for a line: what was answered, or for a preview whatever is possible."""
        if self.command.options.get("accept_all"):
            return lambda line: Acceptance()
        return lambda line: facts.read_acceptance(
            house, accept_tolerance=line.accept_tolerance, accept_late=line.accept_late
        )

    def _refuse_if_changed(self, batch: Sequence[Any]) -> None:
        if not batch:
            raise SourceChanged([Refusal(_("This journal was deleted meanwhile."))])
        if self.only is None and batch[0].version != self.command.version:
            raise SourceChanged([changed_meanwhile()])

    def _known(self, lines: Sequence[Line]) -> tuple[Known, frozenset[tuple[str, str]]]:
        sides = [side for line in lines for side in (line.account, line.balancing)]
        once = {
            line.document_no
            for line in lines
            if line.document_type in ONCE and line.party_side is not None
        }
        found = fetch_together(
            [
                facts.parties(CUSTOMER, _ids(sides, "customer")),
                facts.parties(VENDOR, _ids(sides, "vendor")),
                facts.accounts(_ids(sides, "account")),
                facts.banks(_ids(sides, "bank")),
                facts.entries(CUSTOMER, _entry_ids(lines, "customer")),
                facts.entries(VENDOR, _entry_ids(lines, "vendor")),
                Query(own.NUMBERS_USED, (sorted(once), sorted(ONCE))),
                *groups.groups_queries(lines),
            ]
        )
        parties = {
            (kind.value, party.id): party
            for kind, rows in ((CUSTOMER, found[0]), (VENDOR, found[1]))
            for party in facts.read_parties(kind, rows).values()
        }
        entries = {
            (kind.value, entry.id): entry
            for kind, rows in ((CUSTOMER, found[4]), (VENDOR, found[5]))
            for entry in facts.read_entries(kind, rows).values()
        }
        accounts, banks = facts.read_accounts(found[2]), facts.read_banks(found[3])
        used = frozenset((row.document_type, row.document_no) for row in found[6])
        by_group = groups.read_groups(lines, found[7:])
        return Known(parties, accounts, banks, entries, by_group), used

    def _oldest(self, journal: Journal) -> Oldest:
        """What "apply to oldest" may close, by customer; and what somebody else means to pay."""
        ids = {
            party.id
            for line in journal.lines
            if (party := journal.known.party(line)) is not None
            and party.applies_to_oldest
            and line.applies_to is None
            and not line.marks
        }
        if not ids:
            return Oldest()
        wanted = sorted(ids)
        open_rows, claimed = fetch_together(
            [facts.oldest_open(wanted), Query(own.CLAIMED, (wanted,))]
        )
        entries: dict[int, list[OpenEntry]] = {}
        for entry in facts.read_entries(CUSTOMER, open_rows).values():
            entries.setdefault(entry.party_id, []).append(entry)
        return Oldest(entries, frozenset(row.id for row in claimed))

    def settle(self, written: Written) -> None:
        """Copies stay if the batch keeps them; lines go, or come again on their next date."""
        assert self.journal is not None, "`request` runs before"
        places: dict[int, int] = {}
        numbers: dict[int, str | Drawn] = {}
        for place, transaction in enumerate(self.transactions):
            for side in transaction.lines:
                places.setdefault(side.number, place)
                numbers.setdefault(side.number, transaction.document_no)
        settle_journal(self.journal, places, numbers, written, self.command.user_id)


def _met(
    journal: Journal, oldest: Oldest, rules: ToleranceRules
) -> tuple[Journal, Oldest, Market]:
    """Entries with the VAT that discounts adjust, and the currencies that they meet in."""
    found: dict[tuple[str, int], OpenEntry] = dict(journal.known.entries)
    found.update(
        (("oldest", entry.id), entry)
        for entries in oldest.entries.values()
        for entry in entries
    )
    codes = {line.currency.code for line in journal.lines}
    met, market = facts.meet(journal.local, rules, found, codes)
    known = replace(journal.known, entries={key: met[key] for key in journal.known.entries})
    by_party = {
        party: [met["oldest", entry.id] for entry in entries]
        for party, entries in oldest.entries.items()
    }
    return replace(journal, known=known), replace(oldest, entries=by_party), market


def _for_checking(
    journal: Journal, applies: Applies, refusals: Sequence[Refusal]
) -> tuple[TransactionRequest, ...]:
    """Everything that can be read, each document completed, so that the road checks it too."""
    readable = tuple(line for line in journal.lines if _is_readable(journal, line))
    transactions = transactions_of(replace(journal, lines=readable), applies)
    return _posted(balanced_for_checking(transaction) for transaction in transactions)


def _posted(transactions: Iterable[TransactionRequest]) -> tuple[TransactionRequest, ...]:
    """Without documents that have nothing to post."""
    return tuple(transaction for transaction in transactions if transaction.lines)


def _is_readable(journal: Journal, line: Line) -> bool:
    """Whether the line can be turned into entries, however wrong they are."""
    sides = (line.account, line.balancing) if line.balancing.kind else (line.account,)
    known = all(side.is_given and journal.known.holds(side) for side in sides)
    return known and line.posting_date is not None


def _draws(journal: Journal, transactions: Sequence[TransactionRequest]) -> tuple[Draw, ...]:
    drawn = {t.document_no for t in transactions if isinstance(t.document_no, Drawn)}
    if not drawn:
        return ()
    days = [transaction.posting_date for transaction in transactions]
    return (facts.read_draw(journal.posting_series, min(days), max(days), len(drawn)),)


def _ids(sides: Iterable[Side], kind: str) -> list[int]:
    return sorted({side.id for side in sides if side.kind == kind and side.id is not None})


def _entry_ids(lines: Iterable[Line], kind: str) -> list[int]:
    return sorted(
        {
            applied.entry_id
            for line in lines
            for applied in (line.applies_to, *line.marks)
            if applied is not None and applied.kind == kind
        }
    )
