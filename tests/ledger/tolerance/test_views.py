"""The pages of payment tolerance, as accountant, clerk and administrator."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from arcore.company.models import Company
from arcore.jobs.models import Progress
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, EntryAmendment, ToleranceChange
from ledger.tasks import change_tolerance
from ledger.tolerance import views

CHANGE = "/ledger/tolerance/currencies/EUR/"


@pytest.fixture
def client_of(house):
    def signed_in(role):
        client = Client()
        user = house.user(f"the-{role}", role)
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def accountant(client_of):
    return client_of("accountant")


def sent(page, **typed):
    """The form of a page as the browser sends it back, with what was typed."""
    form = page.context["form"]
    shown = {bound.html_name: bound.value() for bound in form}
    return {**{k: "" if v is None else str(v) for k, v in shown.items()}, **typed}


def effect(client, **typed):
    typed = {"percent": "1", "most": "5.00", "reason": "Too many rests", **typed}
    return client.post(CHANGE, sent(client.get(CHANGE), **typed))


def test_the_list_shows_every_currency_and_who_may_not_change_gets_no_link(client_of):
    page = client_of("clerk").get(reverse("tolerance:list"))
    assert [row["code"] for row in page.context["limits"].data] == ["EUR", "USD"]
    assert CHANGE not in page.content.decode()
    assert CHANGE in client_of("administrator").get(reverse("tolerance:list")).content.decode()


def test_the_effect_is_shown_before_anything_is_changed(house, accountant):
    house.invoice_of("100")
    house.invoice_of("900")
    page = effect(accountant)
    assert page.status_code == 200
    assert page.context["entries"] == 2
    assert [row.after for row in page.context["table"].data] == [5, 1]
    assert not ToleranceChange.objects.exists()
    assert Company.objects.get().payment_tolerance_max == 0


def test_confirmed_it_is_changed_and_told(house, accountant):
    house.invoice_of("900")
    answer = accountant.post(CHANGE, sent(effect(accountant), confirm="1"), follow=True)
    text = answer.content.decode()
    assert "1 open entry follows it." in text
    assert "Too many rests" in text
    assert CustomerLedgerEntry.objects.get().max_tolerance == 5
    who = ToleranceChange.objects.get().user
    assert who is not None
    assert who.username == "the-accountant"


def test_the_same_confirmation_twice_changes_once(house, accountant):
    data = sent(effect(accountant), confirm="1")
    accountant.post(CHANGE, data)
    assert accountant.post(CHANGE, data).status_code in (302, 422)
    assert ToleranceChange.objects.count() == 1


def test_limits_whose_effect_was_not_shown_are_not_confirmed(house, accountant):
    data = sent(effect(accountant), confirm="1", percent="50")
    page = accountant.post(CHANGE, data)
    assert page.context["effect"]
    assert not ToleranceChange.objects.exists()


def test_a_change_by_somebody_else_meanwhile_is_told(house, accountant):
    data = sent(effect(accountant), confirm="1")
    Company.objects.update(payment_tolerance_max=99)
    page = accountant.post(CHANGE, data)
    assert page.status_code == 422
    assert "Somebody changed the payment tolerance of EUR meanwhile" in page.content.decode()
    again = accountant.post(CHANGE, sent(page, confirm="1"))
    assert again.status_code == 302
    assert Company.objects.get().payment_tolerance_max == 5


@pytest.mark.parametrize(
    "typed",
    [
        {"percent": "100.01"},
        {"percent": "-1"},
        {"percent": "NaN"},
        {"most": "abc"},
        {"most": "1.005"},
        {"most": "-1"},
        {"reason": ""},
        {"key": "nonsense"},
        {"seen_most": "x"},
    ],
)
def test_bad_input_gets_a_sentence(accountant, typed):
    page = effect(accountant, **typed)
    assert page.status_code == 422
    assert page.context["form"].errors


def test_an_unknown_currency_is_not_found(accountant):
    assert accountant.get(CHANGE.replace("EUR", "XXX")).status_code == 404


def test_many_entries_follow_in_a_job_with_a_progress_bar(house, accountant, monkeypatch):
    house.invoice_of("900")
    monkeypatch.setattr(views, "AT_ONCE_ENTRIES", 0)
    answer = accountant.post(CHANGE, sent(effect(accountant), confirm="1"))
    progress, changed = Progress.objects.get(), ToleranceChange.objects.get()
    assert answer["Location"] == progress.get_absolute_url()
    assert CustomerLedgerEntry.objects.get().max_tolerance == 0
    assert "not finished" in accountant.get(reverse("tolerance:list")).content.decode()
    told = []
    monkeypatch.setattr(
        Progress, "report", lambda self, done, **more: told.append((done, more))
    )
    assert change_tolerance(progress, changed.pk) == reverse("tolerance:list")
    assert CustomerLedgerEntry.objects.get().max_tolerance == 5
    assert told[-1] == (1, {"total": 1, "message": "Changing open entries"})
    assert "not finished" not in accountant.get(reverse("tolerance:list")).content.decode()


def test_an_unfinished_change_is_continued_in_a_job(house, accountant, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE_ENTRIES", -1)
    accountant.post(CHANGE, sent(effect(accountant), confirm="1"))
    url = reverse("tolerance:continue", args=[ToleranceChange.objects.get().pk])
    assert accountant.post(url)["Location"] == Progress.objects.latest("id").get_absolute_url()
    ToleranceChange.objects.update(finished_at="2026-01-24T09:00Z")
    assert accountant.post(url)["Location"] == reverse("tolerance:list")


class TestCustomer:
    """The card asks whether open entries follow its block."""

    @pytest.fixture
    def customer(self, house):
        Company.objects.update(payment_tolerance_max=5)
        customer = house.customer()
        house.invoice_of("900", customer)
        return customer

    def save(self, client, customer, **typed):
        url = reverse("customers:edit", args=[customer.pk])
        page = client.get(url)
        data = sent(page)
        for part in page.context["grid"].management_form:
            data[part.html_name] = str(part.value())
        for name in ("privacy_blocked", "prices_including_vat", "combine_shipments",
                     "block_payment_tolerance"):  # fmt: skip
            data.pop(name, None)
        return client.post(url, {**data, **typed})

    def test_blocking_asks_and_sets_to_zero(self, client_of, customer):
        clerk = client_of("clerk")
        answer = self.save(clerk, customer, block_payment_tolerance="on")
        asked = reverse("tolerance:customer", args=[customer.pk])
        assert answer["Location"] == asked
        assert CustomerLedgerEntry.objects.get().max_tolerance == 5
        assert "set it to zero?" in clerk.get(asked).content.decode()
        assert clerk.post(asked)["Location"] == customer.get_absolute_url()
        assert CustomerLedgerEntry.objects.get().max_tolerance == 0
        assert "was blocked" in EntryAmendment.objects.get().reason

    def test_lifting_asks_and_works_out_again(self, client_of, customer):
        clerk = client_of("clerk")
        Customer.objects.update(block_payment_tolerance=True)
        CustomerLedgerEntry.objects.update(max_tolerance=0)
        asked = self.save(clerk, customer)["Location"]
        assert "Work it out for 1 open entry" in clerk.get(asked).content.decode()
        clerk.post(asked)
        assert CustomerLedgerEntry.objects.get().max_tolerance == Decimal(5)

    def test_without_entries_to_follow_nothing_is_asked(self, client_of, customer):
        clerk = client_of("clerk")
        CustomerLedgerEntry.objects.update(max_tolerance=0)
        answer = self.save(clerk, customer, block_payment_tolerance="on")
        assert answer["Location"] == customer.get_absolute_url()
        asked = reverse("tolerance:customer", args=[customer.pk])
        assert clerk.get(asked)["Location"] == customer.get_absolute_url()
