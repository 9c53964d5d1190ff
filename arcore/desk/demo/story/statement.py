"""Book a bank statement: a reconciliation journal, posted and reconciled like a clerk's."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from arcore.company.models import User
from arcore.desk.demo.story.movement import Movement
from arcore.values.money import ZERO
from ledger.models import BankAccount
from ledger.posting import post
from payments.models import (
    AccountType,
    AppliedEntry,
    BankReconciliationSetup,
    ReconciliationJournal,
    ReconciliationLine,
)
from payments.reconciliation.numbering import take_number
from payments.reconciliation.posting import post_journal


def book_statement(
    bank: BankAccount, movements: Sequence[Movement], day: date, user: User
) -> Decimal:
    """Post and reconcile the movements, oldest first; the balance they lead to.

    Raises PostingRefused when a movement may not be posted.
    """
    setup = BankReconciliationSetup.objects.get(bank_account=bank)
    if not movements:
        return setup.balance_last_statement
    total = sum((movement.amount for movement in movements), ZERO)
    ending = setup.balance_last_statement + total
    journal = ReconciliationJournal.objects.create(
        bank_account=bank,
        statement_no=take_number(setup, day),
        statement_date=day,
        balance_last_statement=setup.balance_last_statement,
        ending_balance=ending,
        created_by=user,
    )
    _write_lines(journal, sorted(movements, key=lambda movement: movement.day))
    command = post_journal(
        journal,
        version=journal.version,
        user_id=user.pk,
        today=day,
        reconcile=True,
        statement_date=day,
        ending_balance=ending,
    )
    post(command)
    return ending


def _write_lines(journal: ReconciliationJournal, movements: Sequence[Movement]) -> None:
    lines = ReconciliationLine.objects.bulk_create(
        _line(journal, number, movement) for number, movement in enumerate(movements, 1)
    )
    AppliedEntry.objects.bulk_create(
        AppliedEntry(
            line=line,
            customer_entry_id=part.entry_id,
            order=order,
            amount=part.amount,
            discount=part.discount,
            confidence=movement.confidence,
        )
        for line, movement in zip(lines, movements, strict=True)
        for order, part in enumerate(movement.parts)
    )


def _line(
    journal: ReconciliationJournal, number: int, movement: Movement
) -> ReconciliationLine:
    to_customer = movement.customer_id is not None
    return ReconciliationLine(
        journal=journal,
        line_no=number,
        transaction_date=movement.day,
        value_date=movement.day,
        amount=movement.amount,
        text=movement.text,
        related_party_name=movement.party,
        related_party_account=movement.iban,
        transaction_id=f"{journal.bank_account.code}-{journal.statement_no}-{number:04d}",
        account_type=AccountType.CUSTOMER if to_customer else AccountType.ACCOUNT,
        customer_id=movement.customer_id,
        account=movement.account,
        applied_amount=movement.amount,
        applied_count=len(movement.parts) or 1,
        confidence=movement.confidence,
    )
