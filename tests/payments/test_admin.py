"""The administrator maintains the setup of bank reconciliation."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payments.models import CsvFormat, PaymentApplicationRule

SETUP = (
    "bankreconciliationsetup",
    "csvformat",
    "matchingsettings",
    "paymentapplicationrule",
    "texttoaccountmapping",
)


@pytest.fixture
def administrator(client, house):
    user = house.user("ada", "administrator")
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", SETUP)
def test_each_setup_page_opens(administrator, name):
    for page in ("changelist", "add"):
        response = administrator.get(reverse(f"admin:payments_{name}_{page}"))
        single = name == "matchingsettings" and page == "add"
        assert response.status_code == (403 if single else 200)


def test_restoring_asks_first_and_brings_the_25_rules_back(administrator):
    PaymentApplicationRule.objects.filter(confidence=3).delete()
    url = reverse("admin:payments_paymentapplicationrule_restore")
    assert "14" in administrator.get(url).content.decode()
    assert PaymentApplicationRule.objects.count() == 14
    administrator.post(url)
    assert PaymentApplicationRule.objects.count() == 25


def test_only_who_maintains_the_rules_restores_them(client, house):
    user = house.user("audrey", "auditor")
    user.is_staff = True
    user.save()
    client.force_login(user)
    url = reverse("admin:payments_paymentapplicationrule_restore")
    assert client.post(url).status_code == 403


def test_a_format_is_tried_on_a_sample(administrator):
    made = CsvFormat.objects.create(
        name="bank",
        currency="EUR",
        column_booking_date="Date",
        column_description="Text",
        column_amount="Amount",
    )
    url = reverse("admin:payments_csvformat_preview", args=[made.pk])
    good = SimpleUploadedFile("a.csv", b"Date;Text;Amount\n04/05/2026;INV-1;10,50\n")
    assert "INV-1" in administrator.post(url, {"file": good}).content.decode()
    bad = SimpleUploadedFile("a.csv", b"Date;Text;Amount\n04/31/2026;INV-1;10,50\n")
    assert "errorlist" in administrator.post(url, {"file": bad}).content.decode()


def test_a_format_that_could_not_be_read_is_refused_field_by_field(administrator):
    response = administrator.post(
        reverse("admin:payments_csvformat_add"),
        {"name": "x", "delimiter": ";;", "quote": '"', "date_format": "%d", "skip_top": 0,
         "skip_bottom": 0, "decimal_separator": ",", "amount_style": "signed"},
    )  # fmt: skip
    assert response.status_code == 200
    assert not CsvFormat.objects.exists()
    assert "Say which column holds this." in response.content.decode()
