"""Every way of being blocked is there to be tried."""

import pytest

from customers.models import Customer
from ledger.models import SalesDocument


@pytest.mark.parametrize("blocked", ["", "ship", "invoice", "all"])
def test_customers_are_blocked_in_each_way(demo, blocked):
    assert Customer.objects.filter(blocked=blocked, privacy_blocked=False).exists()


def test_somebody_is_blocked_for_privacy(demo):
    assert Customer.objects.filter(blocked="all", privacy_blocked=True).exists()


@pytest.mark.parametrize("blocked", ["ship", "invoice", "all"])
def test_documents_wait_for_customers_blocked_meanwhile(demo, blocked):
    waiting = SalesDocument.objects.filter(
        status="open", sell_to__blocked=blocked, sell_to__privacy_blocked=False
    )
    assert set(waiting.values_list("type", flat=True)) >= {"order", "invoice"}


def test_the_history_tells_who_blocked(demo):
    customer = Customer.objects.filter(blocked="ship").earliest("no")
    events = Customer.pgh_event_model.objects.filter(pgh_obj=customer)  # type: ignore[attr-defined]
    newest = events.latest("pgh_id")
    assert newest.blocked == "ship"
    assert newest.pgh_context.metadata["user"] == demo.accountant.pk
