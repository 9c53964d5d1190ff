"""The source that ships and invoices, receives and credits drafts: one, or many in one register."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from customers.blocking import Action
from ledger.documents.directions import DIRECTIONS, Direction, direction_of, goes_in_steps
from ledger.documents.posting import facts as sales_facts
from ledger.documents.posting.drafts import (
    DraftToPost,
    available_goods,
    direct_line,
    order_line,
)
from ledger.documents.posting.invoice import Setup, invoice_transaction, price
from ledger.documents.posting.refusals import (
    draft_refusals,
    goods_taken_twice,
    no_series,
    setup_gaps,
)
from ledger.documents.posting.settle import settle_documents, whole_copies
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
    for direction in DIRECTIONS
    for purpose in (direction.goods_purpose, direction.bill_purpose)
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

    Orders ship and invoice as the flags say, return orders receive and credit; invoices and
    credit memos always post whole. Several drafts become one register: all or none.
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
        self.rode = False  # the copies were written by the posting's own statement
        self.needed = sales_facts.Needed()
        self.locked: list[Any] | None = None  # the drafts' rows, once they are locked

    def lock(self) -> None:
        """The drafts and the orders whose goods they collect, then customers and entries."""
        rows = fetch(Query(sales_facts.LOCK_DOCUMENTS, (self.ids,) * (1 + len(DIRECTIONS))))
        own = [row for row in rows if row.id in self.versions]
        entries = {row.applies_to_id for row in own if row.applies_to_id}
        oldest = {row.bill_to_id for row in own if row.payer_application_method == "oldest"}
        if oldest:
            found = fetch(Query(sales_facts.OLDEST_IDS, (sorted(oldest),)))
            entries |= {row.id for row in found}
        locks.take(locks.Wanted(customer_entries=entries))
        orders = {row.type for row in rows if goes_in_steps(row.type)}
        self.needed = sales_facts.Needed(
            goods=[one for one in DIRECTIONS if one.order_type in orders],
            banks=any(row.balancing_bank_account_id for row in own),
            entries=bool(entries or oldest),
        )
        self.locked = own

    def request(self) -> PostingRequest:
        """Reads everything in one round trip and works the documents out."""
        user_id = self.command.user_id
        queries = sales_facts.queries(self.ids, self.locked, user_id, _PURPOSES, self.needed)
        found = dict(zip(queries, fetch_together(list(queries.values())), strict=True))
        documents = found["documents"] if self.locked is None else self.locked
        house, lines = found["house"], found["lines"]
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
            parties=sales_facts.read_parties(self.locked, found.get("parties", [])),
            accounts=_accounts(documents, lines),
            banks=facts.read_banks(found.get("banks", [])),
            entries=entries,
        )
        goods = {one: found.get(sales_facts.goods_of(one), []) for one in DIRECTIONS}
        refusals = self._read_drafts(documents, lines, goods, rules.shipment_on_invoice)
        for draft in self.drafts:
            refusals += setup_gaps(draft, setup)
        refusals += goods_taken_twice(self.drafts, goods)
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

    def rider(self, written: Written) -> Query | None:
        """Where one statement does it all for the drafts, it rides in the posting's."""
        copies = whole_copies(self.drafts, written)
        self.rode = copies is not None
        return copies

    def settle(self, written: Written) -> None:
        """The posted copies, and what the drafts have left to do."""
        if not self.rode:
            settle_documents(self.drafts, written)

    def _read_drafts(
        self,
        documents: list[Any],
        lines: list[Any],
        goods: Mapping[Direction, list[Any]],
        on_invoice: bool,
    ) -> list[Refusal]:
        of_document: dict[int, list[Any]] = defaultdict(list)
        for line in lines:
            of_document[line.document_id].append(line)
        available = {one: available_goods(rows) for one, rows in goods.items()}
        ship, invoice = self.command.options["ship"], self.command.options["invoice"]
        refusals = []
        self.drafts = []
        for row in documents:
            if goes_in_steps(row.type):
                of_order = available[direction_of(row.type)]
                posted = [
                    order_line(line, of_order[line.id], ship=ship, invoice=invoice)
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
            refusals += draft_refusals(draft, self.versions[row.id], goods[draft.direction])
        missing = set(self.ids) - {row.id for row in documents}
        if missing:
            refusals.append(Refusal(_("The document was deleted meanwhile.")))
        return refusals

    def _number(self, series: dict[str, Any], refusals: list[Refusal]) -> list[Draw]:
        """Give every posted copy a placeholder; one draw a series."""
        wanted: dict[int, list[date]] = defaultdict(list)
        rows: dict[int, Any] = {}
        for draft in self.drafts:
            for purpose, attribute, needed in (
                (draft.direction.goods_purpose, "goods_no", draft.ships),
                (draft.direction.bill_purpose, "invoice_no", draft.invoices),
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
