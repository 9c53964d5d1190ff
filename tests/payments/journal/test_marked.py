"""What is marked for a line stands on it, and changes line and batch like any other change."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from ledger.applying.applicants import applicant
from ledger.applying.marks import clear_marks, mark, marks_of, unmark
from ledger.posting import PostingRefused
from payments.journal.lines import change_line
from payments.journal.marked import marked_for
from payments.models import JournalLine
from tests.payments.journal.builders import line_of, paying

D, NOW = Decimal, timezone.now()


@pytest.fixture
def adatum(house):
    return house.customer()


@pytest.fixture
def line(house, batch, adatum):
    return line_of(batch, house, adatum, "0")


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


def of(line):
    found = applicant(line.mark_owner)
    assert found is not None
    return found


def put(line, entry, amount=None):
    mark(of(line), entry.pk, user_id=None, now=NOW, amount=amount and D(amount))


def marked(line):
    return [(one.customer_entry_id, one.amount) for one in marks_of(line.mark_owner)]


def versions(line):
    line.refresh_from_db()
    line.batch.refresh_from_db()
    return line.version, line.batch.version


def test_a_line_tells_how_many_documents_and_how_much(house, batch, adatum, line, page):
    (
        put(line, house.invoice_of("1000", adatum)),
        put(line, house.invoice_of("500", adatum), "200"),
    )
    other = line_of(batch, house, adatum, "-5")
    found = marked_for([line, other])
    assert list(found) == [line.mark_owner]
    assert (found[line.mark_owner].count, found[line.mark_owner].amount) == (2, 1200)
    shown = page.get(batch.get_absolute_url()).content.decode()
    assert "2 documents" in shown
    assert "1,200.00" in shown
    assert reverse("applying:apply", args=[line.mark_owner]) in shown


def test_each_change_of_the_marks_is_one_more_version(house, adatum, line):
    invoice = house.invoice_of("100", adatum)
    before = versions(line)
    put(line, invoice)
    assert versions(line) == (before[0] + 1, before[1] + 1)
    unmark(of(line), invoice.pk, user_id=None, now=NOW)
    clear_marks(of(line), user_id=None)
    assert versions(line) == (before[0] + 3, before[1] + 3)


def test_the_document_of_the_line_counts_as_marked_and_becomes_a_mark(
    house, batch, adatum, page
):
    first, second = house.invoice_of("300", adatum), house.invoice_of("50", adatum)
    line = line_of(batch, house, adatum, "-300", **paying(first))
    screen = page.get(reverse("applying:apply", args=[line.mark_owner]))
    assert [row.entry.pk for row in screen.context["rows"] if row.is_marked] == [first.pk]
    assert screen.context["totals"].left == 0
    put(line, second)
    line.refresh_from_db()
    assert line.applies_to is None
    assert marked(line) == [(first.pk, 300), (second.pk, 50)]


@pytest.mark.parametrize("how", ["unmark", "clear"])
def test_the_document_of_the_line_can_be_taken_off(house, batch, adatum, how):
    invoice = house.invoice_of("300", adatum)
    line = line_of(batch, house, adatum, "-300", **paying(invoice))
    if how == "unmark":
        unmark(of(line), invoice.pk, user_id=None, now=NOW)
    else:
        assert clear_marks(of(line), user_id=None) == 1
    line.refresh_from_db()
    assert (line.applies_to, marked(line)) == (None, [])


def test_a_refused_mark_leaves_line_and_versions_as_they_were(house, batch, adatum):
    first, second = house.invoice_of("300", adatum), house.invoice_of("50", adatum)
    line = line_of(batch, house, adatum, "-300", **paying(first))
    before = versions(line)
    with pytest.raises(PostingRefused):
        put(line, second, "51")
    assert versions(line) == before
    assert line.applies_to == first


def test_an_answer_lapses_with_the_marks_it_was_given_for(house, batch, adatum):
    line = line_of(batch, house, adatum, "-99", accept_tolerance=True, accept_late=[1])
    put(line, house.invoice_of("100", adatum))
    line.refresh_from_db()
    assert (line.accept_tolerance, line.accept_late) == (False, [])


def test_another_customer_takes_the_marks_away(house, adatum, line, jane):
    put(line, house.invoice_of("100", adatum))
    other = {"account_type": "customer", "account": house.customer("Other")}
    change_line(line.pk, None, other, jane)
    assert marked(line) == []


def test_the_way_to_the_entries_and_back_to_the_line(house, batch, line, page):
    way = page.get(reverse("journal:line_apply", args=[line.pk]))
    assert way.url == reverse("applying:apply", args=[line.mark_owner])
    back = page.get(way.url).context["back_url"]
    assert back == f"{batch.get_absolute_url()}?row={line.pk}"
    fees = line_of(batch, house, house.accounts["fees"], "5")
    told = page.get(reverse("journal:line_apply", args=[fees.pk]), follow=True)
    assert "Choose a customer or vendor on this line first" in told.content.decode()
    assert told.request["QUERY_STRING"] == f"row={fees.pk}"
    assert JournalLine.objects.count() == 2
