"""Every page of customers and of the desk, by every role, by GET and by POST."""

import pytest
from django.urls import reverse

from customers.models import Customer
from tests.customers.builders import ROLES, person, typed_card

ALL = {"clerk", "accountant", "auditor", "administrator"}
KEEPERS = {"clerk", "accountant"}
# page -> (who may look, who may send)
PAGES = {
    "desk": (ALL, set()),
    "search": (ALL, set()),
    "customers:list": (ALL, set()),
    "customers:lookup": (ALL, set()),
    "customers:create": (KEEPERS, KEEPERS),
    "customers:detail": (ALL, set()),
    "customers:history": (ALL, set()),
    "customers:edit": (KEEPERS, KEEPERS),
    "customers:delete": ({"accountant"}, {"accountant"}),
}
OF_ONE = {"customers:detail", "customers:history", "customers:edit", "customers:delete"}


def url_of(page: str, customer: Customer) -> str:
    return reverse(page, args=[customer.pk] if page in OF_ONE else [])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_who_may_look(house, client, page, role):
    client.force_login(person("someone", role))
    status = client.get(url_of(page, house.customer())).status_code
    assert status == (200 if role in PAGES[page][0] else 403)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_who_may_send(house, client, page, role):
    client.force_login(person("someone", role))
    customer = house.customer("Before")
    status = client.post(url_of(page, customer), typed_card(name="After")).status_code
    if role in PAGES[page][1]:
        assert status in (302, 422)
    else:
        assert status in (403, 405)
        assert list(Customer.objects.values_list("name", flat=True)) == ["Before"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(house, client, page, method):
    response = getattr(client, method)(url_of(page, house.customer()))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_no_page_of_customers_is_missing_here():
    from arcore.desk import urls as desk_urls
    from customers import urls

    named = {f"customers:{pattern.name}" for pattern in urls.urlpatterns}
    assert named | {pattern.name for pattern in desk_urls.urlpatterns} == set(PAGES)
