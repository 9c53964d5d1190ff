"""The source that posts a reconciliation journal: its locks, its request, its settling."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ledger.applying.asking import (
    UNASKED,
    Answers,
    acceptance_by_line,
    as_options,
    from_options,
    objections,
)
from ledger.posting import Command, Plan, Refusal, Source, SourceChanged, Written
from ledger.posting.for_sources import (
    Application,
    Currency,
    OpenEntry,
    Party,
    PartyKind,
    PostingRequest,
    Query,
    facts,
    fetch,
    fetch_together,
    locks,
)
from payments.models import ReconciliationJournal
from payments.reconciliation.posting import facts as own
from payments.reconciliation.posting.checks import check_journal
from payments.reconciliation.posting.closings import bank_closings
from payments.reconciliation.posting.facts import BankEntry, Journal, Line
from payments.reconciliation.posting.oldest_first import oldest_first
from payments.reconciliation.posting.settle import settle_journal
from payments.reconciliation.posting.transactions import Known, transaction_of

CUSTOMER, VENDOR = PartyKind.CUSTOMER, PartyKind.VENDOR


def post_journal(
    journal: ReconciliationJournal,
    *,
    version: int,
    user_id: int | None,
    today: date,
    reconcile: bool,
    statement_date: date | None = None,
    ending_balance: Decimal | None = None,
    answers: Answers = UNASKED,
) -> Command:
    """The command that posts a journal as the user saw it at `version`.

    With `reconcile` the bank entries are closed by the statement; then date and ending
    balance are needed. `answers` name a line by its number. The same journal and version
    never post twice.
    """
    return Command(
        source_class=ReconciliationPosting,
        source_id=str(journal.pk),
        version=version,
        user_id=user_id,
        today=today,
        options={
            "reconcile": reconcile,
            "statement_date": statement_date.isoformat() if statement_date else None,
            "ending_balance": None if ending_balance is None else f"{ending_balance:.3f}",
            **as_options(answers),
        },
    )


class ReconciliationPosting(Source):
    """Posts one transaction a line, closes the bank entries, keeps the journal as posted."""

    name: ClassVar[str] = "reconciliation"
    is_journal: ClassVar[bool] = True

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.journal_id = int(command.source_id)
        self.answers = from_options(command.options)
        self.journal: Journal | None = None
        self.posted: tuple[Line, ...] = ()

    def lock(self) -> None:
        """Setup of the bank account, the journal, then parties, entries and banks."""
        text = """
            SELECT s.id FROM payments_bankreconciliationsetup s
            JOIN payments_reconciliationjournal j ON j.bank_account_id = s.bank_account_id
            WHERE j.id = %s FOR NO KEY UPDATE OF s
        """
        fetch(Query(text, (self.journal_id,)))
        locks.take_rows("payments_reconciliationjournal", [self.journal_id])
        lines, applied = fetch_together(
            [own.query(own.LINES, self.journal_id), own.query(own.APPLIED, self.journal_id)]
        )
        parts = own.read_lines(lines, applied)
        locks.take(
            locks.Wanted(
                customers=_ids(line.customer_id for line in parts),
                vendors=_ids(line.vendor_id for line in parts),
                customer_entries=_entry_ids(parts, "customer"),
                vendor_entries=_entry_ids(parts, "vendor"),
                banks=_ids([*(row.other_bank_account_id for row in lines), self._bank_id()]),
                bank_entries=_entry_ids(parts, "bank"),
            )
        )

    def _bank_id(self) -> int | None:
        text = "SELECT bank_account_id AS id FROM payments_reconciliationjournal WHERE id = %s"
        rows = fetch(Query(text, (self.journal_id,)))
        return rows[0].id if rows else None

    def request(self) -> PostingRequest:
        """Reads everything in two round trips and works the lines out."""
        house, head, lines, applied, rates = fetch_together(
            [
                facts.house(self.command.user_id),
                *(
                    own.query(text, self.journal_id)
                    for text in (own.JOURNAL, own.LINES, own.APPLIED, own.RATES)
                ),
            ]
        )
        local, period = facts.read_house(house)
        self._refuse_if_changed(head)
        journal = self.journal = self._read(head[0], lines, applied, rates, local)
        rules = facts.read_tolerance_rules(house)
        known, banks, oldest, elsewhere = self._read_known(journal)
        known.acceptance = acceptance_by_line(house, self.answers)
        known.entries, market = facts.meet(local, rules, known.entries, {journal.currency_code})
        refusals = check_journal(journal, known.entries, banks)
        refusals += _other_bank_refusals(journal, known)
        self.posted = tuple(line for line in journal.lines if not line.closes_bank_entries)
        taken = set(_entry_ids(journal.lines, CUSTOMER.value))

        def oldest_of(line: Line, party: Party, amount: Decimal) -> tuple[Application, ...]:
            if not party.applies_to_oldest:
                return ()
            entries = oldest.get(party.id, ())
            return oldest_first(
                amount, line.day, entries, taken | elsewhere, journal.currency_code
            )

        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=()
            if refusals
            else tuple(
                transaction_of(line, journal, known, local, oldest_of) for line in self.posted
            ),
            bank_closings=()
            if refusals or not journal.reconcile
            else tuple(bank_closings(journal, banks)),
            journal_batch=journal.bank_code,
            found=tuple(refusals),
            market=market,
            tolerance_rules=rules,
        )

    def _refuse_if_changed(self, head: Sequence[Any]) -> None:
        if not head:
            raise SourceChanged(
                [Refusal(_("This journal was posted or deleted by somebody else meanwhile."))]
            )
        if head[0].version != self.command.version:
            raise SourceChanged(
                [
                    Refusal(
                        _(
                            "The journal was changed since you looked at it. Look at it again, "
                            "then post."
                        )
                    )
                ]
            )

    def _read(
        self,
        head: Any,
        lines: Sequence[Any],
        applied: Sequence[Any],
        rates: Sequence[Any],
        local: Currency,
    ) -> Journal:
        options = self.command.options
        day, ending = options["statement_date"], options["ending_balance"]
        return own.read_journal(
            head,
            own.read_lines(lines, applied),
            rates,
            local_code=local.code,
            reconcile=options["reconcile"],
            statement_date=date.fromisoformat(day) if day else None,
            ending_balance=Decimal(ending) if ending is not None else None,
        )

    def _read_known(
        self, journal: Journal
    ) -> tuple[Known, dict[int, BankEntry], dict[int, list[OpenEntry]], set[int]]:
        """Everything that the lines name, read under the locks that `lock` took."""
        lines = journal.lines
        customers = _ids(line.customer_id for line in lines)
        on_account = _ids(line.customer_id for line in lines if not line.on_entries)
        found = fetch_together(
            [
                facts.parties(CUSTOMER, customers),
                facts.parties(VENDOR, _ids(line.vendor_id for line in lines)),
                facts.accounts(_ids(line.account_id for line in lines)),
                facts.banks(_ids([*(line.bank_id for line in lines), journal.bank_id])),
                facts.entries(CUSTOMER, _entry_ids(lines, "customer")),
                facts.entries(VENDOR, _entry_ids(lines, "vendor")),
                Query(own.BANK_ENTRIES, (_entry_ids(lines, "bank"),)),
                facts.oldest_open(on_account),
                Query(own.MARKED_ELSEWHERE, (on_account, journal.id)),
            ]
        )
        entries: dict[tuple[str, int], OpenEntry] = {}
        for kind, rows in ((CUSTOMER, found[4]), (VENDOR, found[5])):
            for entry in facts.read_entries(kind, rows).values():
                entries[(kind.value, entry.id)] = entry
        oldest: dict[int, list[OpenEntry]] = {}
        for entry in facts.read_entries(CUSTOMER, found[7]).values():
            oldest.setdefault(entry.party_id, []).append(entry)
        known = Known(
            facts.read_parties(CUSTOMER, found[0]),
            facts.read_parties(VENDOR, found[1]),
            facts.read_accounts(found[2]),
            facts.read_banks(found[3]),
            entries,
        )
        banks = {row.id: BankEntry(*row) for row in found[6]}
        return known, banks, oldest, {row.id for row in found[8]}

    def objections(self, plan: Plan) -> list[Refusal]:
        """What is asked otherwise than it was answered."""
        return objections(plan, self.answers)

    def settle(self, written: Written) -> None:
        """The posted journal, the bank statement, the account's last numbers; the journal goes."""
        assert self.journal is not None, "`request` runs before"
        settle_journal(self.journal, self.posted, written, self.command.user_id)


def _ids(ids: Any) -> list[int]:
    return sorted({one for one in ids if one is not None})


def _entry_ids(lines: Sequence[Line], kind: str) -> list[int]:
    return _ids(part.entry_id for line in lines for part in line.applied if part.kind == kind)


def _other_bank_refusals(journal: Journal, known: Known) -> list[Refusal]:
    refusals = []
    banks: Mapping[int, Any] = known.banks
    for line in journal.lines:
        other = banks.get(line.bank_id or 0)
        if other is not None and other.id == journal.bank_id:
            refusals.append(
                Refusal(
                    _("The line can't be transferred to the statement's own bank account."),
                    line.number,
                )
            )
        elif other is not None and other.currency_id != journal.currency_code:
            refusals.append(
                Refusal(
                    _(
                        "Bank account %(code)s is in %(theirs)s, the statement in %(ours)s. "
                        "Transfer through a G/L account."
                    )
                    % {
                        "code": other.code,
                        "theirs": other.currency_id,
                        "ours": journal.currency_code,
                    },
                    line.number,
                )
            )
    return refusals
