"""Open a journal by hand, for a statement that comes on paper."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from arcore.company.models import User
from ledger.models import BankAccount
from ledger.posting.for_sources import locks
from payments.models import BankReconciliationSetup, ReconciliationJournal
from payments.reconciliation.numbering import refuse_used, take_number

SETUP_TABLE = "payments_bankreconciliationsetup"


@transaction.atomic
def open_journal(
    *,
    bank_account: BankAccount,
    statement_no: str,
    statement_date: date | None,
    ending_balance: Decimal | None,
    user: User,
    today: date,
) -> ReconciliationJournal:
    """A journal without lines; an empty number takes the account's next one.

    Raises ReconciliationRefused for a number that is used already.
    """
    setup = BankReconciliationSetup.of(bank_account)
    locks.take_rows(SETUP_TABLE, [setup.pk])
    setup.refresh_from_db()
    if statement_no:
        refuse_used(bank_account, statement_no)
    return ReconciliationJournal.objects.create(
        bank_account=bank_account,
        statement_no=statement_no or take_number(setup, today),
        statement_date=statement_date,
        balance_last_statement=setup.balance_last_statement,
        ending_balance=ending_balance,
        created_by=user,
    )
