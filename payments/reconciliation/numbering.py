"""The statement number of a journal: the account's own sequence, or a number series.

A number is taken with the journal, so one that is never created gives it back.
"""

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from arcore.company.models import NumberSeries
from ledger.models import BankAccount
from payments.models import BankReconciliationSetup, PostedReconciliation, ReconciliationJournal
from payments.reconciliation.refused import refuse


def take_number(setup: BankReconciliationSetup, day: date) -> str:
    """The next statement number of the account; the caller holds the setup's row.

    Last payment statement no. 6 -> "7". Numbers that are in use are passed over.
    """
    if setup.statement_no_series_id:
        return _from_series(setup, day)
    number = setup.last_payment_statement_no + 1
    while is_used(setup.bank_account, str(number)):
        number += 1
    setup.last_payment_statement_no = number
    setup.save(update_fields=["last_payment_statement_no"])
    return str(number)


def give_back(journal: ReconciliationJournal) -> None:
    """Return the number of a journal that is being deleted, if it was the last one."""
    number = journal.statement_no
    if number.isascii() and number.isdecimal() and len(number) < 10:
        BankReconciliationSetup.objects.filter(
            bank_account=journal.bank_account, last_payment_statement_no=int(number)
        ).update(last_payment_statement_no=F("last_payment_statement_no") - 1)


def refuse_used(bank_account: BankAccount, number: str) -> None:
    """Raise ReconciliationRefused for a number that a journal, open or posted, has."""
    if is_used(bank_account, number):
        refuse(
            _("Statement number %(no)s of %(bank)s is used already. Choose another one.")
            % {"no": number, "bank": bank_account.code},
            field="statement_no",
        )


def is_used(bank_account: BankAccount, number: str) -> bool:
    """Whether an open or posted journal of the account has the number."""
    journals = (ReconciliationJournal, PostedReconciliation)
    return any(
        model.objects.filter(bank_account=bank_account, statement_no=number).exists()
        for model in journals
    )


def _from_series(setup: BankReconciliationSetup, day: date) -> str:
    assert setup.statement_no_series_id is not None
    series = NumberSeries.objects.select_for_update(no_key=True).get(
        pk=setup.statement_no_series_id
    )
    number = ""
    while not number or is_used(setup.bank_account, number):
        series.refuse_draw(day, 1)
        series.last_number += 1
        number = series.format(series.last_number)
    series.last_date = max(day, series.last_date or day)
    series.save(update_fields=["last_number", "last_date"])
    return number
