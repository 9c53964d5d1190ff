"""The source that brings open foreign entries and bank accounts to a day's rate (spec point 10).

Gains and losses are unrealized: details in local currency only, against the currency's
unrealized accounts; applying an entry takes its share back. Run again, it finds nothing.
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
    foreign_banks,
    open_entries,
    read_foreign_banks,
    revalued_banks,
    revalued_entries,
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
    """One transaction a currency, without new entries of customers and vendors."""

    name: ClassVar[str] = "exchange_adjustment"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.day = date.fromisoformat(command.options["day"])
        self.codes: list[str] = list(command.options["currencies"])
        self.locked: dict[PartyKind, list[int]] | None = None
        self.locked_banks: set[int] = set()
        self.adjusted: list[ExchangeAdjustment] = []

    def lock(self) -> None:
        """The currencies, then entries by id and bank accounts."""
        fetch(Query(_LOCK, (self.codes,)))
        self.locked, banks = self._found()
        self.locked_banks = {held.bank.id for held in banks}
        locks.take(
            locks.Wanted(
                customer_entries=self.locked[PartyKind.CUSTOMER],
                vendor_entries=self.locked[PartyKind.VENDOR],
                banks=self.locked_banks,
            )
        )

    def _found(self) -> tuple[dict[PartyKind, list[int]], list[ForeignBank]]:
        *parties, banks = fetch_together(
            [
                *(open_entries(kind, self.codes, self.day) for kind in PartyKind),
                foreign_banks(self.codes, self.day),
            ]
        )
        ids = {
            kind: [row.id for row in rows]
            for kind, rows in zip(PartyKind, parties, strict=True)
        }
        return ids, read_foreign_banks(banks)

    def request(self) -> PostingRequest:
        """What is open, read again under the locks, with what each misses to the day's rate."""
        ids, banks = self._found()
        if self.locked is not None:  # what is new since then is left to the next run
            ids = self.locked
            banks = [held for held in banks if held.bank.id in self.locked_banks]
        house, later, customers, vendors = fetch_together(
            [
                facts.house(self.command.user_id),
                Query(_LATER, (self.codes, self.day)),
                *(facts.entries(kind, ids[kind]) for kind in PartyKind),
            ]
        )
        local, period = facts.read_house(house)
        entries = [
            *facts.read_entries(PartyKind.CUSTOMER, customers).values(),
            *facts.read_entries(PartyKind.VENDOR, vendors).values(),
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
        entries: Sequence[OpenEntry],
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
            still_open = [e for e in entries if e.currency_id == code and e.open]
            held = [one for one in banks if one.bank.currency_id == code]
            revaluations = [
                *revalued_entries(still_open, setup, factor, local),
                *revalued_banks(held, setup, factor, local),
            ]
            if not revaluations:
                continue
            found.append(
                TransactionRequest(
                    posting_date=self.day,
                    document_type="",
                    document_no=self.command.options["document_no"],
                    lines=(),
                    revaluations=tuple(revaluations),
                )
            )
            self.adjusted.append(told_of(code, self.day, factor, revaluations))
        return tuple(found)

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
