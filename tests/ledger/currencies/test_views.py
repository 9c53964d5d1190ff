"""The pages of exchange rate adjustments, as accountant and clerk."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from arcore.jobs.models import Progress
from ledger.currencies import views
from ledger.models import ExchangeAdjustment, Register
from ledger.tasks import adjust_rates
from tests.builders import TODAY
from tests.ledger.currencies.test_adjust import LATER, NEXT, invoice, pay, rate
from tests.ledger.posting.paying import Line, paying, post

LIST, ADJUST = reverse("currencies:list"), reverse("currencies:adjust")


@pytest.fixture
def accountant(house):
    client = Client()
    user = house.user("the-accountant")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def owed(house):
    entry = invoice(house)
    rate(LATER, "95")
    return entry


def sent(page, **typed):
    form = page.context["form"]
    shown = {bound.html_name: bound.value() for bound in form}
    shown["currencies"] = ["USD"]
    return {**{k: "" if v is None else v for k, v in shown.items()}, **typed}


def previewed(client, **typed):
    typed = {"day": LATER.isoformat(), "document_no": "ADJ-1", **typed}
    return client.post(ADJUST, sent(client.get(ADJUST), **typed))


def test_foreign_currencies_with_rates_are_proposed(accountant):
    form = accountant.get(ADJUST).context["form"]
    assert [one.code for one in form.initial["currencies"]] == ["USD"]


def test_everything_to_come_is_shown_and_nothing_posted(house, accountant, owed):
    line = Line(owed.customer_id, "-90")
    post(paying("P1", line, bank_id=house.bank_usd.pk))
    page = previewed(accountant)
    assert page.status_code == 200
    sums, rows = page.context["groups"]
    (usd,) = sums.table.data
    assert (usd.told.factor, usd.since, usd.told.gain, usd.told.loss) == (
        Decimal("0.95"),
        LATER,
        5,
        Decimal("4.50"),
    )
    assert [
        (row.name, row.party, row.amount, row.before, row.after) for row in rows.table.data
    ] == [
        (owed.document_no, "Adatum", 100, 90, 95),
        ("USD", "Dollar bank", 90, 90, Decimal("85.50")),
    ]
    assert not ExchangeAdjustment.objects.exists()


def test_what_a_later_payment_takes_back_is_told(house, accountant, owed):
    """Shown is what there was on the day; the payment came after it."""
    pay(house, owed, "40", "0.97", NEXT)
    sums, rows = previewed(accountant).context["groups"]
    (usd,) = sums.table.data
    assert (usd.told.gain, usd.told.loss, usd.taken_back) == (5, 0, -2)
    ((amount, before, after),) = [(r.amount, r.before, r.after) for r in rows.table.data]
    assert (amount, before, after) == (100, 90, 95)


def test_confirmed_it_is_posted_told_and_listed(accountant, owed):
    answer = accountant.post(ADJUST, sent(previewed(accountant), confirm="1"), follow=True)
    text = answer.content.decode()
    assert "gain 5.00, loss 0.00" in text
    adjusted = ExchangeAdjustment.objects.get()
    assert adjusted.get_absolute_url() in text
    assert adjusted.register.user is not None
    assert adjusted.register.user.username == "the-accountant"


def test_two_clicks_post_once(accountant, owed):
    data = sent(previewed(accountant), confirm="1")
    accountant.post(ADJUST, data)
    assert accountant.post(ADJUST, data).status_code == 302
    assert Register.objects.filter(source="exchange_adjustment").count() == 1


def test_another_day_than_shown_is_shown_first(accountant, owed):
    data = sent(previewed(accountant), confirm="1", document_no="ADJ-2")
    page = accountant.post(ADJUST, data)
    assert page.context["groups"]
    assert not ExchangeAdjustment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "0002-01-01"}, "day"),
        ({"day": ""}, "day"),
        ({"document_no": "x" * 21}, "document_no"),
        ({"document_no": ""}, "document_no"),
        ({"currencies": []}, "currencies"),
        ({"currencies": ["EUR"]}, "currencies"),
        ({"currencies": ["<script>"]}, "currencies"),
        ({"key": "x"}, "key"),
        ({"day": "1995-01-01"}, "day"),  # no rate
        ({"day": TODAY.isoformat()}, "__all__"),  # nothing to adjust
    ],
)
def test_bad_input_is_told_beside_its_field(accountant, owed, typed, field):
    page = previewed(accountant, **typed)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_what_changed_since_the_preview_is_told(accountant, owed):
    data = sent(previewed(accountant), confirm="1")
    rate(LATER, "90")
    page = accountant.post(ADJUST, data)
    assert page.status_code == 422
    assert "Nothing is to be adjusted" in page.content.decode()


def test_many_entries_are_adjusted_by_a_job(accountant, owed, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE_ENTRIES", 0)
    data = sent(previewed(accountant), confirm="1")
    answer = accountant.post(ADJUST, data)
    progress = Progress.objects.get()
    assert answer["Location"] == progress.get_absolute_url()
    assert not ExchangeAdjustment.objects.exists()
    monkeypatch.setattr(Progress, "report", lambda self, done, **more: None)
    arguments = {
        "key": str(data["key"]),
        "user_id": progress.user_id,
        "today": TODAY.isoformat(),
        "day": LATER.isoformat(),
        "currencies": ["USD"],
        "document_no": "ADJ-1",
    }
    urls = {adjust_rates(progress, **arguments) for _again in range(2)}
    assert urls == {ExchangeAdjustment.objects.get().get_absolute_url()}


def test_a_clerk_looks_and_may_not_post(house, owed):
    client = Client()
    client.force_login(
        house.user("clara", "clerk"), "django.contrib.auth.backends.ModelBackend"
    )
    assert ADJUST not in client.get(LIST).content.decode()
    assert client.get(ADJUST).status_code == 403
