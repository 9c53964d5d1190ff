"""Rows of what an application grants, gains or loses: a detailed entry and its two G/L sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.models.open_entry import DetailedEntry
from ledger.posting.acceptance import ToleranceRules
from ledger.posting.amounts.exchange import Exchange
from ledger.posting.amounts.vat_adjustment import VatShare, vat_shares
from ledger.posting.known import PartyAccounts
from ledger.posting.market import Market
from ledger.posting.plan import (
    Plan,
    PlannedDetail,
    PlannedGeneral,
    PlannedTransaction,
    Position,
    Unbooked,
)

Type = DetailedEntry.EntryType

# The two parts that a granted amount has where VAT is adjusted.
SPLIT: dict[str, tuple[str, str]] = {
    Type.DISCOUNT: (Type.DISCOUNT_VAT_EXCL, Type.DISCOUNT_VAT),
    Type.TOLERANCE: (Type.TOLERANCE_VAT_EXCL, Type.TOLERANCE_VAT),
    Type.DISCOUNT_TOLERANCE: (Type.DISCOUNT_TOLERANCE_VAT_EXCL, Type.DISCOUNT_TOLERANCE_VAT),
}


@dataclass(frozen=True, slots=True)
class Booking:
    """One application while it is worked out; `number` counts it within the plan."""

    plan: Plan
    transaction: PlannedTransaction
    number: int
    applying: Position
    accounts: PartyAccounts
    market: Market
    rules: ToleranceRules
    exchange: Exchange

    def grant(self, entry_type: str, applied: Position, amount: Decimal, lcy: Decimal) -> None:
        """Discount or tolerance for an entry, on the applying entry, with that one's sign.

        Invoice 1000.00 paid with 980.00: -20.00 on the payment, discount account Dr 20.00,
        receivables Cr 20.00; where VAT is adjusted, its share goes against the VAT account.
        """
        net, net_lcy, net_type = amount, lcy, entry_type
        for share in self._vat_of(applied, amount, lcy):
            net_type, vat_type = SPLIT[entry_type]
            net, net_lcy = net - share.amount, net_lcy - share.amount_lcy
            self._on_applying(vat_type, applied, share.amount, share.amount_lcy)
            self._general(self.applying, share.part.account_id, share.amount_lcy, share)
        self._on_applying(net_type, applied, net, net_lcy)
        account = self._granting_account(entry_type, amount, lcy)
        if account is not None:
            self._general(self.applying, account, net_lcy)

    def adjust(
        self, entry_type: str, position: Position, other: Position, lcy: Decimal, account: int
    ) -> None:
        """A gain (positive) or loss in local currency on an entry that met another one."""
        if lcy == ZERO:
            return
        self._detail(position, entry_type, ZERO, lcy, other)
        self._general(position, account, lcy)

    def round_off(self, applied: Position, amount: Decimal, lcy: Decimal) -> None:
        """A rest between currencies, on the applying entry, with that one's sign."""
        self._on_applying(Type.APPLICATION_ROUNDING, applied, amount, lcy)
        account = self.accounts.application_rounding
        assert account is not None, "the check `rounding_account` refuses this"
        self._general(self.applying, account, lcy)

    def _vat_of(self, applied: Position, amount: Decimal, lcy: Decimal) -> Sequence[VatShare]:
        if not self.rules.adjust_vat or not applied.vat:
            return ()
        exchange = self.exchange
        return vat_shares(
            amount,
            lcy,
            applied.gross_lcy,
            applied.vat,
            exchange.precision_of(exchange.own),
            exchange.local.precision,
        )

    def _granting_account(self, entry_type: str, amount: Decimal, lcy: Decimal) -> int | None:
        """Credit on the control account is an expense, so the other side is the debit account.

        None leaves the amount unbooked: the check `granting_accounts` refuses the plan.
        """
        as_discount = {
            Type.DISCOUNT: True,
            Type.DISCOUNT_TOLERANCE: self.rules.late_as_discount,
            Type.TOLERANCE: self.rules.payment_as_discount,
        }[Type(entry_type)]
        accounts = self.accounts
        if lcy < ZERO:
            account = accounts.discount_debit if as_discount else accounts.tolerance_debit
        else:
            account = accounts.discount_credit if as_discount else accounts.tolerance_credit
        if account is None:
            lacking = Unbooked(self.transaction, self.applying, amount, as_discount)
            self.plan.unbooked.append(lacking)
        return account

    def _on_applying(
        self, entry_type: str, applied: Position, amount: Decimal, lcy: Decimal
    ) -> None:
        self._detail(self.applying, entry_type, amount, lcy, applied)

    def _detail(
        self,
        position: Position,
        entry_type: str,
        amount: Decimal,
        lcy: Decimal,
        other: Position,
    ) -> None:
        if amount == ZERO and lcy == ZERO:
            return
        self.plan.details.append(
            PlannedDetail(
                position, self.transaction, entry_type, amount, lcy, self.number, other
            )
        )
        position.remaining += amount
        position.remaining_lcy += lcy
        position.touched = True

    def _general(
        self, position: Position, account: int, lcy: Decimal, vat: VatShare | None = None
    ) -> None:
        """The account takes the opposite of what the control account takes."""
        if lcy == ZERO:
            return
        kind, control = self.applying.document_type, position.control_account_id
        other = PlannedGeneral(
            self.transaction,
            account,
            -lcy,
            kind,
            vat_rate=vat.part.rate if vat else None,
            vat_base=-vat.base_lcy if vat else None,
            vat_identifier=vat.part.identifier if vat else "",
            application=self.number,
        )
        own = PlannedGeneral(self.transaction, control, lcy, kind, application=self.number)
        self.plan.general.extend((other, own))
