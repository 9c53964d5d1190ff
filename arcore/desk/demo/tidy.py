"""Housekeeping inside the one long transaction of the load.

Autovacuum can't see what an open transaction writes: the planner would take the tables for
empty, and every journal line that was posted and deleted would stay in the way.
"""

from django.db import connection

_TIDY = (
    "SET CONSTRAINTS ALL IMMEDIATE",  # the guards of the books, early instead of at commit
    "SET CONSTRAINTS ALL DEFERRED",
    "TRUNCATE payments_appliedentry, payments_reconciliationline",  # posted: they are empty
    "ANALYZE customers_customer, ledger_salesdocument, ledger_salesline,"
    " ledger_postedshipment, ledger_postedshipmentline, ledger_postedreturnreceipt,"
    " ledger_postedreturnreceiptline, ledger_postedinvoice,"
    " ledger_postedinvoiceline, ledger_register, ledger_transaction,"
    " ledger_generalledgerentry, ledger_customerledgerentry, ledger_detailedcustomerentry,"
    " ledger_bankledgerentry, payments_appliedentry, payments_reconciliationline,"
    " payments_postedreconciliation, payments_postedreconciliationline,"
    " payments_bankstatement, payments_bankstatementline",
)


def tidy_up() -> None:
    """Prove the guards so far, free what posted journals left, count the rows.

    Expects that no reconciliation journal is open.
    """
    with connection.cursor() as cursor:
        for statement in _TIDY:
            cursor.execute(statement)
