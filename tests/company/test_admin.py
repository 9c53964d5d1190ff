from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from arcore.company.models import Company, Currency, ExchangeRate, NumberSeries, User
from tests.company.builders import company, currency, person, series

pytestmark = pytest.mark.django_db
NO_TOLERANCE = {"payment_tolerance_percent": "0", "payment_tolerance_max": "0"}
MODELS = ("user", "company", "currency", "numberseries", "seriesuse")


def url(model: str, page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:company_{model}_{page}", args=args)


@pytest.fixture
def administrator(client):
    admin = person("ada", "administrator", is_staff=True)
    client.force_login(admin)
    return admin


def rates(**first: str) -> dict[str, str]:
    rows = {f"rates-0-{name}": value for name, value in first.items()}
    return {"rates-TOTAL_FORMS": str(bool(first) + 0), "rates-INITIAL_FORMS": "0", **rows}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_administrator_opens_every_list_and_form(client, administrator, model, language):
    company()
    series(purpose="quote")
    User.objects.update(language=language)
    assert client.get(url(model)).status_code == 200
    first = administrator.__class__._meta.apps.get_model("company", model).objects.first()
    assert client.get(url(model, "change", first.pk)).status_code == 200
    if model != "company":
        assert client.get(url(model, "add")).status_code == 200


@pytest.mark.parametrize("role", ["clerk", "accountant", "auditor", None])
@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_changes_setup_even_as_staff(client, role, model):
    company()
    series(purpose="quote")
    someone = person("cleo", role, is_staff=True)
    client.force_login(someone)
    first = User._meta.apps.get_model("company", model).objects.first()
    assert client.get(url(model, "add")).status_code == 403
    assert client.post(url(model, "change", first.pk), {}).status_code == 403
    assert client.post(url(model, "delete", first.pk), {"post": "yes"}).status_code == 403


def test_a_role_alone_does_not_open_the_admin(client):
    client.force_login(person("ada", "administrator"))
    assert client.get(url("currency")).status_code == 302


def test_a_person_is_added_with_a_role(client, administrator):
    clerk = Group.objects.get(name="clerk")
    answer = client.post(
        url("user", "add"),
        {
            "username": "ben",
            "usable_password": "true",
            "password1": "long and winding",
            "password2": "long and winding",
            "language": "fr",
            "groups": [clerk.pk],
        },
    )
    assert answer.status_code == 302
    ben = User.objects.get(username="ben")
    assert (ben.language, list(ben.groups.all())) == ("fr", [clerk])
    assert not ben.is_superuser


def test_an_administrator_makes_nobody_superuser(client, administrator):
    ben = person("ben")
    facts = {
        "username": "ben",
        "language": "en",
        "is_active": "on",
        "is_superuser": "on",
    }
    assert client.post(url("user", "change", ben.pk), facts).status_code == 302
    ben.refresh_from_db()
    assert not ben.is_superuser


def test_an_administrator_changes_no_superuser(client, administrator):
    root = person("root", is_superuser=True, is_staff=True)
    assert client.post(url("user", "change", root.pk), {}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(password, {}).status_code == 403
    assert client.post(url("user", "delete", root.pk), {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"}
    client.post(url("user"), bulk)
    assert User.objects.filter(pk=root.pk).exists()


def test_the_company_is_entered_once_and_never_deleted(client, administrator):
    euro = currency("EUR")
    facts = {
        "name": "Adatum",
        "local_currency": euro.pk,
        "credit_warnings": "both",
        "apply_between_currencies": "all",
        "payment_discount_grace": "5d",
        **NO_TOLERANCE,
        "discount_tolerance_posting": "tolerance",
        "payment_tolerance_posting": "tolerance",
    }
    assert client.post(url("company", "add"), facts).status_code == 302
    assert Company.get().payment_discount_grace == "5D"
    assert client.get(url("company", "add")).status_code == 403
    assert client.post(url("company", "delete", 1), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"payment_discount_grace": "30X"}, "“30X” is not part of a date formula"),
        ({"iban": "FR00"}, "not a valid IBAN"),
        ({"allow_posting_from": "0002-01-01"}, "between 1990 and 2100"),
        ({"country": "fr"}, "two capital letters"),
        (
            {"allow_posting_from": "2026-02-01", "allow_posting_to": "2026-01-01"},
            "ends before it begins",
        ),
    ],
)
def test_bad_setup_is_refused_and_what_was_typed_stays(client, administrator, facts, said):
    held = company()
    typed = {
        "name": "Renamed",
        "local_currency": held.local_currency_id,
        "credit_warnings": "both",
        "apply_between_currencies": "all",
        **facts,
    }
    answer = client.post(url("company", "change", 1), typed)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    assert "Renamed" in text
    held.refresh_from_db()
    assert held.name == "Adatum"


def test_a_currency_is_entered_with_its_rates(client, administrator):
    facts = {
        "code": "USD",
        "description": "US dollar",
        "decimals": "2",
        "application_rounding_precision": "0",
        **NO_TOLERANCE,
    }
    row = {
        "starting_date": "2026-01-01",
        "exchange_rate_amount": "100",
        "relational_exchange_rate_amount": "92.50",
    }
    answer = client.post(url("currency", "add"), {**facts, **rates(**row)})
    assert answer.status_code == 302
    held = ExchangeRate.objects.rate_on("USD", date(2026, 1, 1))
    assert held.factor == Decimal("0.925")


@pytest.mark.parametrize("worth", ["0", "-1", "NaN", "1e30", "Infinity", "abc", ""])
def test_a_senseless_rate_is_refused(client, administrator, worth):
    facts = {
        "code": "USD",
        "description": "US dollar",
        "decimals": "2",
        "application_rounding_precision": "0",
        **NO_TOLERANCE,
    }
    row = {
        "starting_date": "2026-01-01",
        "exchange_rate_amount": "1",
        "relational_exchange_rate_amount": worth,
    }
    answer = client.post(url("currency", "add"), {**facts, **rates(**row)})
    assert answer.status_code == 200
    assert not Currency.objects.exists()


def test_the_code_of_a_currency_stays(client, administrator):
    currency("USD")
    facts = {
        "code": "AUD",
        "description": "Dollar",
        "decimals": "2",
        "application_rounding_precision": "0",
        **NO_TOLERANCE,
    }
    assert (
        client.post(url("currency", "change", "USD"), {**facts, **rates()}).status_code == 302
    )
    assert list(Currency.objects.values_list("code", "description")) == [("USD", "Dollar")]


def test_a_used_currency_is_kept_and_its_users_are_named(client, administrator):
    company(local_currency=currency("CHF"))
    answer = client.post(url("currency", "delete", "CHF"), {"post": "yes"}, follow=True)
    assert answer.redirect_chain == [(url("currency", "change", "CHF"), 302)]
    text = answer.content.decode()
    assert "Can&#x27;t delete CHF: it is used by company. Remove it there first." in text
    assert Currency.objects.filter(code="CHF").exists()


def test_a_used_series_is_kept_in_french_too(client, administrator):
    User.objects.update(language="fr")
    used = series(purpose="quote")
    answer = client.get(url("numberseries", "delete", used.pk), follow=True)
    assert "Impossible de supprimer INV" in answer.content.decode()
    assert NumberSeries.objects.filter(pk=used.pk).exists()


def test_an_unused_currency_is_deleted(client, administrator):
    currency("CHF")
    assert client.post(url("currency", "delete", "CHF"), {"post": "yes"}).status_code == 302
    assert not Currency.objects.exists()


@pytest.mark.parametrize("model", ["user", "currency", "numberseries", "seriesuse"])
def test_setup_is_not_deleted_in_bulk(client, administrator, model):
    series(purpose="quote")
    currency("CHF")
    kept = User._meta.apps.get_model("company", model).objects.first()
    bulk = {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}
    client.post(url(model), bulk)
    assert type(kept).objects.filter(pk=kept.pk).exists()


USES = {"uses-TOTAL_FORMS": "0", "uses-INITIAL_FORMS": "0"}


def test_a_new_series_begins_before_its_starting_number(client, administrator):
    facts = {"code": "ORD", "prefix": "O-", "digits": "5", "starting_number": "100", **USES}
    assert client.post(url("numberseries", "add"), facts).status_code == 302
    made = NumberSeries.objects.get()
    assert (made.last_number, made.format(made.last_number + 1)) == (99, "O-00100")


def test_the_last_number_is_not_typed(client, administrator):
    held = series()
    facts = {
        "code": "INV",
        "prefix": "F-",
        "digits": "5",
        "starting_number": "500",
        "last_number": "9000",
        "last_date": "2099-01-01",
        **USES,
    }
    assert client.post(url("numberseries", "change", held.pk), facts).status_code == 302
    held.refresh_from_db()
    assert (held.digits, held.starting_number, held.last_number) == (5, 1, 0)
    assert held.last_date is None


def test_a_series_without_gaps_refuses_typed_numbers(client, administrator):
    facts = {"code": "ORD", "digits": "5", "starting_number": "1", **USES}
    answer = client.post(
        url("numberseries", "add"), {**facts, "gapless": "on", "manual_allowed": "on"}
    )
    assert "can&#x27;t allow numbers to be typed in" in answer.content.decode()
    assert not NumberSeries.objects.exists()


def test_a_person_who_never_posted_may_go_and_leaves_a_trace(client, administrator):
    ben = person("ben", "clerk")
    assert client.post(url("user", "delete", ben.pk), {"post": "yes"}).status_code == 302
    assert not User.objects.filter(username="ben").exists()
    trace = User._meta.apps.get_model("company", "UserEvent").objects.filter(username="ben")
    assert trace.latest("pgh_id").pgh_label == "delete"
    assert trace.latest("pgh_id").pgh_context.metadata["user"] == administrator.pk
