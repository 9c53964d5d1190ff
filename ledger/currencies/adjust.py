"""The source that brings open foreign entries and bank accounts to a day's rate (spec point 10).

Gains and losses are unrealized: details in local currency only, against the currency's
unrealized accounts; applying an entry takes its share back, also where it was applied after the
day but before the adjustment was posted. Run again, it finds nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.currencies.refusals import why_not
from ledger.currencies.worth import (
    ForeignBank,
    Standing,
    foreign_banks,
    open_then,
    read_foreign_banks,
    read_standings,
    revalued_banks,
    revalued_entries,
    standings,
)
from ledger.models import ExchangeAdjustment
from ledger.posting import Command, PartyKind, Refusal, Source, Written
from ledger.posting.for_sources import (
    Currency,
    Market,
    OpenEntry,
    PostingRequest,
    Query,
    Revaluation,
    TransactionRequest,
    facts,
    fetch,
    fetch_together,
    locks,
)

# One adjustment of a currency at a time: a later one reads what the earlier one wrote.
_LOCK = "SELECT code FROM company_currency WHERE code = ANY(%s) ORDER BY code FOR NO KEY UPDATE"
_LATER = """
SELECT currency_id, max(day) AS day FROM ledger_exchangeadjustment
WHERE currency_id = ANY(%s) GROUP BY currency_id HAVING max(day) > %s ORDER BY currency_id
"""


def adjust_exchange_rates(
    day: date,
    currencies: Iterable[str],
    document_no: str,
    *,
    key: str,
    user_id: int | None,
    today: date,
) -> Command:
    """The command that adjusts these currencies as of a day; `key` was made with the preview."""
    return Command(
        source_class=ExchangeAdjusting,
        source_id=key,
        version=1,
        user_id=user_id,
        today=today,
        options={
            "day": day.isoformat(),
            "currencies": sorted(set(currencies)),
            "document_no": document_no.strip(),
        },
    )


class ExchangeAdjusting(Source):
    """One transaction a currency, and one for each later day on which applications take back."""

    name: ClassVar[str] = "exchange_adjustment"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.day = date.fromisoformat(command.options["day"])
        self.codes: list[str] = list(command.options["currencies"])
        self.locked: dict[PartyKind, list[int]] | None = None
        self.locked_banks: set[int] = set()
        self.adjusted: list[ExchangeAdjustment] = []

    def lock(self) -> None:
        """The currencies, then the entries' parties, entries by id and bank accounts."""
        fetch(Query(_LOCK, (self.codes,)))
        self.locked, banks = self._found()
        self.locked_banks = {held.bank.id for held in banks}
        locks.take(
            locks.Wanted(
                customers=locks.parties_of(PartyKind.CUSTOMER, self.locked[PartyKind.CUSTOMER]),
                vendors=locks.parties_of(PartyKind.VENDOR, self.locked[PartyKind.VENDOR]),
                customer_entries=self.locked[PartyKind.CUSTOMER],
                vendor_entries=self.locked[PartyKind.VENDOR],
                banks=self.locked_banks,
            )
        )

    def _found(self) -> tuple[dict[PartyKind, list[int]], list[ForeignBank]]:
        *parties, banks = fetch_together(
            [
                *(open_then(kind, self.codes, self.day) for kind in PartyKind),
                foreign_banks(self.codes, self.day),
            ]
        )
        ids = {
            kind: [row.id for row in rows]
            for kind, rows in zip(PartyKind, parties, strict=True)
        }
        return ids, read_foreign_banks(banks)

    def request(self) -> PostingRequest:
        """What was open on the day, read again under the locks, with what each misses."""
        ids, banks = self._found()
        if self.locked is not None:  # what is new since then is left to the next run
            ids = self.locked
            banks = [held for held in banks if held.bank.id in self.locked_banks]
        house, later, *read = fetch_together(
            [
                facts.house(self.command.user_id),
                Query(_LATER, (self.codes, self.day)),
                *(facts.entries(kind, ids[kind]) for kind in PartyKind),
                *(standings(kind, ids[kind], self.day) for kind in PartyKind),
            ]
        )
        local, period = facts.read_house(house)
        entries = [
            then
            for place, kind in enumerate(PartyKind)
            for then in read_standings(facts.read_entries(kind, read[place]), read[place + 2])
        ]
        rules = facts.read_tolerance_rules(house)
        none: dict[int, OpenEntry] = {}
        _met, market = facts.meet(local, rules, none, self.codes)
        document_no = self.command.options["document_no"]
        refusals = list(why_not(self.day, self.codes, document_no, local, market, later))
        transactions = () if refusals else self._transactions(entries, banks, market, local)
        if not refusals and not transactions:
            refusals.append(Refusal(self._nothing()))
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=transactions,
            found=tuple(refusals),
            market=market,
        )

    def _transactions(
        self,
        entries: Sequence[Standing],
        banks: Sequence[ForeignBank],
        market: Market,
        local: Currency,
    ) -> tuple[TransactionRequest, ...]:
        found = []
        self.adjusted = []
        for code in self.codes:
            setup = market.currencies[code]
            factor = setup.factor_on(self.day)
            assert factor is not None, "refused before"
            by_day: dict[date, list[Revaluation]] = {self.day: []}
            own = [then for then in entries if then.entry.currency_id == code]
            for day, revaluation in revalued_entries(own, setup, factor, local):
                by_day.setdefault(day or self.day, []).append(revaluation)
            held = [one for one in banks if one.bank.currency_id == code]
            by_day[self.day] += revalued_banks(held, setup, factor, local)
            if not by_day[self.day]:
                continue
            found += [self._transaction(day, by_day[day]) for day in sorted(by_day)]
            self.adjusted.append(told_of(code, self.day, factor, by_day[self.day]))
        return tuple(found)

    def _transaction(
        self, day: date, revaluations: Sequence[Revaluation]
    ) -> TransactionRequest:
        return TransactionRequest(
            posting_date=day,
            document_type="",
            document_no=self.command.options["document_no"],
            lines=(),
            revaluations=tuple(revaluations),
        )

    def _nothing(self) -> str:
        return _(
            "Nothing is to be adjusted: every open entry and bank account stands at the rate of "
            "%(day)s."
        ) % {"day": date_format(self.day, "SHORT_DATE_FORMAT")}

    def settle(self, written: Written) -> None:
        """What was done for each currency."""
        for one in self.adjusted:
            one.register_id = written.register_id
        ExchangeAdjustment.objects.bulk_create(self.adjusted)


def told_of(
    code: str, day: date, factor: Decimal, revaluations: Sequence[Revaluation]
) -> ExchangeAdjustment:
    """The row that keeps what was done for one currency, not stored yet."""
    met = {(r.entry.kind, r.entry.id) for r in revaluations if r.entry is not None}
    amounts = [r.difference for r in revaluations]
    return ExchangeAdjustment(
        currency_id=code,
        day=day,
        factor=factor,
        customer_entries=sum(kind is PartyKind.CUSTOMER for kind, _id in met),
        vendor_entries=sum(kind is PartyKind.VENDOR for kind, _id in met),
        bank_accounts=sum(r.bank is not None for r in revaluations),
        gain=sum((a for a in amounts if a > ZERO), ZERO),
        loss=-sum((a for a in amounts if a < ZERO), ZERO),
    )
