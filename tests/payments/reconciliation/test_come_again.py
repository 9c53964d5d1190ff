"""A file comes again for what was deleted of it; the rest of it stays as it is."""

import pytest

from payments.models import ReconciliationJournal
from payments.reconciliation.discard import discard
from payments.statements.parsed import StatementRefused
from tests.payments.reconciliation.camt import Money, camt, statement
from tests.payments.reconciliation.conftest import import_content

FILE = camt(
    statement([Money("10.00", "a")], number=1),
    statement([Money("20.00", "b")], opening="1010.00", number=2),
)


@pytest.mark.parametrize("deleted", [0, 1])
def test_the_deleted_statement_of_a_file_comes_again(house, accountant, deleted):
    journal = import_content(accountant, FILE).journals[deleted]
    amount = journal.lines.get().amount
    discard(journal.pk, journal.version)
    again = import_content(accountant, FILE)
    assert [one.lines.get().amount for one in again.journals] == [amount]
    assert ReconciliationJournal.objects.count() == 2


def test_when_all_of_it_is_there_again_it_is_refused_again(house, accountant):
    journal = import_content(accountant, FILE).journals[1]
    discard(journal.pk, journal.version)
    import_content(accountant, FILE)
    with pytest.raises(StatementRefused, match="This file was imported before"):
        import_content(accountant, FILE)


def test_a_known_file_is_refused_with_that_one_reason(house, accountant):
    import_content(accountant, FILE)
    with pytest.raises(StatementRefused) as refused:
        import_content(accountant, FILE)
    assert [str(problem) for problem in refused.value.problems] == [
        "This file was imported before. Nothing is left to do with it."
    ]
