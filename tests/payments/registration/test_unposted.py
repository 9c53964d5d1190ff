"""Documents not yet posted are found by number and by about their amount."""

import pytest
from django.test import Client

from payments.registration.unposted import unposted


@pytest.fixture
def client(clara):
    client = Client()
    client.force_login(clara, "django.contrib.auth.backends.ModelBackend")
    return client


def found(client, **query):
    page = client.get("/payments/registration/unposted/", query)
    return {row.total_gross for row in page.context["table"].data}


@pytest.mark.parametrize(
    ("query", "totals"),
    [
        ({}, {1200, 2400}),  # an empty amount fits all
        ({"percent": "5"}, {1200, 2400}),
        ({"amount": "1200"}, {1200}),
        ({"amount": "1260"}, set()),
        ({"amount": "1260", "percent": "5"}, {1200}),  # 1197 to 1323
        ({"amount": "1264", "percent": "5"}, set()),  # 1200.80 is one cent too much
        ({"amount": "1800", "percent": "34"}, {1200, 2400}),
        ({"no": "nowhere"}, set()),
    ],
)
def test_by_about_the_amount(house, client, query, totals):
    house.draft(house.customer(), ("1", "1000"))
    house.draft(house.customer(), ("2", "1000"), kind="order")
    for draft in unposted():
        draft.total_gross = 1200 if draft.type == "invoice" else 2400
        draft.save()
    assert found(client, **query) == totals


def test_what_is_posted_is_no_longer_found(house, client):
    draft = house.draft(house.customer())
    assert unposted().count() == 1
    house.post_draft(draft)
    assert not unposted().exists()
