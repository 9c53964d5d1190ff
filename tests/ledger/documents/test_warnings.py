"""Credit warnings: notices with figures, never errors (specification, section 6)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.documents.warnings import CreditNotice, credit_notice
from ledger.models import SalesDocument
from tests.builders import TODAY

D = Decimal
Type = SalesDocument.Type


def draft_of(house, customer, gross, kind=Type.ORDER):
    draft = house.draft(customer, ("1", gross), kind=kind, prices_including_vat=True)
    draft.lines.update(gross=D(gross))
    draft.total_gross = D(gross)
    draft.save()
    return draft


def warned(*arguments, **options) -> CreditNotice:
    """The notice that must come."""
    notice = credit_notice(*arguments, **options)
    assert notice is not None
    return notice


@pytest.fixture
def owing(house):
    """Posted 100, another order of 70."""
    customer = house.customer()
    house.invoice_of("100.00", customer, due_date=TODAY)
    draft_of(house, customer, "70")
    return customer


@pytest.mark.parametrize(
    ("limit", "warns"), [("199.99", True), ("200.00", False), ("0", False)]
)
def test_the_limit_is_exceeded_above_it_only(house, owing, limit, warns):
    owing.credit_limit = D(limit)
    notice = credit_notice(owing, TODAY, draft_of(house, owing, "30"))
    assert bool(notice) is warns
    if notice:
        assert notice.messages == (f"Credit limit exceeded: 200.00 against {limit}.",)
        assert (notice.exposure.balance, notice.exposure.outstanding) == (100, 70)
        assert notice.exposure.this_document == 30


def test_a_quote_at_hand_counts_but_other_quotes_do_not(house, owing):
    owing.credit_limit = D("199.99")
    draft_of(house, owing, "500", Type.QUOTE)
    assert credit_notice(owing, TODAY) is None
    assert credit_notice(owing, TODAY, draft_of(house, owing, "30", Type.QUOTE))


def test_due_today_is_not_overdue(house):
    customer = house.customer()
    house.invoice_of("50.00", customer, due_date=TODAY)
    assert credit_notice(customer, TODAY) is None
    notice = warned(customer, TODAY + timedelta(days=1))
    assert notice.messages == ("Overdue balance: 50.00.",)


def test_both_notices_come_together(house):
    customer = house.customer(credit_limit=D(10))
    house.invoice_of("50.00", customer, due_date=TODAY - timedelta(days=1))
    assert len(warned(customer, TODAY).messages) == 2
    assert len(warned(customer, TODAY, limit_only=True).messages) == 1


@pytest.mark.parametrize(
    ("setup", "count"), [("both", 2), ("limit", 1), ("overdue", 1), ("none", 0)]
)
def test_setup_chooses_the_warnings(house, setup, count):
    house.company.credit_warnings = setup
    house.company.save()
    customer = house.customer(credit_limit=D(10))
    house.invoice_of("50.00", customer, due_date=TODAY - timedelta(days=1))
    notice = credit_notice(customer, TODAY)
    assert (len(notice.messages) if notice else 0) == count


def test_a_shipped_order_counts_once_when_an_invoice_collects_it(house):
    customer = house.customer(credit_limit=D(1))
    order = draft_of(house, customer, "100")
    house.post_draft(order, invoice=False)
    before = warned(customer, TODAY).exposure.total
    invoice = draft_of(house, customer, "100", Type.INVOICE)
    shipped = order.postedshipments.get().lines.get()
    invoice.lines.update(shipment_line=shipped)
    assert warned(customer, TODAY).exposure.total == before == 100
    assert warned(customer, TODAY, invoice).exposure.total == 100


def test_a_foreign_order_counts_in_local_currency(house):
    customer = house.customer(credit_limit=D(1))
    order = draft_of(house, customer, "100")
    SalesDocument.objects.filter(pk=order.pk).update(currency="USD", factor=D("0.9"))
    assert warned(customer, TODAY).exposure.outstanding == D("90.00")


@pytest.mark.parametrize("kind", [Type.CREDIT_MEMO, Type.RETURN_ORDER])
def test_a_credit_never_warns(house, kind):
    customer = house.customer(credit_limit=D(1))
    house.invoice_of("50.00", customer)
    credit = draft_of(house, customer, "10", kind)
    assert credit_notice(customer, TODAY, credit) is None


@pytest.mark.parametrize(("limit", "warns"), [("169.99", True), ("170.00", False)])
def test_open_returns_lower_the_exposure_until_they_are_credited(house, owing, limit, warns):
    owing.credit_limit = D(limit)
    returned = draft_of(house, owing, "30", Type.RETURN_ORDER)
    order = draft_of(house, owing, "30")
    for step in ({}, {"invoice": False}, {"ship": False}):  # awaited, received, credited
        if step:
            house.post_draft(returned, **step)
        notice = credit_notice(owing, TODAY, order)
        assert bool(notice) is warns, step
        if notice:
            assert notice.exposure.total == 170


def test_a_credit_memo_that_collects_a_return_counts_once(house, owing):
    owing.credit_limit = D(1)
    returned = draft_of(house, owing, "30", Type.RETURN_ORDER)
    house.post_draft(returned, invoice=False)
    memo = draft_of(house, owing, "30", Type.CREDIT_MEMO)
    memo.lines.update(receipt_line=returned.postedreturnreceipts.get().lines.get())
    assert warned(owing, TODAY).exposure.total == 140


def test_the_bill_to_customer_is_asked_about(house):
    mother = house.customer("Mother", credit_limit=D(10))
    daughter = house.customer("Daughter", bill_to_customer=mother)
    order = draft_of(house, daughter, "30")
    assert warned(mother, TODAY, order).exposure.total == 30
