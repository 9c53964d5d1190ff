"""A line that is applied beyond its amount never gets a negative rest on account."""

import pytest

from payments.reconciliation.apply_by_hand import tick, untick
from payments.reconciliation.put_on_account import put_on_account
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.review import accept
from tests.payments.reconciliation.test_apply_by_hand import credit_memo


@pytest.fixture
def over_applied(house, accountant, line_of):
    """50.00 that pay an invoice of 80.00, since the credit memo of 30.00 was taken off."""
    customer = house.customer()
    memo, line = credit_memo(house, customer, "30.00"), line_of("50.00")
    for entry in (memo, house.invoice_of("80.00", customer)):
        tick(line.pk, line.version, accountant, kind="customer", entry_id=entry.pk)
        line.refresh_from_db()
    part = line.applied_entries.get(customer_entry=memo)
    untick(line.pk, line.version, accountant, part_id=part.pk)
    line.refresh_from_db()
    assert line.difference == -30
    return line


@pytest.mark.parametrize(
    "change", [put_on_account, lambda *line: accept(*line, rest_to_account=True)]
)
def test_what_is_missing_of_a_line_is_not_put_on_account(accountant, over_applied, change):
    with pytest.raises(ReconciliationRefused, match="more than the line"):
        change(over_applied.pk, over_applied.version, accountant)
    over_applied.refresh_from_db()
    assert over_applied.applied_entries.count() == 1
    assert over_applied.difference == -30
