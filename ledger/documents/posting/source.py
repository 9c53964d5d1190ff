"""The source that ships and invoices drafts: one, or many in one register."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from arcore.company.purposes import Purpose
from customers.blocking import Action
from ledger.documents.posting import facts as sales_facts
from ledger.documents.posting.drafts import DraftToPost, direct_line, order_line
from ledger.documents.posting.invoice import Setup, invoice_transaction, price
from ledger.documents.posting.refusals import (
    draft_refusals,
    no_series,
    setup_gaps,
    shipments_taken_twice,
)
from ledger.documents.posting.settle import settle_documents
from ledger.models import SalesDocument
from ledger.posting import Command, Refusal, Source, Written
from ledger.posting.for_sources import (
    Account,
    Draw,
    Drawn,
    Party,
    PartyKind,
    PostingRequest,
    Query,
    TransactionRequest,
    facts,
    fetch,
    fetch_together,
    locks,
)

Type = SalesDocument.Type
_PURPOSES = {
    purpose.value
    for purpose in (Purpose.SHIPMENT, Purpose.POSTED_INVOICE, Purpose.POSTED_CREDIT_MEMO)
}


def post_documents(
    documents: Mapping[int, int],
    *,
    user_id: int | None,
    today: date,
    ship: bool = True,
    invoice: bool = True,
    cancel: bool = False,
) -> Command:
    """The command that posts drafts, given as id -> the version that the user looked at.

    Orders ship and invoice as the flags say; invoices and credit memos always post whole.
    Several drafts become one register: all or none.
    """
    wanted = sorted(documents.items())
    source_id = ",".join(str(document_id) for document_id, _version in wanted)
    if len(source_id) > 90:
        digest = sha256(source_id.encode()).hexdigest()[:12]
        source_id = f"{wanted[0][0]}-{wanted[-1][0]}/{len(wanted)}/{digest}"
    return Command(
        source_class=SalesPosting,
        source_id=source_id,
        version=sum(version for _document_id, version in wanted),
        user_id=user_id,
        today=today,
        options={"documents": wanted, "ship": ship, "invoice": invoice, "cancel": cancel},
    )


class SalesPosting(Source):
    """Posts drafts of `options["documents"]`; each must still have the version given."""

    name: ClassVar[str] = "sales"

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.versions: dict[int, int] = dict(command.options["documents"])
        self.ids = sorted(self.versions)
        self.drafts: list[DraftToPost] = []
        self.needed = sales_facts.Needed()

    def lock(self) -> None:
        """The drafts and the orders whose shipments they collect, then customers and entries."""
        rows = fetch(Query(sales_facts.LOCK_DOCUMENTS, (self.ids, self.ids)))
        own = [row for row in rows if row.id in self.versions]
        entries = {row.applies_to_id for row in own if row.applies_to_id}
        oldest = {row.bill_to_id for row in own if row.applies_to_oldest}
        if oldest:
            found = fetch(Query(sales_facts.OLDEST_IDS, (sorted(oldest),)))
            entries |= {row.id for row in found}
        locks.take(locks.Wanted(customer_entries=entries))
        self.needed = sales_facts.Needed(
            shipments=any(row.type == Type.ORDER for row in own),
            banks=any(row.balancing_bank_account_id for row in own),
            entries=bool(entries or oldest),
        )

    def request(self) -> PostingRequest:
        """Reads everything in one round trip and works the documents out."""
        user_id = self.command.user_id
        queries = sales_facts.queries(self.ids, user_id, _PURPOSES, self.needed)
        found = dict(zip(queries, fetch_together(list(queries.values())), strict=True))
        house, documents, lines = found["house"], found["documents"], found["lines"]
        local, period = facts.read_house(house)
        rules = house[0]
        tolerance_rules = facts.read_tolerance_rules(house)
        entries, market = facts.meet(
            local,
            tolerance_rules,
            facts.read_entries(PartyKind.CUSTOMER, found.get("entries", [])),
            {row.currency_id for row in documents},
        )
        setup = Setup(
            local=local,
            discount_excl_vat=rules.discount_excl_vat,
            grace=rules.payment_discount_grace,
            parties=facts.read_parties(PartyKind.CUSTOMER, found["parties"]),
            accounts=_accounts(documents, lines),
            banks=facts.read_banks(found.get("banks", [])),
            entries=entries,
        )
        shipments = found.get("shipments", [])
        refusals = self._read_drafts(documents, lines, shipments, rules.shipment_on_invoice)
        for draft in self.drafts:
            refusals += setup_gaps(draft, setup)
        refusals += shipments_taken_twice(self.drafts)
        draws = [] if refusals else self._number(facts.read_series(house), refusals)
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=() if refusals else self._transactions(setup),
            draws=tuple(draws),
            dates=tuple(draft.row.posting_date for draft in self.drafts if draft.ships),
            found=tuple(refusals),
            parties=self._parties(setup.parties),
            own_rows=bool(self.drafts) and not refusals,
            market=market,
            tolerance_rules=tolerance_rules,
        )

    def settle(self, written: Written) -> None:
        """The posted copies, and what the drafts have left to do."""
        settle_documents(self.drafts, written)

    def _read_drafts(
        self, documents: list[Any], lines: list[Any], shipments: list[Any], on_invoice: bool
    ) -> list[Refusal]:
        available: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
        for shipment in shipments:
            available[shipment.source_line_id].append((shipment.id, shipment.available))
        of_document: dict[int, list[Any]] = defaultdict(list)
        for line in lines:
            of_document[line.document_id].append(line)
        ship, invoice = self.command.options["ship"], self.command.options["invoice"]
        refusals = []
        self.drafts = []
        for row in documents:
            if row.type == Type.ORDER:
                posted = [
                    order_line(line, available[line.id], ship=ship, invoice=invoice)
                    for line in of_document[row.id]
                ]
            else:
                with_shipment = on_invoice and row.type == Type.INVOICE
                posted = [
                    direct_line(line, shipment_on_invoice=with_shipment)
                    for line in of_document[row.id]
                ]
            draft = DraftToPost(row, posted)
            price(draft, Decimal(1).scaleb(-row.decimals))
            self.drafts.append(draft)
            refusals += draft_refusals(draft, self.versions[row.id])
        missing = set(self.ids) - {row.id for row in documents}
        refusals += [Refusal(_("The document was deleted meanwhile."))] * bool(missing)
        return refusals

    def _number(self, series: dict[str, Any], refusals: list[Refusal]) -> list[Draw]:
        """Give every posted copy a placeholder; one draw a series."""
        wanted: dict[int, list[date]] = defaultdict(list)
        rows: dict[int, Any] = {}
        for draft in self.drafts:
            for purpose, attribute, needed in (
                (Purpose.SHIPMENT, "shipment_no", draft.ships),
                (_invoice_purpose(draft), "invoice_no", draft.invoices),
            ):
                if not needed:
                    continue
                row = series.get(purpose.value)
                if row is None:
                    refusals.append(no_series(purpose))
                    continue
                rows[row.series_id] = row
                setattr(draft, attribute, Drawn(row.series_id, len(wanted[row.series_id])))
                wanted[row.series_id].append(draft.row.posting_date)
        return [
            facts.read_draw(rows[series_id], min(days), max(days), len(days))
            for series_id, days in wanted.items()
        ]

    def _transactions(self, setup: Setup) -> tuple[TransactionRequest, ...]:
        cancel = self.command.options["cancel"]
        return tuple(
            invoice_transaction(draft, setup, draft.action(cancel=cancel))
            for draft in self.drafts
            if draft.invoices
        )

    def _parties(self, parties: dict[int, Party]) -> tuple[tuple[Party, Action], ...]:
        """Sell-to and bill-to of every draft, with the action that the matrix judges."""
        cancel = self.command.options["cancel"]
        return tuple(
            (parties[customer_id], draft.action(cancel=cancel))
            for draft in self.drafts
            for customer_id in dict.fromkeys((draft.row.sell_to_id, draft.row.bill_to_id))
        )


def _accounts(documents: list[Any], lines: list[Any]) -> dict[int, Account]:
    """Sales, VAT and cash accounts that came along with the drafts' rows, by id."""
    found: dict[int, Account] = {}
    for row in lines:
        for prefix in ("account", "vat_account"):
            account_id, no, name, blocked, direct, bank_id = _ACCOUNT_OF[prefix](row)
            if account_id is not None and account_id not in found:
                found[account_id] = Account(
                    account_id, no, name, blocked, direct, bank_id is not None
                )
    for row in documents:
        if row.balancing_account_id is not None:
            found[row.balancing_account_id] = Account(
                row.balancing_account_id,
                row.cash_no,
                row.cash_name,
                row.cash_blocked,
                row.cash_direct,
                row.cash_is_bank is not None,
            )
    return found


_ACCOUNT_OF = {
    prefix: attrgetter(
        *(
            f"{prefix}_{column}"
            for column in ("id", "no", "name", "blocked", "direct", "is_bank")
        )
    )
    for prefix in ("account", "vat_account")
}


def _invoice_purpose(draft: DraftToPost) -> Purpose:
    return Purpose.POSTED_CREDIT_MEMO if draft.is_credit else Purpose.POSTED_INVOICE
