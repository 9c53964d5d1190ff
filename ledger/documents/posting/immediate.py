"""Immediate payment: the document is paid in the transaction that posts it (spec, section 5)."""

from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from customers.blocking import Action
from ledger.models import DocumentType
from ledger.posting.for_sources import (
    Account,
    AccountLine,
    Application,
    Bank,
    BankLine,
    Currency,
    PartyLine,
)


def immediate_payment(
    entry: PartyLine,
    posting_date: date,
    account: Account | None,
    bank: Bank | None,
    local: Currency,
    number: int,
) -> list[PartyLine | AccountLine | BankLine]:
    """A payment (refund for a credit memo) with the same number, applied to the document.

    1,200.00 with 2 % still in time: cash 1,176.00, discount 24.00; after the discount date
    1,200.00, and days of grace don't count.
    """
    in_time = entry.discount_date is not None and posting_date <= entry.discount_date
    discount = entry.discount_possible if in_time else ZERO
    paid = entry.amount - discount
    paid_lcy = paid if entry.currency == local else _lcy(paid, entry, local)
    is_refund = entry.document_type == DocumentType.CREDIT_MEMO
    document_type = DocumentType.REFUND if is_refund else DocumentType.PAYMENT
    payment = PartyLine(
        number=number,
        party=entry.party,
        document_type=document_type,
        amount=-paid,
        amount_lcy=-paid_lcy,
        currency=entry.currency,
        factor=entry.factor,
        due_date=posting_date,
        document_date=entry.document_date,
        description=entry.description,
        external_document_no=entry.external_document_no,
        payment_method_id=entry.payment_method_id,
        action=Action.POST_PAYMENT,
        applies=(Application(line=entry.number),),
    )
    if bank is not None:
        return [payment, _into_bank(payment, bank)]
    assert account is not None
    cash = AccountLine(
        number=number + 1, account=account, amount_lcy=paid_lcy, description=entry.description
    )
    return [payment, cash]


def _into_bank(payment: PartyLine, bank: Bank) -> BankLine:
    """The money of the payment, in the bank account's currency."""
    is_own = payment.currency.code == bank.currency_id
    return BankLine(
        number=payment.number + 1,
        bank=bank,
        document_type=payment.document_type,
        amount=-payment.amount if is_own else -payment.amount_lcy,
        amount_lcy=-payment.amount_lcy,
        description=payment.description,
        balancing_type="customer",
        balancing_no=payment.party.no,
    )


def _lcy(paid: Decimal, entry: PartyLine, local: Currency) -> Decimal:
    if paid == entry.amount:
        return entry.amount_lcy
    return round_amount(paid * entry.factor, local.precision)
