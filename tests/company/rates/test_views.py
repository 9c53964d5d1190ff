"""The pages of exchange rates: clerks look, accountants keep, nobody overwrites unseen."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arcore.company.models import ExchangeRate

LIST, ADD, IMPORT = (reverse(f"company:rate_{name}") for name in ("list", "add", "import"))


def client_of(house, role):
    client = Client()
    user = house.user(f"the-{role}", role)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def accountant(house):
    return client_of(house, "accountant")


def typed(**facts):
    return {
        "currency": "USD",
        "starting_date": "2026-03-15",
        "exchange_rate_amount": "100",
        "relational_exchange_rate_amount": "92.5",
        **facts,
    }


def edit_url():
    return reverse("company:rate_edit", args=[ExchangeRate.objects.get().pk])


def test_an_accountant_adds_a_rate_and_sees_it_first(accountant):
    answer = accountant.post(ADD, typed(), follow=True)
    assert answer.redirect_chain == [(f"{LIST}?currency=USD", 302)]
    assert ExchangeRate.objects.rate_on("USD", date(2026, 3, 15)).factor == Decimal("0.925")
    assert "0.925" in answer.content.decode()


def test_the_amount_of_last_time_is_proposed(accountant):
    form = accountant.get(f"{ADD}?currency=USD").context["form"]
    assert form.initial["exchange_rate_amount"] == 100


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"currency": "EUR"}, "currency"),  # the local currency
        ({"currency": "XXX"}, "currency"),
        ({"starting_date": "0002-01-01"}, "starting_date"),
        ({"starting_date": "2020-01-01"}, "__all__"),  # taken
        ({"exchange_rate_amount": "0"}, "__all__"),
        ({"relational_exchange_rate_amount": "-1"}, "__all__"),
        ({"relational_exchange_rate_amount": "NaN"}, "relational_exchange_rate_amount"),
        (
            {"relational_exchange_rate_amount": "1.0123456789"},
            "relational_exchange_rate_amount",
        ),
    ],
)
def test_senseless_rates_are_told_beside_their_field(accountant, facts, field):
    answer = accountant.post(ADD, typed(**facts))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert ExchangeRate.objects.count() == 1


def test_a_rate_is_changed_and_its_history_tells_who(accountant):
    form = accountant.get(edit_url()).context["form"]
    data = typed(seen=form["seen"].value(), starting_date="2020-01-01")
    assert accountant.post(edit_url(), data).status_code == 302
    assert ExchangeRate.objects.get().relational_exchange_rate_amount == Decimal("92.5")
    rows = accountant.get(reverse("company:rate_history")).context["table"].data
    assert [(row.pgh_label, str(row.user or "")) for row in rows] == [
        ("update", "the-accountant"),
        ("insert", ""),
    ]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(accountant):
    form = accountant.get(edit_url()).context["form"]
    data = typed(seen=form["seen"].value())
    ExchangeRate.objects.update(relational_exchange_rate_amount=91)
    answer = accountant.post(edit_url(), data)
    assert answer.status_code == 422
    assert "Somebody changed this rate meanwhile" in answer.content.decode()
    assert ExchangeRate.objects.get().relational_exchange_rate_amount == 91
    data["seen"] = answer.context["form"]["seen"].value()
    assert accountant.post(edit_url(), data).status_code == 302


def test_a_clerk_looks_but_finds_no_way_to_change(house):
    clerk = client_of(house, "clerk")
    text = clerk.get(LIST).content.decode()
    assert "USD" in text
    assert ADD not in text
    assert edit_url() not in text
    assert clerk.get(edit_url()).status_code == 403
    assert clerk.post(IMPORT, {"text": "USD;2026-03-15;1"}).status_code == 403


class TestImport:
    TEXT = "USD;2020-01-01;100;90\nUSD;2026-03-01;100;92,5\nUSD;2026-04-01;100;93"

    def test_it_is_shown_first_and_stored_when_confirmed(self, accountant):
        page = accountant.post(IMPORT, {"text": self.TEXT})
        assert (page.context["new"], page.context["changed"]) == (2, 0)
        assert ExchangeRate.objects.count() == 1
        text = page.context["form"]["text"].value()
        answer = accountant.post(IMPORT, {"text": text, "confirm": "1"}, follow=True)
        assert "2 new rates are stored." in answer.content.decode()
        assert ExchangeRate.objects.count() == 3

    def test_a_file_in_either_encoding(self, accountant):
        for encoding in ("utf-8-sig", "cp1252"):
            held = "devise;date début;taux\nUSD;01/03/2026;0,925".encode(encoding)
            page = accountant.post(IMPORT, {"file": SimpleUploadedFile("r.csv", held)})
            assert page.context["new"] == 1

    def test_problems_are_told_all_and_the_text_stays_to_be_corrected(self, accountant):
        bad = "USD;2026-03-01;x\nXXX;2026-03-01;1"
        page = accountant.post(IMPORT, {"text": bad, "confirm": "1"})
        assert page.status_code == 422
        assert [problem.line for problem in page.context["problems"]] == [1, 2]
        assert page.context["form"]["text"].value() == bad
        assert ExchangeRate.objects.count() == 1

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "Choose a file, or paste rows."),
            ({"text": " \n "}, "Choose a file, or paste rows."),
            (
                {"file": SimpleUploadedFile("r.csv", b"\x00\x01\x02\x81")},
                "This file is no text",
            ),
            ({"file": SimpleUploadedFile("r.csv", b"x" * 1_000_001)}, "larger than 1 MB"),
        ],
    )
    def test_what_is_no_file_of_rates_is_told(self, accountant, sent, said):
        page = accountant.post(IMPORT, sent)
        assert page.status_code == 422
        assert said in page.content.decode()
