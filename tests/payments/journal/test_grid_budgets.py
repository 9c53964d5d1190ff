"""Typing in a long journal costs no more statements than in a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payments.models import JournalLine
from tests.payments.journal.builders import paid_in_bulk

MOST_TO_SAVE = 70
MOST_TO_TURN_PAGES = 10


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


def statements(ask):
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code == 200
    return len(captured)


def more(batch, first_no, last_no):
    """Lines like the first one, before all others."""
    names = [
        one.attname for one in JournalLine._meta.fields if one.name not in ("id", "line_no")
    ]
    line = JournalLine.objects.filter(batch=batch).latest("line_no")
    alike = {name: getattr(line, name) for name in names}
    JournalLine.objects.bulk_create(
        JournalLine(line_no=place, **alike) for place in range(first_no, last_no)
    )


def test_the_page_and_the_saving_of_a_row_ignore_the_number_of_lines(house, page, batch):
    def counted():
        ends = JournalLine.objects.filter(batch=batch).order_by("line_no")
        row, last = ends[0], ends.reverse()[0]
        sent = {
            "row": row.pk, "version": row.version, "document_type": "payment", "amount": "-100",
            "document_no": row.document_no, "posting_date": "2026-01-23", "currency": "EUR",
            "account_type": "customer", "account": row.customer_id, "balancing_type": "bank",
            "balancing": house.bank.pk, "applies_to": row.applies_to_customer_entry_id,
            "description": f"Version {row.version}", "first": row.pk, "last": last.pk,
        }  # fmt: skip
        url = reverse("journal:lines_row", args=[batch.pk])
        return (
            statements(lambda: page.get(batch.get_absolute_url())),
            statements(lambda: page.post(url, {**sent, "check": "1"})),
            statements(lambda: page.post(url, sent)),
        )

    paid_in_bulk(batch, house, 10)
    short = counted()  # fills the caches
    more(batch, 1_000, 1_200)
    few = counted()
    more(batch, 2_000, 2_290)
    assert counted() == few
    assert max(few[2], short[2]) <= MOST_TO_SAVE
    assert few[0] <= short[0] + MOST_TO_TURN_PAGES
