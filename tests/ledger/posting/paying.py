"""The smallest source: party lines against one account or bank, for tests of the road.

`pay(entry, "100")` posts a payment applied to an entry; `Paying` says it in full. The balancing
line is worked out, in local currency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from arcore.values.money import round_amount
from customers.blocking import Action
from ledger.models import CustomerLedgerEntry
from ledger.posting import Command, Source, Written, post
from ledger.posting.for_sources import (
    AccountLine,
    Application,
    BankLine,
    Currency,
    PartyKind,
    PartyLine,
    PostingRequest,
    TransactionRequest,
    facts,
    fetch_together,
    locks,
)
from tests.builders import TODAY

CUSTOMER, VENDOR = PartyKind.CUSTOMER, PartyKind.VENDOR


@dataclass(frozen=True)
class Line:
    """One new entry; `applies` are (entry id, amount or None), `oldest` takes what is open."""

    party_id: int
    amount: str
    document_type: str = "payment"
    kind: str = "customer"
    applies: tuple[tuple[int, str | None], ...] = ()
    oldest: bool = False
    due: date | None = None
    discount: str = "0"
    discount_date: date | None = None
    currency: str = "EUR"
    factor: str = "1"
    max_tolerance: str = "0"
    tolerates: bool = True


def paying(
    key: str,
    *lines: Line,
    account_id: int | None = None,
    bank_id: int | None = None,
    day: date = TODAY,
    user_id: int | None = None,
) -> Command:
    """The command that posts the lines as one document numbered `key`."""
    options = {"lines": lines, "account": account_id, "bank": bank_id, "day": day}
    return Command(Paying, key, 1, user_id, TODAY, options)


class Paying(Source):
    """`on_settle` runs inside the posting, just before it commits."""

    name: ClassVar[str] = "test-paying"
    is_journal: ClassVar[bool] = True
    on_settle: ClassVar[Callable[[], Any] | None] = None

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.lines: tuple[Line, ...] = command.options["lines"]

    def lock(self) -> None:
        parties = {kind: self._parties(kind) for kind in PartyKind}
        locks.take(locks.Wanted(customers=parties[CUSTOMER], vendors=parties[VENDOR]))
        named = {kind: self._named(kind) for kind in PartyKind}
        (oldest,) = fetch_together([facts.oldest_open(self._oldest())])
        bank = self.command.options["bank"]
        locks.take(
            locks.Wanted(
                customer_entries=named[CUSTOMER] | {row.id for row in oldest},
                vendor_entries=named[VENDOR],
                banks=[bank] if bank else [],
            )
        )

    def request(self) -> PostingRequest:
        options = self.command.options
        house, customers, vendors, c_entries, v_entries, oldest, accounts, banks = (
            fetch_together(
                [
                    facts.house(self.command.user_id),
                    facts.parties(CUSTOMER, self._parties(CUSTOMER)),
                    facts.parties(VENDOR, self._parties(VENDOR)),
                    facts.entries(CUSTOMER, self._named(CUSTOMER)),
                    facts.entries(VENDOR, self._named(VENDOR)),
                    facts.oldest_open(self._oldest()),
                    facts.accounts([options["account"]] if options["account"] else []),
                    facts.banks([options["bank"]] if options["bank"] else []),
                ]
            )
        )
        local, period = facts.read_house(house)
        rules = facts.read_tolerance_rules(house)
        acceptance = facts.read_acceptance(house)
        parties = {
            CUSTOMER: facts.read_parties(CUSTOMER, customers),
            VENDOR: facts.read_parties(VENDOR, vendors),
        }
        known = {
            (kind, pk): entry
            for kind, rows in ((CUSTOMER, c_entries), (VENDOR, v_entries))
            for pk, entry in facts.read_entries(kind, rows).items()
        }
        known, market = facts.meet(local, rules, known, {x.currency for x in self.lines})
        found = facts.read_entries(CUSTOMER, oldest)
        lines: list[Any] = []
        for number, line in enumerate(self.lines):
            kind, amount = PartyKind(line.kind), Decimal(line.amount)
            applies = tuple(
                Application(entry=known[kind, pk], amount=Decimal(part) if part else None)
                for pk, part in line.applies
            )
            if line.oldest:
                applies = tuple(
                    Application(entry=e)
                    for e in found.values()
                    if (e.remaining > 0) != (amount > 0)
                )
            lines.append(
                PartyLine(
                    number=number,
                    party=parties[kind][line.party_id],
                    document_type=line.document_type,
                    amount=amount,
                    amount_lcy=round_amount(amount * Decimal(line.factor)),
                    currency=Currency(line.currency, local.precision),
                    factor=Decimal(line.factor),
                    due_date=line.due or options["day"],
                    document_date=options["day"],
                    discount_possible=Decimal(line.discount),
                    discount_date=line.discount_date,
                    max_tolerance=Decimal(line.max_tolerance),
                    tolerance=acceptance if line.tolerates and line.applies else None,
                    action=Action.POST_PAYMENT if kind is CUSTOMER else None,
                    applies=applies,
                )
            )
        total = -sum(line.amount_lcy for line in lines)
        number = len(lines)
        if options["bank"]:
            bank = facts.read_banks(banks)[options["bank"]]
            lines.append(BankLine(number, bank, "payment", total, total))
        else:
            account = facts.read_accounts(accounts)[options["account"]]
            lines.append(AccountLine(number, account, total))
        transaction = TransactionRequest(
            options["day"], "payment", self.command.source_id, tuple(lines)
        )
        return PostingRequest(
            self.name,
            local,
            period,
            (transaction,),
            journal_batch="TEST",
            market=market,
            tolerance_rules=rules,
        )

    def settle(self, written: Written) -> None:
        if Paying.on_settle is not None:
            Paying.on_settle()

    def _parties(self, kind: PartyKind) -> set[int]:
        return {line.party_id for line in self.lines if line.kind == kind}

    def _named(self, kind: PartyKind) -> set[int]:
        return {pk for line in self.lines if line.kind == kind for pk, _part in line.applies}

    def _oldest(self) -> set[int]:
        return {line.party_id for line in self.lines if line.oldest}


def pay(
    house: Any, entry: CustomerLedgerEntry, amount: str, key: str, *, part: str | None = None
):
    """Post a payment of a customer's entry into the bank; `part` caps what is applied."""
    line = Line(entry.customer_id, f"-{amount}", applies=((entry.pk, part),))
    return post(paying(key, line, bank_id=house.bank.pk))
