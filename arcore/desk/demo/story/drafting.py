"""Drafts in bulk: what `ledger.documents.create` makes one by one, with its own rules.

A draft of a customer is copied from a first one, so that a thousand drafts cost a few queries.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import groupby

from arcore.company.models import NumberSeries
from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.story.baskets import Pick
from arcore.values.money import ZERO
from ledger.documents.dates import CREDITS
from ledger.documents.directions import goes_in_steps
from ledger.documents.lines import LINE_STEP, price_of
from ledger.documents.parties import copy_bill_to, copy_sell_to, factor_on, set_term_dates
from ledger.documents.totals import vat_setups
from ledger.documents.vat import LineValue, document_amounts
from ledger.models import GLAccount, Item, SalesDocument, SalesLine, VatPostingSetup

Type = SalesDocument.Type


@dataclass(eq=False)
class Draft:
    """A draft with its lines and the client it is for."""

    client: Client
    document: SalesDocument
    lines: list[SalesLine]
    picks: list[Pick]


class Desk:
    """The clerk's desk: makes drafts and stores them."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._first: dict[tuple[int, bool], SalesDocument] = {}
        self._vat: dict[int, dict[int, VatPostingSetup]] = {}
        self._prices: dict[tuple, Decimal] = {}
        self._factors: dict[tuple[str, date], Decimal] = {}

    def draft(self, client: Client, kind: str, day: date, picks: Sequence[Pick]) -> Draft:
        """An unsaved draft, priced; an order moves and bills everything next."""
        document = self._copy_of_first(client, kind, day)
        self.set_day(document, day)
        lines = [self._line(document, place, pick) for place, pick in enumerate(picks, 1)]
        self.price(document, lines)
        return Draft(client, document, lines, list(picks))

    def credit(self, client: Client, day: date, gross: Decimal, account: GLAccount) -> Draft:
        """An unsaved credit memo over an amount incl. VAT, straight to an account."""
        document = self._copy_of_first(client, Type.CREDIT_MEMO, day)
        document.prices_including_vat = True
        self.set_day(document, day)
        line = SalesLine(
            document=document,
            line_no=LINE_STEP,
            kind=SalesLine.Kind.ACCOUNT,
            account=account,
            description="Goodwill",
            quantity=Decimal(1),
            unit_price=gross,
            to_invoice=Decimal(1),
            vat_product_group=self.setup.groups.vat_product["VAT20"],
        )
        self.price(document, [line])
        return Draft(client, document, [line], [])

    def set_day(self, document: SalesDocument, day: date) -> None:
        """Give it another day and what follows: due and discount dates, exchange factor."""
        document.posting_date = document.document_date = day
        document.created_at = min(document.created_at, datetime.combine(day, time(9), UTC))
        set_term_dates(document)
        if document.currency_id != self.setup.company.local_currency_id:
            key = (document.currency_id, day.replace(day=1))  # rates start on the first
            if key not in self._factors:
                self._factors[key] = factor_on(document.currency, day, self.setup.company)
            document.factor = self._factors[key]

    def price(self, document: SalesDocument, lines: list[SalesLine]) -> None:
        """Amounts of the lines and totals, VAT per rate."""
        setups = self._vat_of(document)
        rates = [setups[line.vat_product_group_id or 0] for line in lines]
        values = [
            LineValue((s.identifier, s.rate), x.quantity, x.unit_price, x.discount_percent)
            for x, s in zip(lines, rates, strict=True)
        ]
        amounts = document_amounts(
            values, document.currency.precision, including_vat=document.prices_including_vat
        )
        for line, setup, amount in zip(lines, rates, amounts, strict=True):
            line.vat_rate = setup.rate
            line.net, line.vat, line.gross = amount.net, amount.vat, amount.gross
        document.total_net = sum((line.net for line in lines), ZERO)
        document.total_vat = sum((line.vat for line in lines), ZERO)
        document.total_gross = sum((line.gross for line in lines), ZERO)

    def _copy_of_first(self, client: Client, kind: str, day: date) -> SalesDocument:
        key = (client.card.pk, kind in CREDITS)  # other types copy the same facts
        if key not in self._first:
            first = SalesDocument(
                type=kind,
                posting_date=day,
                document_date=day,
                created_by=self.setup.users["clara"],
            )
            copy_sell_to(first, client.card)
            copy_bill_to(first, client.card.bill_to_customer or client.card, self.setup.company)
            self._first[key] = first
        document = copy(self._first[key])
        document.type = kind
        return document

    def _line(self, document: SalesDocument, place: int, pick: Pick) -> SalesLine:
        item = self.setup.items[pick.item_no]
        ordered = goes_in_steps(document.type)
        return SalesLine(
            document=document,
            line_no=place * LINE_STEP,
            item=item,
            description=item.description,
            unit=item.unit,
            quantity=pick.quantity,
            unit_price=self._price(document, item) if pick.price is None else pick.price,
            discount_percent=pick.discount_percent,
            product_group_id=item.product_group_id,
            vat_product_group_id=item.vat_product_group_id,
            to_ship=pick.quantity if ordered else ZERO,
            to_invoice=ZERO if document.type == Type.QUOTE else pick.quantity,
        )

    def _price(self, document: SalesDocument, item: Item) -> Decimal:
        group, including = document.vat_business_group_id, document.prices_including_vat
        key = (item.pk, group, including, document.factor)
        if key not in self._prices:
            self._prices[key] = price_of(document, item)
        return self._prices[key]

    def _vat_of(self, document: SalesDocument) -> dict[int, VatPostingSetup]:
        group = document.vat_business_group_id
        if group not in self._vat:
            self._vat[group] = vat_setups(group)
        return self._vat[group]


def store(drafts: Iterable[Draft], day: date) -> None:
    """Number and save new drafts: a handful of statements, whatever their number."""
    by_type = sorted(drafts, key=lambda draft: draft.document.type)
    for kind, group in groupby(by_type, key=lambda draft: draft.document.type):
        of_kind = list(group)
        numbers = NumberSeries.objects.draw(kind, day, len(of_kind))
        for number, draft in zip(numbers, of_kind, strict=True):
            draft.document.no = number
    SalesDocument.objects.bulk_create(draft.document for draft in by_type)
    for draft in by_type:
        for line in draft.lines:
            line.document = draft.document
    SalesLine.objects.bulk_create(line for draft in by_type for line in draft.lines)
