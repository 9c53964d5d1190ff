"""The screens of sales documents: what they show, save, refuse and post."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ledger.models import (
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    Register,
    SalesDocument,
)

Type = SalesDocument.Type


@pytest.fixture
def as_role(house):
    def signed_in(role):
        client = Client()
        if role:
            user = house.user(role, role)
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def order(house):
    return house.draft(house.customer(), ("10", "100"), kind=Type.ORDER)


def typed(page, **changes):
    """What the browser would send back from a card: every field as it stands."""
    form, grid = page.context["form"], page.context["grid"]
    data: dict[str, Any] = {}
    for bound in form:
        add_value(data, bound)
    for bound in grid.management_form:
        data[bound.html_name] = bound.value()
    for row in grid.forms:
        for bound in row:
            add_value(data, bound)
    return data | changes


def add_value(data, bound):
    value = bound.value()
    if value in (None, "", False) or bound.name in ("done", "amount", "DELETE"):
        return
    if hasattr(bound.field.widget, "source"):
        data[bound.html_name] = getattr(value, "pk", value)
        return
    shown = bound.field.widget.format_value(value) if not isinstance(value, bool) else "on"
    data[bound.html_name] = shown[0] if isinstance(shown, list) else shown


def card(document):
    return reverse("documents:detail", args=[document.pk])


def test_saving_an_untouched_card_changes_nothing_but_the_version(clerk, order):
    page = clerk.get(card(order))
    answer = clerk.post(card(order), typed(page))
    assert answer.status_code == 302
    line = order.lines.get()
    assert (line.quantity, line.unit_price, line.to_ship) == (10, 100, 10)
    order.refresh_from_db()
    assert (order.version, order.total_gross) == (2, Decimal(1200))


def test_a_line_is_added_and_refusals_stand_beside_their_row(clerk, house, order):
    data = typed(clerk.get(card(order)))
    data |= {"lines-1-item": house.item.pk, "lines-1-quantity": "2", "lines-0-to_ship": "11"}
    answer = clerk.post(card(order), data)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Line 1: Can&#x27;t ship more than 10 units." in html
    assert answer.context["grid"].forms[0].errors["to_ship"]
    assert order.lines.count() == 1
    assert clerk.post(card(order), data | {"lines-0-to_ship": "4"}).status_code == 302
    assert list(order.lines.values_list("to_ship", "to_invoice")) == [(4, 4), (2, 2)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lines-0-quantity", "1e30"),
        ("lines-0-quantity", "NaN"),
        ("lines-0-quantity", "-1"),
        ("lines-0-quantity", "1.123456"),
        ("lines-0-unit_price", "99999999999999999999"),
        ("lines-0-unit_price", "Infinity"),
        ("lines-0-discount_percent", "100.01"),
        ("lines-0-description", "x" * 10_000),
        ("posting_date", "0002-01-01"),
        ("due_date", "9999-12-31"),
        ("posting_date", "never"),
        ("version", "abc"),
        ("sell_to_text", "nobody"),
        ("currency", "XXX"),
    ],
)
def test_bad_input_is_refused_politely_and_kept(clerk, order, field, value):
    data = typed(clerk.get(card(order))) | {field: value}
    answer = clerk.post(card(order), data)
    assert answer.status_code == 422
    order.refresh_from_db()
    assert order.version == 1
    if len(value) < 100 and field not in ("version", "currency"):
        assert value in answer.content.decode()


def test_emoji_and_right_to_left_text_are_kept(clerk, order):
    data = typed(clerk.get(card(order))) | {"lines-0-description": "دراجة 🚲"}
    assert clerk.post(card(order), data).status_code == 302
    assert order.lines.get().description == "دراجة 🚲"


def test_a_stale_card_keeps_what_was_typed(clerk, order):
    data = typed(clerk.get(card(order)))
    clerk.post(card(order), data)
    answer = clerk.post(card(order), data | {"your_reference": "my long text"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "was changed by someone else meanwhile" in html
    assert "my long text" in html


def test_live_totals_price_what_is_typed_and_save_nothing(clerk, order):
    data = typed(clerk.get(card(order))) | {"lines-0-quantity": "3"}
    answer = clerk.post(reverse("documents:totals", args=[order.pk]), data)
    html = answer.content.decode()
    assert "360.00" in html
    assert 'id="id_lines-0-amount"' in html
    assert order.lines.get().quantity == 10
    for bad in ("NaN", "1e30", "x", "-4"):
        data["lines-0-quantity"] = bad
        assert clerk.post(reverse("documents:totals", args=[order.pk]), data).status_code == 200


def test_the_limit_warns_while_typing(clerk, order):
    Customer.objects.update(credit_limit=1000)
    data = typed(clerk.get(card(order))) | {"lines-0-quantity": "9"}
    answer = clerk.post(reverse("documents:totals", args=[order.pk]), data)
    assert "Credit limit exceeded: 1,080.00 against 1,000.00." in answer.content.decode()


def test_a_blocked_customer_shows_a_banner(clerk, order):
    Customer.objects.update(blocked="ship")
    assert "is blocked for shipping" in clerk.get(card(order)).content.decode()


def test_a_new_document_asks_for_its_customer(clerk, house):
    url = reverse("documents:create", args=["order"])
    customer = house.customer()
    page = clerk.get(f"{url}?customer={customer.pk}")
    assert customer.name in page.content.decode()
    answer = clerk.post(url, {"sell_to": customer.pk, "posting_date": "2026-01-23"})
    assert answer.status_code == 302
    Customer.objects.update(blocked="all")
    answer = clerk.post(url, {"sell_to": customer.pk, "posting_date": "2026-01-23"})
    assert answer.status_code == 422
    assert "blocked for all transactions" in answer.content.decode()
    assert clerk.get(reverse("documents:create", args=["nonsense"])).status_code == 404


def post_page(document, mode="both"):
    return reverse("documents:post", args=[document.pk]) + f"?mode={mode}"


def confirm(page):
    return {bound.html_name: bound.value() for bound in page.context["confirm"]}


def test_the_preview_shows_the_rows_and_writes_nothing(clerk, order):
    page = clerk.get(post_page(order))
    html = page.content.decode()
    assert "1,200.00" in html
    assert "Nothing has been posted yet." in html
    assert not Register.objects.exists()


def test_posting_twice_from_two_tabs_posts_once(clerk, order):
    first, second = clerk.get(post_page(order)), clerk.get(post_page(order))
    answer = clerk.post(post_page(order), confirm(first))
    assert answer.status_code == 302
    assert "INV00001" in clerk.get(answer.url).content.decode()
    assert clerk.post(post_page(order), confirm(second)).status_code == 302
    assert (PostedInvoice.objects.count(), PostedShipment.objects.count()) == (1, 1)


def test_another_mode_over_an_old_version_is_refused_in_words(clerk, order):
    page = clerk.get(post_page(order, "ship"))
    clerk.post(post_page(order, "ship"), confirm(page))
    answer = clerk.post(post_page(order, "invoice"), confirm(page))
    assert answer.status_code == 422
    assert not PostedInvoice.objects.exists()


def test_a_customer_blocked_meanwhile_refuses_preview_and_posting(clerk, order):
    page = clerk.get(post_page(order))
    Customer.objects.update(blocked="ship")
    assert "is blocked for shipping" in clerk.get(post_page(order)).content.decode()
    answer = clerk.post(post_page(order), confirm(page))
    assert answer.status_code == 422
    assert not Register.objects.exists()


def test_an_invoice_paid_on_posting_says_so(clerk, house):
    draft = house.draft(
        house.customer(), balancing_account=house.accounts["cash"],
        payment_method=house.cash_method,
    )  # fmt: skip
    house.post_draft(draft)
    html = clerk.get(PostedInvoice.objects.get().get_absolute_url()).content.decode()
    assert "Paid on posting" in html
    assert "CASH Cash" in html


def test_collect_undo_and_cancel_through_their_pages(as_role, house):
    accountant = as_role("accountant")
    customer = house.customer()
    order = house.draft(customer, ("4", "100"), kind=Type.ORDER)
    house.post_draft(order, invoice=False)
    invoice = house.draft(customer, ("1", "10"))
    url = reverse("documents:collect", args=[invoice.pk])
    page = accountant.get(url)
    line = page.context["rows"][0]
    assert accountant.post(url, {"version": 1, "lines": [line.pk]}).status_code == 302
    assert invoice.lines.count() == 3
    undo = reverse("documents:undo", args=[line.document_id])
    answer = accountant.post(undo, {"version": 1, "lines": [line.pk]})
    assert answer.status_code == 422
    assert "collects this shipment" in answer.content.decode()
    house.post_draft(invoice)
    posted = PostedInvoice.objects.get()
    cancel = reverse("documents:cancel", args=[posted.pk])
    assert "Nothing has been posted yet." in accountant.get(cancel).content.decode()
    assert not PostedCreditMemo.objects.exists()
    assert accountant.post(cancel).status_code == 302
    assert accountant.post(cancel).status_code == 302
    assert PostedCreditMemo.objects.count() == 1


def test_one_click_steps(clerk, house):
    quote = house.draft(house.customer(), kind=Type.QUOTE)
    answer = clerk.post(reverse("documents:make_order", args=[quote.pk]))
    order = SalesDocument.objects.get(type=Type.ORDER)
    assert answer.url == card(order)
    for name, status in (("release", "released"), ("reopen", "open")):
        clerk.post(reverse(f"documents:{name}", args=[order.pk]))
        order.refresh_from_db()
        assert order.status == status
    assert (
        clerk.post(reverse("documents:copy", args=[order.pk]), {"type": "invoice"}).status_code
        == 302
    )
    page = clerk.get(reverse("documents:delete", args=[order.pk]))
    assert (
        clerk.post(reverse("documents:delete", args=[order.pk]), confirm(page)).status_code
        == 302
    )
    assert not SalesDocument.objects.filter(pk=order.pk).exists()


def test_refused_steps_come_back_as_messages(clerk, order):
    order.lines.all().delete()
    answer = clerk.post(reverse("documents:release", args=[order.pk]), follow=True)
    assert "enter a line with a quantity" in answer.content.decode()


# What each role may do: r reads, w writes, - is forbidden.
PERMISSIONS = {
    "list": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "create": ("get", "w", {"clerk", "accountant"}),
    "detail": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "save": ("post", "w", {"clerk", "accountant"}),
    "totals": ("post", "w", {"clerk", "accountant"}),
    "post": ("get", "w", {"clerk", "accountant"}),
    "post_now": ("post", "w", {"clerk", "accountant"}),
    "release": ("post", "w", {"clerk", "accountant"}),
    "reopen": ("post", "w", {"clerk", "accountant"}),
    "copy": ("get", "w", {"clerk", "accountant"}),
    "copy_now": ("post", "w", {"clerk", "accountant"}),
    "delete": ("get", "w", {"clerk", "accountant"}),
    "delete_now": ("post", "w", {"clerk", "accountant"}),
    "make_order": ("post", "w", {"clerk", "accountant"}),
    "make_invoice": ("post", "w", {"clerk", "accountant"}),
    "collect": ("get", "w", {"clerk", "accountant"}),
    "collect_now": ("post", "w", {"clerk", "accountant"}),
    "return_order_pdf": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "customer_lookup": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "item_lookup": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "account_lookup": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "open_invoice_lookup": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "posted_list": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "credit_memo_list": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "shipment_list": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "return_receipt_list": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "posted_invoice": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "invoice_pdf": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "posted_credit_memo": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "credit_memo_pdf": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "posted_shipment": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "shipment_pdf": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "posted_return_receipt": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "return_receipt_pdf": ("get", "r", {"clerk", "accountant", "auditor", "administrator"}),
    "return_goods": ("get", "w", {"clerk", "accountant"}),
    "return_goods_now": ("post", "w", {"clerk", "accountant"}),
    "copy_to_credit_memo": ("post", "w", {"clerk", "accountant"}),
    "cancel": ("get", "w", {"accountant"}),
    "cancel_now": ("post", "w", {"accountant"}),
    "undo": ("get", "w", {"accountant"}),
    "undo_now": ("post", "w", {"accountant"}),
    "undo_receipt": ("get", "w", {"accountant"}),
    "undo_receipt_now": ("post", "w", {"accountant"}),
}
ALIASES = {"save": "detail"}
POSTED_NAMES: dict[str, Any] = {
    "posted_invoice": PostedInvoice, "invoice_pdf": PostedInvoice, "cancel": PostedInvoice,
    "copy_to_credit_memo": PostedInvoice, "posted_credit_memo": PostedCreditMemo,
    "credit_memo_pdf": PostedCreditMemo, "posted_shipment": PostedShipment,
    "shipment_pdf": PostedShipment, "undo": PostedShipment, "return_goods": PostedInvoice,
    "posted_return_receipt": PostedReturnReceipt, "return_receipt_pdf": PostedReturnReceipt,
    "undo_receipt": PostedReturnReceipt,
}  # fmt: skip


def test_the_permission_table_names_every_address():
    from ledger.documents.urls import urlpatterns

    named = {ALIASES.get(name, name.removesuffix("_now")) for name in PERMISSIONS}
    assert named == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("role", ["clerk", "accountant", "auditor", "administrator", None])
def test_each_role_reaches_what_it_may_and_nothing_else(as_role, house, role):
    customer = house.customer()
    house.post_draft(house.draft(customer, kind=Type.ORDER))
    house.post_draft(house.draft(customer, kind=Type.CREDIT_MEMO))
    house.post_draft(house.draft(customer, kind=Type.RETURN_ORDER))
    draft = house.draft(customer)
    client = as_role(role)
    for name, (method, _kind, allowed) in PERMISSIONS.items():
        url_name = ALIASES.get(name, name.removesuffix("_now"))
        if url_name in POSTED_NAMES:
            args = [POSTED_NAMES[url_name].objects.first().pk]
        elif url_name == "create":
            args = ["order"]
        elif url_name == "return_order_pdf":
            args = [SalesDocument.objects.filter(type=Type.RETURN_ORDER).earliest("id").pk]
        else:
            args = [] if url_name.endswith(("list", "lookup")) else [draft.pk]
        answer = getattr(client, method)(reverse(f"documents:{url_name}", args=args))
        if role is None:
            assert answer.status_code in (302, 401), name
            assert "sign-in" in answer.get("Location", "sign-in"), name
        elif role in allowed:
            assert answer.status_code in (200, 302, 422), name
        else:
            assert answer.status_code == 403, name
        draft = SalesDocument.objects.filter(pk=draft.pk).first() or house.draft(customer)
    if role not in ("clerk", "accountant"):
        assert SalesDocument.objects.count() == 4


@pytest.mark.parametrize(
    "name", ["list", "posted_list", "credit_memo_list", "shipment_list", "return_receipt_list"]
)
def test_a_list_needs_few_queries_whatever_its_length(
    clerk, house, name, django_assert_max_num_queries
):
    customer = house.customer()
    for kind in (Type.ORDER, Type.CREDIT_MEMO, Type.RETURN_ORDER, Type.ORDER):
        house.post_draft(house.draft(customer, kind=kind))
    url = reverse(f"documents:{name}")
    clerk.get(url)
    with django_assert_max_num_queries(7):  # session, user, two permission lookups included
        answer = clerk.get(url + "?q=o&sort=no")
    assert answer.status_code == 200


def test_the_card_needs_no_more_queries_for_more_lines(
    clerk, house, django_assert_max_num_queries
):
    customer = house.customer()
    few, many = house.draft(customer), house.draft(customer, *[("1", "10")] * 40)
    clerk.get(card(few))
    with django_assert_max_num_queries(18) as few_queries:
        clerk.get(card(few))
    with django_assert_max_num_queries(len(few_queries)):
        clerk.get(card(many))


def test_filters_narrow_the_list(clerk, house):
    adatum, contoso = house.customer("Adatum"), house.customer("Contoso")
    house.draft(adatum, kind=Type.ORDER)
    house.draft(contoso)
    url = reverse("documents:list")
    for query, shown in (
        ("q=contoso", ["Contoso"]),
        ("type=order", ["Adatum"]),
        (f"customer={adatum.pk}", ["Adatum"]),
        ("status=active", ["Contoso", "Adatum"]),
        ("status=posted", []),
        ("posting_date_from=2026-01-24", []),
    ):
        rows = clerk.get(f"{url}?{query}").context["table"].data
        assert [row.sell_to_name for row in rows] == shown, query
