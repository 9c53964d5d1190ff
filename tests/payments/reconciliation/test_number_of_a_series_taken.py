"""A number typed by hand that the series would give next is passed over."""

import pytest

from arcore.company.models import NumberSeries
from payments.reconciliation.opening import open_journal
from tests.payments.reconciliation.camt import DAY
from tests.payments.reconciliation.conftest import TODAY


@pytest.fixture
def opened(house, accountant, setup_of):
    setup_of.statement_no_series = NumberSeries.objects.get(code="REC")
    setup_of.save()

    def run(number=""):
        return open_journal(
            bank_account=house.bank,
            statement_no=number,
            statement_date=DAY,
            ending_balance=None,
            user=accountant,
            today=TODAY,
        ).statement_no

    return run


def test_the_series_goes_on_after_a_number_typed_before(opened):
    assert opened("REC00002") == "REC00002"
    assert [opened(), opened()] == ["REC00001", "REC00003"]
