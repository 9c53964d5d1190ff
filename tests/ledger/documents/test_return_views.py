"""The screens of returns: from a posted invoice to the credit memo, and back again."""

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ledger.models import PostedCreditMemo, PostedInvoice, PostedReturnReceipt, SalesDocument

Type = SalesDocument.Type


@pytest.fixture
def clerk(house):
    return signed_in(house.user("clara", "clerk"))


def signed_in(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def invoice(house):
    house.post_draft(house.draft(house.customer(), ("10", "100"), ("4", "7.5")))
    return PostedInvoice.objects.get()


def page_of(name, row):
    return reverse(f"documents:{name}", args=[row.pk])


def quantities(invoice, *typed):
    lines = invoice.lines.order_by("line_no")
    return {f"line-{line.pk}": text for line, text in zip(lines, typed, strict=True)}


def confirm(page):
    return {bound.html_name: bound.value() for bound in page.context["confirm"]}


def test_goods_of_an_invoice_come_back_and_are_credited(clerk, invoice):
    assert (
        page_of("return_goods", invoice)
        in clerk.get(invoice.get_absolute_url()).content.decode()
    )
    answer = clerk.post(page_of("return_goods", invoice), quantities(invoice, "3", ""))
    document = SalesDocument.objects.get(type=Type.RETURN_ORDER)
    assert answer.url == document.get_absolute_url()
    html = clerk.get(answer.url).content.decode()
    assert "To receive" in html
    assert "To credit" in html
    assert f'Return of invoice <a href="{invoice.get_absolute_url()}">' in html
    post = page_of("post", document)
    receive = clerk.get(f"{post}?mode=receive")
    assert [tab.label for tab in receive.context["tabs"]] == [
        "Receive and credit", "Receive", "Credit",
    ]  # fmt: skip
    assert "Return receipt" in [str(group.title) for group in receive.context["groups"]]
    answer = clerk.post(f"{post}?mode=receive", confirm(receive), follow=True)
    receipt = PostedReturnReceipt.objects.get()
    assert answer.redirect_chain[-1][0] == receipt.get_absolute_url()
    credit = clerk.get(f"{post}?mode=credit")
    clerk.post(f"{post}?mode=credit", confirm(credit))
    memo = PostedCreditMemo.objects.get()
    told = {
        document: ("Credited", receipt.no, memo.no, invoice.no),
        receipt: ("Credited", document.no),
        memo: ("Corrects invoice", invoice.no, document.no),
        invoice: ("Corrected by", memo.no, document.no),
    }
    for one, facts in told.items():
        html = clerk.get(one.get_absolute_url()).content.decode()
        assert [fact for fact in facts if fact not in html] == [], one


def test_too_many_is_refused_beside_its_field_and_kept(clerk, invoice):
    answer = clerk.post(page_of("return_goods", invoice), quantities(invoice, "3", "5"))
    assert answer.status_code == 422
    html = answer.content.decode()
    message = "Can&#x27;t return more than 4 units of invoice INV00001."
    assert html.count(message) == 2  # in the summary, and beside the field
    assert 'value="5"' in html
    assert not SalesDocument.objects.filter(type=Type.RETURN_ORDER).exists()


@pytest.mark.parametrize("typed", ["abc", "-1", "NaN", "1e30", "0.000001", "٣x"])
def test_nonsense_is_refused_politely(clerk, invoice, typed):
    answer = clerk.post(page_of("return_goods", invoice), quantities(invoice, typed, ""))
    assert answer.status_code == 422
    assert typed in answer.content.decode()


def test_everything_at_once_and_then_nothing_is_left(clerk, invoice):
    url = page_of("return_goods", invoice)
    data = quantities(invoice, "", "") | {"everything": "on"}
    assert clerk.post(url, data).status_code == 302
    document = SalesDocument.objects.get(type=Type.RETURN_ORDER)
    assert [line.quantity for line in document.lines.all()] == [10, 4]
    assert "Everything of this invoice is returned" in clerk.get(url).content.decode()
    assert clerk.post(url, data).status_code == 422


def test_a_blocked_customer_refuses_in_words(clerk, invoice):
    Customer.objects.update(blocked="all")
    answer = clerk.post(page_of("return_goods", invoice), quantities(invoice, "1", ""))
    assert "create the return order" in answer.content.decode()
    assert answer.status_code == 422


def test_a_return_order_from_scratch(clerk, house):
    url = reverse("documents:create", args=["return_order"])
    assert "choose “Return goods”" in clerk.get(url).content.decode()
    customer = house.customer(blocked="invoice")
    answer = clerk.post(url, {"sell_to": customer.pk, "posting_date": "2026-01-23"})
    document = SalesDocument.objects.get(type=Type.RETURN_ORDER)
    assert answer.url == document.get_absolute_url()
    assert "Applies to invoice" in clerk.get(answer.url).content.decode()


def test_receipts_are_collected_into_a_credit_memo_and_undone(house):
    accountant = signed_in(house.user("andre", "accountant"))
    customer = house.customer()
    draft = house.draft(customer, ("4", "100"), ("1", "5"), kind=Type.RETURN_ORDER)
    house.post_draft(draft, invoice=False)
    receipt = PostedReturnReceipt.objects.get()
    first, second = receipt.lines.order_by("line_no")
    memo = house.draft(customer, kind=Type.CREDIT_MEMO)
    url = page_of("collect", memo)
    assert url in accountant.get(memo.get_absolute_url()).content.decode()
    page = accountant.get(url)
    assert "Return receipt lines" in page.content.decode()
    assert accountant.post(url, {"version": 1, "lines": [first.pk]}).status_code == 302
    undo = page_of("undo_receipt", receipt)
    answer = accountant.post(undo, {"version": 1, "lines": [first.pk, second.pk]})
    assert "A credit memo in preparation collects" in answer.content.decode()
    answer = accountant.post(undo, {"version": 1, "lines": [second.pk]}, follow=True)
    assert "the return order is open again" in answer.content.decode()
    assert "Undone" in accountant.get(receipt.get_absolute_url()).content.decode()


def test_received_and_released_goods_are_read_by_the_auditor(house):
    draft = house.draft(house.customer(), ("4", "100"), kind=Type.RETURN_ORDER)
    draft.lines.update(to_ship=1, to_invoice=1)
    house.post_draft(draft)
    auditor = signed_in(house.user("astrid", "auditor"))
    html = auditor.get(draft.get_absolute_url()).content.decode()
    assert "Received" in html
    assert "Return receipt RCP00001" in html
    assert "Credit memo CRM00001" in html


def test_lists_registers_and_search_know_returns(clerk, house):
    customer = house.customer("Adatum")
    draft = house.draft(customer, kind=Type.RETURN_ORDER)
    house.post_draft(draft, invoice=False)
    for url, found in (
        ("documents:list", draft.no),
        ("documents:return_receipt_list", "RCP00001"),
        ("ledger:register_list", "RCP00001"),
    ):
        assert found in clerk.get(reverse(url)).content.decode(), url
    filtered = clerk.get(reverse("documents:list") + "?type=return_order&status=released")
    assert [row.no for row in filtered.context["table"].data] == [draft.no]
    answer = clerk.get(reverse("search") + "?q=rcp0")
    assert answer.url == PostedReturnReceipt.objects.get().get_absolute_url()
    assert "?type=return_order" in clerk.get(reverse("desk")).content.decode()
