"""A line matched by a text mapping is applied like any other: counted, accepted, taken off."""

import pytest

from payments.matching.run import match
from payments.models import Confidence, TextToAccountMapping
from payments.reconciliation.edit_lines import edit_line
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.review import accept, remove
from payments.reconciliation.totals import totals_of
from tests.payments.reconciliation.conftest import TODAY


@pytest.fixture
def mapped(house, accountant, line_of):
    fees = house.accounts["fees"]
    TextToAccountMapping.objects.create(
        text="monthly fee", account_type="account", debit_account=fees, credit_account=fees
    )
    line = line_of("-12.50", "Monthly fee May")
    match(line.journal, user=accountant, today=TODAY)
    line.refresh_from_db()
    assert line.confidence == Confidence.MAPPING
    return line


def test_it_counts_as_applied(mapped):
    totals = totals_of([mapped.journal])[mapped.journal_id]
    assert (totals.applied, totals.not_applied, totals.difference) == (1, 0, 0)
    assert mapped.applied_entries.get().amount == mapped.amount


def test_it_can_be_accepted(accountant, mapped):
    accept(mapped.pk, mapped.version, accountant)
    mapped.refresh_from_db()
    assert (mapped.confidence, mapped.difference) == (Confidence.ACCEPTED, 0)


def test_its_amount_stays_until_the_application_is_removed(accountant, mapped):
    with pytest.raises(ReconciliationRefused, match="Remove the application"):
        edit_line(mapped.pk, mapped.version, {"amount": -15}, accountant)
    remove(mapped.pk, mapped.version, accountant)
    mapped.refresh_from_db()
    assert (mapped.account, mapped.applied_amount, mapped.applied_count) == (None, 0, 0)


def test_matching_again_gives_the_same(accountant, mapped):
    match(mapped.journal, user=accountant, today=TODAY)
    mapped.refresh_from_db()
    assert (mapped.applied_count, mapped.applied_amount) == (1, mapped.amount)
