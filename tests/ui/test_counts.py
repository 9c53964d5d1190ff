import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import translation

from arcore.ui import counts
from arcore.ui.counts import RowCount, count_rows


@pytest.mark.django_db
def test_a_small_list_is_counted_exactly(django_assert_num_queries):
    expected = RowCount(Permission.objects.count())
    with django_assert_num_queries(1):
        assert count_rows(Permission.objects.all()) == expected
    assert count_rows(Permission.objects.none()) == RowCount(0)


@pytest.mark.django_db
def test_a_filtered_list_is_counted_up_to_the_cap(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(counts, "CAP", 3)
    with django_assert_num_queries(1) as asked:
        found = count_rows(Permission.objects.filter(pk__gt=0).order_by("name"))
    assert found == RowCount(3, is_capped=True)
    assert "LIMIT 4" in asked[0]["sql"]


@pytest.mark.django_db
def test_a_large_table_is_estimated(monkeypatch):
    monkeypatch.setattr(counts, "CAP", 3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE auth_permission")
    assert count_rows(Permission.objects.all()).is_estimate


def test_counts_are_written_in_the_users_language():
    assert str(RowCount(10_000, is_capped=True)) == "10,000+"
    assert str(RowCount(1_204_000, is_estimate=True)) == "about 1,204,000"
    with translation.override("fr"):
        assert str(RowCount(1_204_000, is_estimate=True)) == "environ 1\xa0204\xa0000"
