"""The source that posts registered payments: its locks, its request, its settling."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.applying.asking import UNASKED, Answers, as_options
from ledger.posting import (
    Command,
    PartyKind,
    PostingRefused,
    Refusal,
    SourceChanged,
    Written,
    amend,
)
from ledger.posting.for_sources import (
    PostingRequest,
    Query,
    facts,
    fetch_together,
    locks,
)
from payments.journal.posting.through_batch import ThroughBatch
from payments.journal.values import Known, Side
from payments.registration.checks import check_registration
from payments.registration.posting import facts as own
from payments.registration.posting.lines import journal_lines
from payments.registration.posting.settle import untick_posted
from payments.registration.posting.values import Registration

CUSTOMER = PartyKind.CUSTOMER


def register_payments(
    setup_id: int,
    *,
    version: int,
    user_id: int,
    today: date,
    lump: bool = False,
    answers: Answers = UNASKED,
) -> Command:
    """The command that posts the ticks of a user's setup as he saw them, and never twice.

    `answers` name a payment by its number.
    """
    options = {"lump": lump, **as_options(answers)}
    return Command(RegistrationPosting, str(setup_id), version, user_id, today, options)


class RegistrationPosting(ThroughBatch):
    """Posts a payment or refund for each tick, or one for all of them; then unticks."""

    name: ClassVar[str] = "registration"
    is_journal: ClassVar[bool] = True

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.setup_id = int(command.source_id)
        self.registration: Registration | None = None

    def lock(self) -> None:
        """The setup, then customers, entries and the bank; moved discount dates are saved."""
        locks.take_rows("payments_registrationsetup", [self.setup_id])
        setup, ticked = fetch_together(self._own_queries())
        if setup:
            locks.take(own.wanted_locks(setup[0], ticked))
        self._refuse_if_changed(setup)
        self._move_discount_dates(ticked)

    def _own_queries(self) -> list[Query]:
        return [Query(own.SETUP, (self.setup_id,)), Query(own.TICKED, (self.setup_id,))]

    def _move_discount_dates(self, ticked: Sequence[Any]) -> None:
        """In the same commit as the payment that needs them, each told as an amendment."""
        for place, row in enumerate(ticked, start=1):
            if row.discount_date is None or not row.amount_received:
                continue
            try:
                amend(
                    row.entry_id,
                    {"discount_date": row.discount_date},
                    reason=_("Payment registration"),
                    user_id=self.command.user_id,
                    now=timezone.now(),
                )
            except PostingRefused as refused:
                told = [replace(one, line=place) for one in refused.refusals]
                raise PostingRefused(told) from refused

    def request(self) -> PostingRequest:
        """Reads everything by a fixed number of statements and works the payments out."""
        house, setup, rows = fetch_together(
            [facts.house(self.command.user_id), *self._own_queries()]
        )
        self._refuse_if_changed(setup)
        registration = self.registration = self._read(setup[0], rows, house)
        refusals = check_registration(registration)
        return self.request_of(
            setup[0],
            house,
            lines=journal_lines(registration, {refusal.line for refusal in refusals}),
            known=_known(registration),
            market=registration.market,
            refusals=refusals,
            own_rows=bool(registration.ticked),
        )

    def _read(self, head: Any, rows: Sequence[Any], house: Sequence[Any]) -> Registration:
        local, _period = facts.read_house(house)
        parties, entry_rows, accounts, banks = fetch_together(
            [
                facts.parties(CUSTOMER, {row.customer_id for row in rows}),
                facts.entries(CUSTOMER, {row.entry_id for row in rows}),
                facts.accounts(filter(None, [head.balancing_account_id])),
                facts.banks(filter(None, [head.balancing_bank_id])),
            ]
        )
        entries, market = facts.meet(
            local,
            facts.read_tolerance_rules(house),
            facts.read_entries(CUSTOMER, entry_rows),
        )
        account = head.balancing_account_id or head.balancing_bank_id
        return Registration(
            ticked=own.read_ticked(rows, entries, house[0].payment_discount_grace),
            account=Side(head.balancing_type, account),
            local=local,
            lump=self.command.options["lump"],
            parties=facts.read_parties(CUSTOMER, parties),
            accounts=facts.read_accounts(accounts),
            banks=facts.read_banks(banks),
            market=market,
        )

    def _refuse_if_changed(self, setup: Sequence[Any]) -> None:
        if not setup or setup[0].batch_id is None or not setup[0].balancing_type:
            message = _("The setup of payment registration is incomplete: complete it first.")
            raise SourceChanged([Refusal(message)])
        if setup[0].series_id is None:
            message = _(
                "Journal batch %(batch)s has no number series. Choose another batch in the "
                "setup, or ask an administrator for a series."
            )
            raise SourceChanged([Refusal(message % {"batch": setup[0].code})])
        if setup[0].version != self.command.version:
            message = _(
                "Your ticks were changed or posted since you looked at them. Look at them "
                "again, then post."
            )
            raise SourceChanged([Refusal(message)])

    def settle(self, written: Written) -> None:
        """Copies stay if the batch keeps them; what was posted is no longer ticked."""
        assert self.registration is not None, "`request` runs before"
        self.keep_copies(written)
        untick_posted(self.setup_id, [one.id for one in self.registration.paid])


def _known(registration: Registration) -> Known:
    return Known(
        parties={("customer", party.id): party for party in registration.parties.values()},
        accounts=registration.accounts,
        banks=registration.banks,
        entries={("customer", one.entry.id): one.entry for one in registration.ticked},
    )
