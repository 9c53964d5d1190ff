"""Release locks a document that sells something; reopening unlocks it."""

from decimal import Decimal

import pytest

from customers.models import Customer
from ledger.documents.refused import DocumentRefused, StaleDocument
from ledger.documents.release import release, reopen


def test_release_and_reopen(house):
    draft = house.draft(house.customer())
    assert release(draft.pk, 1).status == "released"
    assert reopen(draft.pk, 2).status == "open"
    with pytest.raises(DocumentRefused, match="is not released"):
        reopen(draft.pk, 3)


def test_a_document_without_quantity_is_not_released(house):
    draft = house.draft(house.customer(), ("0", "100"))
    with pytest.raises(DocumentRefused, match="enter a line with a quantity"):
        release(draft.pk, 1)
    draft.lines.update(quantity=Decimal("0.00001"))
    assert release(draft.pk, 1).version == 2


def test_releasing_twice_or_over_an_old_version_is_refused(house):
    draft = house.draft(house.customer())
    release(draft.pk, 1)
    with pytest.raises(StaleDocument):
        release(draft.pk, 1)
    with pytest.raises(DocumentRefused, match="is not open"):
        release(draft.pk, 2)


@pytest.mark.parametrize("blocked", ["ship", "invoice", "all"])
def test_a_block_does_not_refuse_the_release(house, blocked):
    draft = house.draft(house.customer())
    Customer.objects.update(blocked=blocked)
    assert release(draft.pk, 1).status == "released"
