"""Who changed what, when, from and to, whichever way the change came."""

import pghistory

from customers import card_history
from customers.bank_accounts import BankAccountRow
from customers.card_history import card_change_since
from customers.changing import change_customer
from customers.history import history_of
from customers.models import Customer
from tests.customers.builders import person


def told(customer) -> list[tuple]:
    """(who, field, before, after) of every change, newest first."""
    return [
        (change.user and change.user.username, part.field.name, part.before, part.after)
        for change in history_of(customer.pk).changes
        for part in change.fields
    ]


def test_a_block_is_recorded_with_person_and_both_values(house):
    customer, jane = house.customer(), person("jane", "accountant")
    change_customer(customer.pk, {"blocked": "ship"}, user=jane, version=None)
    assert told(customer) == [("jane", "blocked", "", "ship")]
    assert history_of(customer.pk).changes[0].is_block


def test_a_change_around_every_rule_is_recorded_too(house):
    customer = house.customer()
    Customer.objects.filter(pk=customer.pk).update(blocked="all")
    assert told(customer) == [(None, "blocked", "", "all")]


def test_a_job_that_names_its_person_is_recorded_as_that_person(house):
    customer, jane = house.customer(), person("jane", "accountant")
    with pghistory.context(user=jane.pk):
        Customer.objects.filter(pk=customer.pk).update(blocked="all")
    assert told(customer) == [("jane", "blocked", "", "all")]


def test_a_save_that_changes_nothing_leaves_no_trace(house):
    customer = house.customer()
    customer.save()
    change_customer(customer.pk, {}, user=None, version=None)
    assert [change.label for change in history_of(customer.pk).changes] == ["insert"]


def test_bank_accounts_are_part_of_the_history(house):
    customer = house.customer()
    row = BankAccountRow(line=1, code="MAIN", account_no="1")
    change_customer(customer.pk, {}, [row], user=None, version=None)
    added = [name for c in history_of(customer.pk).changes for name in c.accounts_added]
    assert added == ["MAIN 1"]


def test_what_is_different_since_a_version_names_its_last_author(house):
    customer, jane = house.customer(city="Lyon"), person("jane", "accountant")
    for city in ("Paris", "Nice"):
        change_customer(customer.pk, {"city": city}, user=jane, version=None)
    change, later = (card_change_since(Customer, customer.pk, version) for version in (1, 2))
    assert change is not None
    assert later is not None
    assert [(part.before, part.after) for part in change.fields] == [("Lyon", "Nice")]
    assert change.user == jane
    assert [part.before for part in later.fields] == ["Paris"]
    assert card_change_since(Customer, customer.pk, 3) is None


def test_a_long_history_comes_in_pages_without_loss(own_database, monkeypatch):
    monkeypatch.setattr(card_history, "MOST_EVENTS", 3)
    customer = Customer.objects.create(no="C1", name="Adatum")
    for city in "ABCDEFG":
        Customer.objects.filter(pk=customer.pk).update(city=city)
    seen, before = [], None
    while True:
        page = history_of(customer.pk, before)
        seen += [part.after for change in page.changes for part in change.fields]
        if page.older is None:
            break
        before = page.older
    assert seen == list("GFEDCBA")


def test_the_history_of_a_long_life_costs_as_much_as_a_short_one(
    house, django_assert_max_num_queries
):
    customer = house.customer()
    for number in range(30):
        Customer.objects.filter(pk=customer.pk).update(city=f"City {number}")
    with django_assert_max_num_queries(3):
        history_of(customer.pk)
