"""The source that posts a split receipt: its locks, its request, its settling."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ledger.applying.asking import UNASKED, Answers, as_options
from ledger.posting import Command, PartyKind, Refusal, SourceChanged, Written
from ledger.posting.for_sources import (
    Currency,
    PostingRequest,
    Query,
    facts,
    fetch_together,
    locks,
)
from payments.journal.posting.through_batch import ThroughBatch
from payments.journal.values import Known, Side
from payments.splitting.checks import check_split
from payments.splitting.posting import facts as own
from payments.splitting.posting.lines import journal_lines
from payments.splitting.posting.settle import take_away
from payments.splitting.posting.values import Split

CUSTOMER = PartyKind.CUSTOMER


def post_split(
    receipt_id: int,
    *,
    version: int,
    user_id: int | None,
    today: date,
    answers: Answers = UNASKED,
) -> Command:
    """The command that posts a split receipt as the user saw it, and never twice.

    `answers` name a customer by the place among those of the receipt.
    """
    options = as_options(answers)
    return Command(SplitPosting, str(receipt_id), version, user_id, today, options)


class SplitPosting(ThroughBatch):
    """Posts one document: a payment for each customer, and the money."""

    name: ClassVar[str] = "split"
    is_journal: ClassVar[bool] = True

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.receipt_id = int(command.source_id)

    def lock(self) -> None:
        """The receipt, then its customers, the entries it pays and the bank account."""
        locks.take_rows("payments_splitreceipt", [self.receipt_id])
        receipt, customers, marks = fetch_together(self._own_queries())
        if receipt:
            locks.take(own.wanted_locks(receipt[0], customers, marks))

    def _own_queries(self) -> list[Query]:
        texts = (own.RECEIPT, own.CUSTOMERS, own.MARKS)
        return [Query(text, (self.receipt_id,)) for text in texts]

    def request(self) -> PostingRequest:
        """Reads everything by a fixed number of statements and works the document out."""
        house, receipt, customers, marks = fetch_together(
            [facts.house(self.command.user_id), *self._own_queries()]
        )
        self._refuse_if_changed(receipt)
        split = self._read(receipt[0], customers, marks, house)
        refusals = check_split(split)
        return self.request_of(
            receipt[0],
            house,
            lines=journal_lines(split, {refusal.line for refusal in refusals}),
            known=_known(split),
            market=split.market,
            refusals=refusals,
        )

    def _read(
        self,
        head: Any,
        customers: Sequence[Any],
        marks: Sequence[Any],
        house: Sequence[Any],
    ) -> Split:
        local, _period = facts.read_house(house)
        parties, entry_rows, accounts, banks = fetch_together(
            [
                facts.parties(CUSTOMER, {row.customer_id for row in customers}),
                facts.entries(CUSTOMER, {row.entry_id for row in marks}),
                facts.accounts(filter(None, [head.account_id])),
                facts.banks(filter(None, [head.bank_id])),
            ]
        )
        currency = Currency(head.currency, Decimal(1).scaleb(-head.decimals))
        entries, market = facts.meet(
            local,
            facts.read_tolerance_rules(house),
            facts.read_entries(CUSTOMER, entry_rows),
            {currency.code},
        )
        known = facts.read_parties(CUSTOMER, parties)
        return Split(
            day=head.posting_date,
            received=head.amount,
            currency=currency,
            account=Side(head.account_type, head.account_id or head.bank_id),
            shares=own.read_shares(head, customers, marks, known, entries),
            local=local,
            external_document_no=head.external_document_no,
            description=head.description,
            accounts=facts.read_accounts(accounts),
            banks=facts.read_banks(banks),
            market=market,
        )

    def _refuse_if_changed(self, receipt: Sequence[Any]) -> None:
        if not receipt:
            message = _("This split receipt was posted or discarded meanwhile.")
            raise SourceChanged([Refusal(message)])
        if receipt[0].series_id is None:
            message = _(
                "Journal batch %(batch)s has no number series. Choose another batch for the "
                "money, or ask an administrator for a series."
            )
            raise SourceChanged([Refusal(message % {"batch": receipt[0].code})])
        if receipt[0].version != self.command.version:
            message = _(
                "The split was changed since you looked at it. Look at it again, then post."
            )
            raise SourceChanged([Refusal(message)])

    def settle(self, written: Written) -> None:
        """Copies stay if the batch keeps them; the receipt is done."""
        self.keep_copies(written)
        take_away(self.receipt_id)


def _known(split: Split) -> Known:
    parts = [part for share in split.shares for part in share.parts]
    return Known(
        parties={("customer", share.party.id): share.party for share in split.shares},
        accounts=split.accounts,
        banks=split.banks,
        entries={("customer", part.entry.id): part.entry for part in parts},
    )
