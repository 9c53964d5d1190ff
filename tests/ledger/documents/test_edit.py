"""A draft changes as a whole, over the version that was looked at."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.documents.create import create_document
from ledger.documents.edit import edit_document
from ledger.documents.lines import LineInput
from ledger.documents.refused import DocumentRefused, StaleDocument
from ledger.documents.release import release
from ledger.models import SalesDocument, SalesLine
from tests.builders import TODAY

D = Decimal
Type = SalesDocument.Type


@pytest.fixture
def order(house):
    typed = [LineInput(item=house.item, quantity=D(10), unit_price=D(100))]
    customer = house.customer(payment_terms=house.terms)
    return create_document(Type.ORDER, customer, today=TODAY, user=None, lines=typed)


def line(house, line_no=10_000, **facts):
    given = {"item": house.item, "description": "Bicycle", "quantity": D(10), **facts}
    return LineInput(line_no, **{"unit_price": D(100), **given})


def test_a_stale_version_is_refused_and_says_what_is_there(order):
    edit_document(order.pk, 1, {"your_reference": "mine"})
    with pytest.raises(StaleDocument, match="changed by someone else") as raised:
        edit_document(order.pk, 1, {"your_reference": "theirs"})
    assert "1 line" in str(raised.value)
    order.refresh_from_db()
    assert (order.your_reference, order.version) == ("mine", 2)


def test_lines_are_changed_added_and_removed_in_one_step(house, order):
    edit_document(order.pk, 1, {}, [line(house), line(house, None, quantity=D(1))])
    assert list(order.lines.values_list("line_no", "quantity")) == [(10_000, 10), (20_000, 1)]
    document = edit_document(order.pk, 2, {}, [line(house, 20_000, quantity=D(2))])
    assert document.total_gross == D(240)
    assert SalesLine.objects.get().line_no == 20_000


def test_nothing_is_changed_when_one_line_is_refused(house, order):
    with pytest.raises(DocumentRefused):
        edit_document(
            order.pk,
            1,
            {"your_reference": "x"},
            [line(house, quantity=D(5)), line(house, None, quantity=D(-1))],
        )
    order.refresh_from_db()
    assert (order.your_reference, order.version) == ("", 1)
    assert order.lines.get().quantity == 10


def test_a_due_date_set_by_hand_survives_until_it_is_emptied(order):
    edit_document(order.pk, 1, {"due_date": date(2026, 3, 1)})
    document = edit_document(order.pk, 2, {"posting_date": date(2026, 2, 1)})
    assert (document.due_date, document.document_date) == (date(2026, 3, 1), date(2026, 2, 1))
    document = edit_document(order.pk, 3, {"due_date": None})
    assert document.due_date == date(2026, 3, 1)  # 1M from 01-02-2026
    assert not document.due_date_manual


def test_the_document_date_may_be_set_apart(order):
    document = edit_document(
        order.pk, 1, {"posting_date": date(2026, 2, 1), "document_date": date(2026, 1, 31)}
    )
    assert (document.document_date, document.due_date) == (date(2026, 1, 31), date(2026, 2, 28))


def test_another_customer_brings_its_own_terms_and_is_checked(house, order):
    good, bad = (
        house.customer("Good", payment_terms=house.plain_terms),
        house.customer(blocked="ship"),
    )
    document = edit_document(order.pk, 1, {"sell_to": good, "bill_to": order.bill_to})
    assert (document.sell_to_name, document.payment_terms) == ("Good", house.plain_terms)
    with pytest.raises(DocumentRefused, match="blocked for shipping"):
        edit_document(order.pk, 2, {"sell_to": bad})


def test_a_released_document_locks_its_lines_but_not_what_to_ship(house, order):
    release(order.pk, 1)
    with pytest.raises(DocumentRefused, match="reopen it"):
        edit_document(order.pk, 2, {}, [line(house, quantity=D(9))])
    with pytest.raises(DocumentRefused, match="reopen it"):
        edit_document(order.pk, 2, {}, [])
    edit_document(order.pk, 2, {}, [line(house, to_ship=D(4))])
    assert (order.lines.get().to_ship, order.lines.get().to_invoice) == (4, 4)


def test_a_shipped_line_keeps_its_item_and_stays(house, order):
    order.lines.update(to_ship=4)
    house.post_draft(order, invoice=False)
    order.refresh_from_db()
    with pytest.raises(DocumentRefused, match="reopen"):
        edit_document(order.pk, order.version, {}, [])
    SalesDocument.objects.update(status="open")
    with pytest.raises(DocumentRefused, match="was posted and can't be removed"):
        edit_document(order.pk, order.version, {}, [])
    with pytest.raises(DocumentRefused, match="can't fall below the 4"):
        edit_document(order.pk, order.version, {}, [line(house, quantity=D(3))])
    with pytest.raises(DocumentRefused, match="shipped or invoiced in part"):
        edit_document(order.pk, order.version, {"sell_to": house.customer("Other")})
    document = edit_document(order.pk, order.version, {}, [line(house, quantity=D(5))])
    assert document.lines.get().to_ship == 1


def test_clearing_paid_on_posting_makes_an_open_invoice(house):
    customer = house.customer(payment_method=house.cash_method)
    document = create_document(Type.INVOICE, customer, today=TODAY, user=None)
    document = edit_document(document.pk, 1, {"paid_on_posting": False})
    assert document.balancing_account is None
    assert document.payment_method == house.cash_method
    document = edit_document(document.pk, 2, {"paid_on_posting": True})
    assert document.balancing_account == house.accounts["cash"]


def test_a_credit_memo_names_an_open_invoice_of_its_customer(house):
    entry = house.invoice_of("120.00")
    memo = create_document(Type.CREDIT_MEMO, entry.customer, today=TODAY, user=None)
    assert edit_document(memo.pk, 1, {"applies_to": entry}).applies_to == entry
    foreign = house.invoice_of("50.00")
    with pytest.raises(DocumentRefused, match="is not an open invoice of customer"):
        edit_document(memo.pk, 2, {"applies_to": foreign})
    with pytest.raises(DocumentRefused, match="paid on posting"):
        edit_document(memo.pk, 2, {"payment_method": house.cash_method})


def test_a_deleted_or_posted_document_is_refused(house, order):
    house.post_draft(order)
    order.refresh_from_db()
    with pytest.raises(DocumentRefused, match="is posted"):
        edit_document(order.pk, order.version, {})
    with pytest.raises(DocumentRefused, match="no longer exists"):
        edit_document(0, 1, {})
