"""Setting and lifting blocks, the privacy block above all."""

import pytest

from customers.block_change import Block, block_after
from customers.changing import change_customer
from customers.models import Customer
from customers.refused import CustomerRefused
from tests.customers.builders import person


@pytest.mark.parametrize(
    ("now", "wanted", "after"),
    [
        # now (blocked, privacy) -> typed -> stored
        (("", False), ("ship", False), ("ship", False)),
        (("all", False), ("", False), ("", False)),
        (("", False), ("", True), ("all", True)),  # privacy forces All
        (("ship", False), ("invoice", True), ("all", True)),
        (("all", True), ("all", False), ("", False)),  # lifted: the earlier block is lost
        (("all", True), ("ship", False), ("ship", False)),  # chosen in the same step
        (("all", True), ("invoice", True), ("invoice", False)),  # confirmed: flag cleared
        (("all", True), ("all", True), ("all", True)),
    ],
)
def test_what_is_stored_after_each_change(now, wanted, after):
    assert block_after(Block(*now), Block(*wanted)) == after


@pytest.fixture
def hidden(house) -> Customer:
    """A customer blocked for privacy."""
    return house.customer(blocked="all", privacy_blocked=True)


def test_another_block_under_privacy_must_be_confirmed(hidden):
    jane = person("jane", "accountant")
    with pytest.raises(CustomerRefused) as refused:
        change_customer(hidden.pk, {"blocked": "ship"}, user=jane, version=None)
    assert [refusal.field for refusal in refused.value.refusals] == ["lift_privacy"]
    saved = change_customer(
        hidden.pk, {"blocked": "ship"}, user=jane, version=None, confirmed=True
    )
    assert (saved.customer.blocked, saved.customer.privacy_blocked) == ("ship", False)
    assert saved.notices == ("The privacy block is lifted; blocked is now: Ship.",)


@pytest.mark.parametrize("confirmed", [False, True])
def test_nobody_signed_in_means_nobody_can_confirm(hidden, confirmed):
    with pytest.raises(CustomerRefused, match="Only a person can lift this"):
        change_customer(
            hidden.pk, {"blocked": "ship"}, user=None, version=None, confirmed=confirmed
        )
    hidden.refresh_from_db()
    assert (hidden.blocked, hidden.privacy_blocked) == ("all", True)


def test_the_database_keeps_privacy_and_all_together(hidden):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=hidden.pk).update(blocked="")
