"""The guided page by request: money, customers, amounts saved as typed, advice, discard."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.models import Customer
from ledger.models import CustomerLedgerEntry
from payments.models import SplitReceipt
from payments.splitting.preparing import add_customers
from tests.builders import TODAY
from tests.ledger.posting.paying import pay as pay_elsewhere
from tests.payments.registration.builders import numbered_batch
from tests.payments.splitting.builders import amounts, paid, received

D = Decimal
LIST = "/payments/splits/"


def signed_in(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def clerk(clara):
    return signed_in(clara)


@pytest.fixture
def invoice(house):
    return house.invoice_of("100.00", house.customer("Adatum"))


@pytest.fixture
def receipt(house, clara, invoice):
    return received(house, clara, "150.00", invoice.customer)


def url(name, *args):
    return reverse(f"splitting:{name}", args=args)


def typed(client, receipt, entry, **sent):
    answer = client.post(url("amount", receipt.pk, entry.pk), sent)
    return answer.status_code, answer.content.decode()


def test_the_money_is_entered_first_then_the_customers(house, clerk):
    batch = numbered_batch(house)
    page = clerk.get(url("create"))
    assert page.context["form"]["batch"].value() == batch.pk
    money = {
        "amount": "1,000.00",
        "posting_date": TODAY.isoformat(),
        "account_type": "bank",
        "bank": house.bank.pk,
        "batch": batch.pk,
        "external_document_no": "TRF 1",
    }
    answer = clerk.post(url("create"), money)
    receipt = SplitReceipt.objects.get()
    assert answer.url == url("receipt", receipt.pk)
    assert (receipt.amount, receipt.currency_id) == (D("1000.00"), "EUR")
    assert "TRF 1" in clerk.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "0"),
        ("amount", "-5"),
        ("amount", "1.234"),
        ("amount", "ten"),
        ("posting_date", "31/02/2026"),
        ("bank", ""),
        ("batch", ""),
    ],
)
def test_money_that_cannot_be_read_is_told_and_kept(house, clerk, field, value):
    money = {
        "amount": "1,000.00",
        "posting_date": TODAY.isoformat(),
        "account_type": "bank",
        "bank": house.bank.pk,
        "batch": numbered_batch(house).pk,
    }
    answer = clerk.post(url("create"), {**money, field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not SplitReceipt.objects.exists()


def test_a_customer_is_added_by_number_and_taken_off(clerk, receipt, house):
    other = house.invoice_of("40.00", house.customer("Contoso"))
    clerk.post(url("add_customer", receipt.pk), {"customer_text": other.customer.no})
    assert amounts(receipt)[other.pk] == D("40.00")
    clerk.post(url("remove_customer", receipt.pk, other.customer_id))
    assert other.pk not in amounts(receipt)
    answer = clerk.post(url("add_customer", receipt.pk), {"customer_text": "nobody at all"})
    assert answer.status_code == 422
    assert "nobody at all" in answer.content.decode()


def test_branches_of_a_chosen_head_office_are_offered_and_added(clerk, clara, house, invoice):
    head = house.customer("Head office")
    Customer.objects.filter(pk=invoice.customer_id).update(bill_to_customer=head)
    receipt = received(house, clara, "150.00", head)
    assert clerk.get(url("receipt", receipt.pk)).context["branches"] == [(head, 1)]
    clerk.post(url("add_branches", receipt.pk, head.pk))
    assert amounts(receipt) == {invoice.pk: D("100.00")}
    assert clerk.get(url("receipt", receipt.pk)).context["branches"] == []


def test_an_amount_is_saved_as_it_is_typed_and_the_sums_follow(clerk, receipt, invoice):
    status, html = typed(clerk, receipt, invoice, amount="60.00")
    assert status == 200
    assert amounts(receipt) == {invoice.pk: D("60.00")}
    assert 'id="split-foot"' in html
    assert "90.00" in html  # left to split
    typed(clerk, receipt, invoice, made="0")
    assert amounts(receipt) == {}
    typed(clerk, receipt, invoice, made="1")
    assert amounts(receipt) == {invoice.pk: D("100.00")}


@pytest.mark.parametrize(
    ("amount", "why"), [("100.01", "only 100.00 left"), ("12,3x", "is not an amount")]
)
def test_an_amount_that_cannot_be_taken_is_told_and_stays_typed(
    clerk, receipt, invoice, amount, why
):
    status, html = typed(clerk, receipt, invoice, amount=amount)
    assert status == 422
    assert why in html
    assert f'value="{amount}"' in html
    assert amounts(receipt) == {invoice.pk: D("100.00")}


def test_a_document_of_nobody_chosen_is_not_there(clerk, receipt, house):
    other = house.invoice_of("40.00", house.customer("Contoso"))
    assert typed(clerk, receipt, other, amount="5")[0] == 404


def test_the_rest_goes_on_account_of_a_customer(clerk, receipt, invoice):
    clerk.post(url("rest", receipt.pk), {"rest_to": invoice.customer_id})
    totals = clerk.get(url("receipt", receipt.pk)).context["totals"]
    assert (totals.split, totals.left, totals.on_account) == (D("150.00"), D(0), D("50.00"))
    clerk.post(url("rest", receipt.pk), {"rest_to": ""})
    assert clerk.get(url("receipt", receipt.pk)).context["totals"].left == D("50.00")


def test_the_draft_waits_for_another_day_and_another_person(receipt, invoice, house):
    page = signed_in(house.user("andre")).get(url("receipt", receipt.pk))
    assert amounts(receipt) == {invoice.pk: D("100.00")}
    assert "100.00" in page.content.decode()


def test_a_blocked_customer_and_a_mark_of_somebody_else_are_told(
    clerk, clara, receipt, invoice, house
):
    theirs = received(house, house.user("carl", "clerk"), "10.00", invoice.customer)
    Customer.objects.filter(pk=invoice.customer_id).update(blocked="all")
    page = signed_in(theirs.prepared_by).get(url("receipt", theirs.pk)).content.decode()
    assert "Marked by clara" in page
    assert "blocked" in page


def test_what_is_on_hold_or_was_paid_meanwhile_is_told(clerk, receipt, invoice, house):
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(on_hold="CLAIM")
    assert "On hold: CLAIM" in clerk.get(url("receipt", receipt.pk)).content.decode()
    pay_elsewhere(house, invoice, "30", "X1")
    assert "Paid in part meanwhile" in clerk.get(url("receipt", receipt.pk)).content.decode()
    pay_elsewhere(house, invoice, "70", "X2")
    assert "Paid meanwhile" in clerk.get(url("receipt", receipt.pk)).content.decode()


def test_lines_of_an_advice_that_were_not_found_stay_to_be_corrected(clerk, receipt, invoice):
    pasted = f"{invoice.document_no}\t70.00\nNOPE\t5.00"
    answer = clerk.post(url("advice", receipt.pk), {"advice": pasted})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "NOPE was not found" in html
    assert "1 line was taken over" in html
    assert answer.context["advice_form"]["advice"].value() == "NOPE\t5.00"
    assert amounts(receipt) == {invoice.pk: D("70.00")}


def test_an_advice_without_faults_leads_back(clerk, receipt, invoice):
    answer = clerk.post(url("advice", receipt.pk), {"advice": invoice.document_no})
    assert answer.url == url("receipt", receipt.pk)


def test_an_advice_of_too_many_lines_is_refused(clerk, receipt):
    answer = clerk.post(url("advice", receipt.pk), {"advice": "X\t1\n" * 501})
    assert answer.status_code == 422
    assert "501" in answer.content.decode()


def test_proposing_again_lets_typed_amounts_go(clerk, receipt, invoice):
    paid(receipt, invoice, "5.00")
    clerk.post(url("propose", receipt.pk))
    assert amounts(receipt) == {invoice.pk: D("100.00")}


def test_a_receipt_is_discarded_after_a_question(clerk, receipt):
    assert clerk.get(url("discard", receipt.pk)).status_code == 200
    assert clerk.post(url("discard", receipt.pk)).url == LIST
    assert not SplitReceipt.objects.exists()


def test_an_auditor_reads_and_has_nothing_to_type_in(house, receipt):
    page = signed_in(house.user("astrid", "auditor")).get(url("receipt", receipt.pk))
    assert page.status_code == 200
    assert "data-cell" not in page.content.decode()


def test_marks_of_others_cost_no_statement_each(clerk, clara, house, invoice):
    carl = house.user("carl", "clerk")
    receipt = received(house, clara, "10.00")
    counts = []
    for more in (2, 9):
        customer = house.customer()
        for _ in range(more):
            house.invoice_of("10.00", customer)
        received(house, carl, "1000.00", customer)
        add_customers(receipt.pk, [customer], clara, timezone.now())
        with CaptureQueriesContext(connection) as captured:
            clerk.get(url("receipt", receipt.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1]
