"""What a person applies is a whole number of the smallest coins of the currency."""

from decimal import Decimal

import pytest

from payments.reconciliation.apply_by_hand import set_amount, tick
from payments.reconciliation.refused import ReconciliationRefused


def test_a_third_decimal_is_refused(house, accountant, line_of):
    line = line_of("100.00")
    entry = house.invoice_of("100.00")
    tick(line.pk, line.version, accountant, kind="customer", entry_id=entry.pk)
    line.refresh_from_db()
    part = line.applied_entries.get()
    with pytest.raises(ReconciliationRefused, match="decimals"):
        set_amount(line.pk, line.version, accountant, part_id=part.pk, amount=Decimal("33.333"))
