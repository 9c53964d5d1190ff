"""The transaction that an invoice or credit memo becomes (spec customers-and-sales, 3 and 4).

Dr receivables total, Cr sales per account without VAT, Cr VAT per rate; a credit memo mirrors.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.date_formula import DateFormula
from arcore.values.money import ZERO, round_amount
from customers.blocking import Action
from ledger.documents.posting.account_lines import account_lines_of
from ledger.documents.posting.drafts import DraftToPost
from ledger.documents.posting.immediate import immediate_payment
from ledger.documents.vat import LineAmounts, LineValue, document_amounts
from ledger.models import DocumentType
from ledger.posting.for_sources import (
    Account,
    AccountLine,
    Application,
    Bank,
    BankLine,
    Currency,
    OpenEntry,
    Party,
    PartyLine,
    ToleranceLimits,
    TransactionRequest,
    max_tolerance,
)

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the documents of one posting share."""

    local: Currency
    discount_excl_vat: bool
    grace: str
    parties: dict[int, Party]
    accounts: dict[int, Account]
    banks: dict[int, Bank]
    entries: dict[int, OpenEntry]


def price(draft: DraftToPost, precision: Decimal) -> None:
    """Work out net, VAT and gross of the quantities invoiced now."""
    invoiced = [line for line in draft.lines if line.invoice]
    values = [
        LineValue(
            (line.row.vat_identifier or "", line.row.vat_rate or ZERO),
            line.invoice,
            line.row.unit_price,
            line.row.discount_percent,
        )
        for line in invoiced
    ]
    including_vat = draft.row.prices_including_vat
    amounts = document_amounts(values, precision, including_vat=including_vat)
    for line, amount in zip(invoiced, amounts, strict=True):
        line.amounts = amount


def totals(draft: DraftToPost) -> LineAmounts:
    """Net, VAT and gross of what is invoiced now, in the document's currency."""
    amounts = [line.amounts for line in draft.lines if line.amounts]
    return LineAmounts(
        sum((a.net for a in amounts), ZERO),
        sum((a.vat for a in amounts), ZERO),
        sum((a.gross for a in amounts), ZERO),
    )


def invoice_transaction(draft: DraftToPost, setup: Setup, action: Action) -> TransactionRequest:
    """All lines of the transaction; the party line is number 0, a payment number 1."""
    row = draft.row
    sign = -1 if draft.is_credit else 1
    account_lines = account_lines_of(draft, setup.accounts, setup.local, sign)
    gross_lcy = -sum((line.amount_lcy for line in account_lines), ZERO)
    entry = _entry(draft, setup, action, totals(draft), gross_lcy)
    lines: list[PartyLine | AccountLine | BankLine] = [entry, *account_lines]
    if row.balancing_account_id or row.balancing_bank_account_id:
        account = setup.accounts.get(row.balancing_account_id)
        bank = setup.banks.get(row.balancing_bank_account_id)
        number = len(lines) + 1
        lines += immediate_payment(entry, row.posting_date, account, bank, setup.local, number)
    return TransactionRequest(
        posting_date=row.posting_date,
        document_type=entry.document_type,
        document_no=draft.invoice_no,
        lines=tuple(lines),
    )


def _entry(
    draft: DraftToPost, setup: Setup, action: Action, total: LineAmounts, gross_lcy: Decimal
) -> PartyLine:
    """What the customer owes, or for a credit memo is owed."""
    row, party = draft.row, setup.parties[draft.row.bill_to_id]
    sign = -1 if draft.is_credit else 1
    document_type = DocumentType.CREDIT_MEMO if draft.is_credit else DocumentType.INVOICE
    discount_date, discount, tolerance_date = payment_discount_terms(draft, setup, total)
    return PartyLine(
        number=0,
        party=party,
        document_type=document_type,
        amount=total.gross * sign,
        amount_lcy=gross_lcy,
        currency=Currency(row.currency_id, Decimal(1).scaleb(-row.decimals)),
        factor=row.factor,
        due_date=row.due_date,
        document_date=row.document_date,
        description=row.bill_to_name,
        external_document_no=row.external_document_no,
        payment_reference=row.your_reference,
        discount_date=discount_date,
        discount_possible=discount * sign,
        discount_tolerance_date=tolerance_date,
        max_tolerance=_max_tolerance(row, party, document_type, total.gross * sign),
        on_hold=row.on_hold,
        salesperson=row.salesperson,
        payment_terms_id=row.payment_terms_id,
        payment_method_id=row.payment_method_id,
        action=action,
        applies=_applies(draft, setup, total.gross * sign),
    )


def _max_tolerance(row: Any, party: Party, document_type: str, amount: Decimal) -> Decimal:
    limits = ToleranceLimits(row.tolerance_percent, row.tolerance_max)
    precision = Decimal(1).scaleb(-row.decimals)
    blocked = party.block_payment_tolerance
    return max_tolerance(document_type, amount, limits, precision, blocked=blocked)


def payment_discount_terms(
    draft: DraftToPost, setup: Setup, total: LineAmounts
) -> tuple[date | None, Decimal, date | None]:
    """Discount date, discount possible (positive) and last day with grace.

    1,200.00 incl. VAT at 2 % -> 24.00, or 20.00 where setup takes the amount without VAT; zero
    when the posting date is past the discount date plus grace.
    """
    row = draft.row
    if not row.discount_percent or row.discount_date is None:
        return None, ZERO, None
    if draft.is_credit and not row.discount_on_credit_memos:
        return None, ZERO, None
    last_day = DateFormula.parse(setup.grace).apply(row.discount_date)
    base = total.net if setup.discount_excl_vat else total.gross
    precision = Decimal(1).scaleb(-row.decimals)
    discount = round_amount(base * row.discount_percent / HUNDRED, precision)
    return row.discount_date, ZERO if row.posting_date > last_day else discount, last_day


def _applies(draft: DraftToPost, setup: Setup, amount: Decimal) -> tuple[Application, ...]:
    """The invoice a credit memo names, else what "apply to oldest" closes."""
    row = draft.row
    if row.applies_to_id:
        return (Application(entry=setup.entries[row.applies_to_id]),)
    if row.balancing_account_id or row.balancing_bank_account_id:
        return ()
    if not setup.parties[row.bill_to_id].applies_to_oldest:
        return ()
    return tuple(
        Application(entry=entry)
        for entry in setup.entries.values()
        if _closes(entry, row, amount)
    )


def _closes(entry: OpenEntry, row: Any, amount: Decimal) -> bool:
    return (
        entry.open
        and entry.party_id == row.bill_to_id
        and entry.currency_id == row.currency_id
        and entry.posting_date <= row.posting_date
        and (entry.remaining > 0) != (amount > 0)
    )
