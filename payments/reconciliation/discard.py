"""Take an open journal back: its lines go, its number returns, its file may come again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.posting.for_sources import locks
from payments.models import (
    AppliedEntry,
    BankReconciliationSetup,
    ImportedStatement,
    PostedReconciliation,
    ReconciliationJournal,
)
from payments.reconciliation.numbering import give_back
from payments.reconciliation.refused import refuse
from payments.reconciliation.versions import change_journal

SETUP_TABLE = "payments_bankreconciliationsetup"


def discard(journal_id: int, version: int) -> None:
    """Delete the journal as the user saw it at `version`, with what was imported for it.

    Nothing posted is touched. Raises ReconciliationRefused when it changed meanwhile.
    """
    with transaction.atomic(), _locked(journal_id, version) as journal:
        statement = journal.imported_statement
        if PostedReconciliation.objects.filter(
            imported_statement=statement, imported_statement__isnull=False
        ).exists():
            refuse(_("Part of this statement is posted, so its journal can't be deleted."))
        AppliedEntry.objects.filter(line__journal=journal).delete()
        journal.lines.update(parent=None)
        journal.lines.all()._raw_delete("default")
        give_back(journal)
        journal.delete()
        if statement is not None:
            _forget(statement)


@contextmanager
def _locked(journal_id: int, version: int) -> Iterator[ReconciliationJournal]:
    """The setup of the bank account, then the journal: posting locks in the same order."""
    setups = BankReconciliationSetup.objects.filter(
        bank_account__reconciliation_journals=journal_id
    )
    locks.take_rows(SETUP_TABLE, setups.values_list("pk", flat=True))
    with change_journal(journal_id, version) as journal:
        yield journal


def _forget(statement: ImportedStatement) -> None:
    statement.lines.all()._raw_delete("default")
    statement.delete()
