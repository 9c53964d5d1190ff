"""The Django admin: administrators maintain set-up, posted data is read-only, others stay out.

A model that is registered and missing here fails the suite.
"""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import Client, RequestFactory
from django.urls import reverse

from arcore.company.models import User
from tests.stock import Stock

SET_UP = {
    "company.Company", "company.Currency", "company.NumberSeries", "company.SeriesUse",
    "company.User",
    "customers.BusinessGroup", "customers.CustomerPostingGroup",
    "customers.FinanceChargeTerms", "customers.PaymentMethod", "customers.PaymentTerms",
    "customers.ReminderTerms", "customers.VatBusinessGroup",
    "ledger.BankAccount", "ledger.CurrencyPostingSetup", "ledger.CustomerPostingSetup",
    "ledger.GLAccount", "ledger.GeneralPostingSetup", "ledger.Item",
    "ledger.PaymentMethodSetup", "ledger.ProductGroup", "ledger.VatPostingSetup",
    "ledger.VatProductGroup", "ledger.VendorPostingGroup",
    "payments.BankReconciliationSetup", "payments.CsvFormat", "payments.JournalBatch",
    "payments.JournalTemplate", "payments.MatchingSettings",
    "payments.PaymentApplicationRule", "payments.TextToAccountMapping",
}  # fmt: skip
READ_ONLY = {
    "customers.Customer",
    "ledger.BankLedgerEntry", "ledger.CustomerLedgerEntry", "ledger.DetailedCustomerEntry",
    "ledger.GeneralLedgerEntry", "ledger.PostedCreditMemo", "ledger.PostedInvoice",
    "ledger.PostedReturnReceipt", "ledger.PostedShipment", "ledger.Register", "ledger.Vendor",
    "ledger.VendorLedgerEntry",
}  # fmt: skip
# Of the libraries: no role is given a permission there, only a superuser sees them.
LIBRARIES = {
    "axes.AccessAttempt", "axes.AccessFailureLog", "axes.AccessLog",
    "procrastinate.ProcrastinateJob",
}  # fmt: skip
# One row each, made at set-up or on the first visit.
ADDED_ELSEWHERE = {"company.Company", "payments.MatchingSettings"}

REGISTERED: dict[str, Any] = {
    model._meta.label: (model, model_admin)
    for model, model_admin in admin.site._registry.items()
}


def page(label: str, name: str, *arguments: Any) -> str:
    app, model = label.lower().split(".")
    return reverse(f"admin:{app}_{model}_{name}", args=arguments)


def signed_in(user: User, **flags: bool) -> Client:
    User.objects.filter(pk=user.pk).update(**flags)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def stock(house) -> Stock:
    made = Stock(house, house.user("preparer"))
    made.add(1)
    return made


def test_every_registered_model_is_listed_here():
    assert set(REGISTERED) == SET_UP | READ_ONLY | LIBRARIES


def test_the_administrator_maintains_the_set_up(house):
    client = signed_in(house.user("ada", "administrator"), is_staff=True)
    for label in sorted(SET_UP):
        assert client.get(page(label, "changelist")).status_code == 200, label
        first = REGISTERED[label][0].objects.first()
        if first is not None:
            assert client.get(page(label, "change", first.pk)).status_code == 200, label
            assert client.post(page(label, "change", first.pk), {}).status_code != 403, label
        if label not in ADDED_ELSEWHERE:
            assert client.get(page(label, "add")).status_code == 200, label
            assert client.post(page(label, "add"), {}).status_code == 200, label


@pytest.mark.parametrize("is_superuser", [False, True])
def test_what_was_posted_is_shown_and_never_changed(stock, is_superuser):
    user = stock.house.user("ada", "administrator")
    client = signed_in(user, is_staff=True, is_superuser=is_superuser)
    for label in sorted(READ_ONLY):
        model = REGISTERED[label][0]
        before = list(model.objects.order_by("pk").values())
        assert client.get(page(label, "changelist")).status_code == 200, label
        assert client.post(page(label, "add"), {}).status_code == 403, label
        for row in before[:1]:
            assert client.get(page(label, "change", row["id"])).status_code == 200, label
            for name in ("change", "delete"):
                url = page(label, name, row["id"])
                assert client.post(url, {"post": "yes"}).status_code == 403, f"{name} {label}"
        bulk = [row["id"] for row in before]
        chosen = {"action": "delete_selected", "_selected_action": bulk, "post": "yes"}
        client.post(page(label, "changelist"), chosen)
        assert list(model.objects.order_by("pk").values()) == before, label
        assert before, label


def test_the_admins_of_posted_data_permit_nothing_even_to_a_superuser(house):
    request = RequestFactory().get("/admin/")
    request.user = User(username="root", is_staff=True, is_superuser=True)
    for label in sorted(READ_ONLY):
        _model, model_admin = REGISTERED[label]
        assert not model_admin.has_add_permission(request), label
        assert not model_admin.has_change_permission(request), label
        assert not model_admin.has_delete_permission(request), label
        assert model_admin.has_view_permission(request), label


@pytest.mark.parametrize("role", ["clerk", "accountant", "auditor"])
def test_other_roles_have_no_admin(house, role):
    client = signed_in(house.user(f"the-{role}", role))
    for label in sorted(REGISTERED):
        for name in ("changelist", "add"):
            for method in ("get", "post"):
                answer = getattr(client, method)(page(label, name))
                assert answer.status_code == 302, f"{method} {name} {label}"
                assert answer.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("role", ["clerk", "accountant", "auditor"])
def test_other_roles_maintain_nothing_even_when_let_into_the_admin(house, role):
    client = signed_in(house.user(f"the-{role}", role), is_staff=True)
    for label in sorted(REGISTERED):
        assert client.post(page(label, "add"), {}).status_code == 403, label
        first = REGISTERED[label][0].objects.first()
        for name in ("change", "delete") if first is not None else ():
            url = page(label, name, first.pk)
            assert client.post(url, {"post": "yes"}).status_code == 403, f"{name} {label}"


def test_the_administrator_sees_nothing_of_the_libraries(house):
    client = signed_in(house.user("ada", "administrator"), is_staff=True)
    for label in sorted(LIBRARIES):
        assert client.get(page(label, "changelist")).status_code == 403, label


@pytest.mark.parametrize("label", sorted(SET_UP - {"company.User"}))  # Django's own forms
def test_whatever_may_be_set_up_is_on_its_page(house, label):
    """A setting that no page shows can't be switched on."""
    model, model_admin = REGISTERED[label]
    request = RequestFactory().get("/")
    request.user = house.user("maintainer", "administrator")
    shown = set(flatten_fieldsets(model_admin.get_fieldsets(request)))
    wanted = {
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.auto_created
    }
    assert wanted - shown == set()
