"""The shortest way to a reconciliation journal, its lines, and a customer with an account."""

from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import Customer, CustomerBankAccount
from ledger.models import BankAccount, CustomerLedgerEntry
from payments.models import (
    BankReconciliationSetup,
    ReconciliationJournal,
    ReconciliationLine,
)
from tests.builders import House

DAY = date(2026, 1, 23)


def account_of(customer: Customer, iban: str) -> CustomerBankAccount:
    """A bank account that matching can recognise."""
    return CustomerBankAccount.objects.create(customer=customer, code="MAIN", iban=iban)


def journal_of(
    bank: BankAccount, *amounts_and_texts: tuple[str, str], day: date = DAY, **fields: Any
) -> ReconciliationJournal:
    """An open journal with a line for each (amount, text)."""
    setup = BankReconciliationSetup.of(bank)
    number = setup.last_payment_statement_no + 1
    setup.last_payment_statement_no = number
    setup.save()
    fields.setdefault("statement_no", str(number))
    fields.setdefault("statement_date", day)
    journal = ReconciliationJournal.objects.create(bank_account=bank, **fields)
    for amount, text in amounts_and_texts:
        line_of(journal, amount, text, day=day)
    return journal


def line_of(
    journal: ReconciliationJournal,
    amount: str,
    text: str = "",
    *,
    day: date = DAY,
    **fields: Any,
) -> ReconciliationLine:
    """One more line at the end of the journal."""
    return ReconciliationLine.objects.create(
        journal=journal,
        line_no=(journal.lines.count() + 1) * 10_000,
        transaction_date=day,
        amount=Decimal(amount),
        text=text,
        **fields,
    )


def invoice(
    house: House, gross: str, customer: Customer, number: str = "", **fields: Any
) -> CustomerLedgerEntry:
    """An open invoice; `number` becomes its external document number, as a line may quote it."""
    return house.invoice_of(gross, customer, external_document_no=number, **fields)


def set_tolerance(bank: BankAccount, value: str, kind: str = "percentage") -> None:
    """The bank account's match tolerance."""
    setup = BankReconciliationSetup.of(bank)
    setup.tolerance_kind, setup.tolerance_value = kind, Decimal(value)
    setup.save()
