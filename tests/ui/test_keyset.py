"""Pages by position equal slices of a sorted list, whatever the rows and the order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arcore.ui.keyset import (
    LAST,
    BadCursor,
    Place,
    Sort,
    check_sortable,
    decode,
    encode,
    read_page,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
ORDERS = st.sampled_from(["date_joined", "-date_joined", "pk", "-pk"])


def make_people(days):
    User = get_user_model()  # noqa: N806
    User.objects.all().delete()
    User.objects.bulk_create(
        User(username=f"u{at}", date_joined=START + timedelta(days=day))
        for at, day in enumerate(days)
    )
    return User.objects.all()


def in_python(rows, sort):
    return sorted(
        rows, key=lambda row: (getattr(row, sort.column), row.pk), reverse=sort.descending
    )


@pytest.mark.django_db
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 3), max_size=13), st.integers(1, 5), ORDERS)
def test_walking_forward_and_back_shows_every_row_once(days, size, order):
    people, sort = make_people(days), Sort.parse(order)
    expected = in_python(people, sort)
    pages, place = [], None
    while True:
        page = read_page(people, sort, place, size)
        pages.append(page)
        if page.next is None:
            break
        place = decode(encode(page.next, sort), sort)
    assert [row for page in pages for row in page.rows] == expected
    assert [page.start for page in pages] == list(range(1, max(len(days), 1) + 1, size))
    for before, page in pairwise(pages):
        back = read_page(people, sort, page.previous, size)
        assert (list(back.rows), back.start) == (list(before.rows), before.start)


@pytest.mark.django_db
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 3), max_size=13), st.integers(1, 5), ORDERS)
def test_the_last_page_is_the_end_of_the_list(days, size, order):
    people, sort = make_people(days), Sort.parse(order)
    page = read_page(people, sort, LAST, size)
    assert list(page.rows) == in_python(people, sort)[-size:]
    assert page.next is None
    assert (page.previous is None) == (len(days) <= size)


@pytest.mark.django_db
def test_a_page_costs_one_query_however_deep(django_assert_num_queries):
    people, sort = make_people(range(30)), Sort("date_joined")
    place = read_page(people, sort, None, 20).next
    with django_assert_num_queries(1) as asked:
        read_page(people, sort, place, 5)
    assert "OFFSET" not in asked[0]["sql"]


@pytest.mark.django_db
def test_rows_that_vanished_lead_to_rows_that_exist():
    people, sort = make_people(range(6)), Sort("pk")
    place = read_page(people, sort, None, 3).next
    assert place is not None
    people.filter(pk__gt=place.pk).delete()
    assert len(read_page(people, sort, place, 3).rows) == 3


@pytest.mark.parametrize(
    "broken", ["", "x", "🙂", "WyIiXQ:abc", encode(Place(1, 2), Sort("pk"))[:-2], "a" * 5000]
)
def test_a_cursor_that_was_tampered_with_is_refused(broken):
    with pytest.raises(BadCursor):
        decode(broken, Sort("pk"))


def test_a_cursor_serves_only_the_order_it_was_made_for():
    cursor = encode(Place(START, 7), Sort("date_joined"))
    assert decode(cursor, Sort("date_joined")) == Place(START, 7)
    with pytest.raises(BadCursor):
        decode(cursor, Sort("date_joined", descending=True))


@pytest.mark.parametrize("column", ["last_login", "nothing"])
def test_a_column_that_would_lose_rows_is_refused_at_start_up(column):
    with pytest.raises(ImproperlyConfigured):
        check_sortable(get_user_model(), [column])
