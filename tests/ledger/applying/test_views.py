"""The screens of applying and undoing, as the accountant and the clerk use them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.applying.marks import marks_of
from ledger.applying.unapply import last_application
from ledger.models import ApplicationMark, Register
from ledger.posting import PartyKind, post
from ledger.posting.for_sources import set_of
from tests.builders import TODAY
from tests.ledger.applying.actions import CUSTOMER, apply, payment, state
from tests.ledger.posting.paying import Line, paying

D = Decimal
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def adatum(house):
    return house.customer()


@pytest.fixture
def accountant(house, client):
    client.force_login(house.user("andre"), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def invoice(house, adatum):
    return house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )


def url(name, entry, kind=CUSTOMER):
    return reverse(f"applying:{name}", args=[set_of(kind, entry.pk)])


def marked(client, paid, entry, amount="", on="1", **options):
    data = {"entry": entry.pk, "on": on, "amount": amount}
    return client.post(url("mark", paid), data, **options)


def kept(paid):
    return [(one.customer_entry_id, one.amount) for one in marks_of(set_of(CUSTOMER, paid.pk))]


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_shows_open_entries_and_what_is_left(house, adatum, invoice, accountant):
    paid = payment(house, adatum, "-980")
    house.invoice_of("55", house.customer("Contoso"))
    marked(accountant, paid, invoice)
    page = accountant.get(url("apply", paid))
    assert [row.entry for row in page.context["rows"]] == [invoice]
    totals = page.context["totals"]
    assert (totals.amount, totals.to_apply, totals.discount, totals.left) == (-980, 1000, 20, 0)


def test_marking_answers_with_the_row_and_the_sums(house, adatum, invoice, accountant):
    paid = payment(house, adatum, "-980")
    said = marked(accountant, paid, invoice, "979.99", **HTMX)
    assert (said.status_code, kept(paid)) == (200, [(invoice.pk, D("979.99"))])
    assert said.context["totals"].left == D("-0.01")
    assert f'id="entry-{invoice.pk}"' in text(said)
    marked(accountant, paid, invoice, on="0", **HTMX)
    assert kept(paid) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [("1,000.01", "has only 1,000.00 left"), ("ten", "is not an amount"), ("-5", "the sign")],
)
def test_an_amount_that_can_not_be_taken_stays_as_typed(
    house, adatum, invoice, accountant, typed, told
):
    paid = payment(house, adatum, "-980")
    said = marked(accountant, paid, invoice, typed, **HTMX)
    assert said.status_code == 422
    assert told in text(said)
    assert f'value="{typed}"' in text(said)
    assert kept(paid) == []


def test_a_vendors_amount_takes_the_sign_of_the_entry(house, accountant):
    vendor = house.vendor()
    fees = house.accounts["fees"].pk
    for key, amount, kind in (("I1", "-100", "invoice"), ("P1", "80", "payment")):
        post(paying(key, Line(vendor.pk, amount, kind, "vendor"), account_id=fees))
    owed, paid = vendor.ledger_entries.order_by("pk")
    accountant.post(url("mark", paid, PartyKind.VENDOR), {"entry": owed.pk, "amount": "60"})
    assert ApplicationMark.objects.get().amount == -60
    page = accountant.get(url("apply", paid, PartyKind.VENDOR))
    assert page.context["totals"].left == 20
    accountant.post(
        url("post", paid, PartyKind.VENDOR), _sent(accountant, paid, PartyKind.VENDOR)
    )
    owed.refresh_from_db()
    assert owed.remaining == -40


def _sent(client, paid, kind=CUSTOMER, **more):
    page = client.get(url("post", paid, kind))
    values = page.context["form"].initial
    day = more.pop("day", values["day"])
    return {
        "version": page.context["version"],
        "seen": page.context["seen"],
        "day": day.isoformat(),
        "post": "1",
        **more,
    }


def test_another_users_mark_is_told_with_a_way_there(house, adatum, invoice, accountant):
    first, second = payment(house, adatum, "-10"), payment(house, adatum, "-20", "P2")
    marked(accountant, first, invoice)
    said = marked(accountant, second, invoice, **HTMX)
    assert "is marked for Payment P1, by andre on" in text(said)
    assert url("apply", first) in text(said)
    assert kept(first) == [(invoice.pk, 1000)]


def test_the_application_is_posted_once_with_links(house, adatum, invoice, accountant):
    paid = payment(house, adatum, "-980")
    marked(accountant, paid, invoice)
    sent = _sent(accountant, paid)
    page = accountant.post(url("post", paid), sent, follow=True)
    assert "The application is posted" in text(page)
    assert invoice.get_absolute_url() in text(page)
    assert [row[0] for row in state(paid, invoice)] == [False, False]
    again = accountant.post(url("post", paid), sent, follow=True)
    assert "The application is posted" in text(again)
    assert Register.objects.filter(source="application").count() == 1


def test_marks_changed_behind_the_preview_are_shown_first(house, adatum, invoice, accountant):
    paid = payment(house, adatum, "-1000")
    marked(accountant, paid, invoice)
    sent = _sent(accountant, paid)
    marked(accountant, paid, house.invoice_of("20", adatum))
    page = accountant.post(url("post", paid), sent)
    assert page.status_code == 422
    assert "changed since you looked" in text(page)
    assert state(invoice)[0][0] is True


@pytest.mark.parametrize(("answer", "left"), [("yes", 0), ("no", 4)])
def test_tolerance_is_a_question_when_the_company_wants_a_warning(
    house, adatum, accountant, answer, left
):
    type(house.company).objects.update(payment_tolerance_max=5, payment_tolerance_warning=True)
    owed = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-96")
    marked(accountant, paid, owed)
    page = accountant.get(url("post", paid))
    (question,) = page.context["questions"]
    assert (question.name, question.answer) == ("tolerance-0", "no")
    assert "4.00 EUR is missing to close" in question.text
    sent = _sent(accountant, paid)
    unanswered = accountant.post(url("post", paid), sent)
    assert "A new question has come up" in text(unanswered)
    assert state(owed)[0][1] == 100
    accountant.post(url("post", paid), {**sent, "tolerance-0": answer})
    assert state(owed)[0][1] == left


def test_a_late_discount_is_asked_for_each_entry_and_declined_by_default(
    house, adatum, invoice, accountant
):
    type(house.company).objects.update(discount_tolerance_warning=True)
    grace = TODAY + timedelta(days=5)
    type(invoice).objects.filter(pk=invoice.pk).update(discount_tolerance_date=grace)
    paid = payment(house, adatum, "-980", day=TODAY + timedelta(days=3))
    marked(accountant, paid, invoice)
    page = accountant.get(url("post", paid))
    (question,) = page.context["questions"]
    name = f"late-0-{invoice.pk}"
    assert (question.name, question.answer) == (name, "no")
    assert "discount of 20.00 EUR was possible until" in question.text
    accountant.post(url("post", paid), {**_sent(accountant, paid), name: "yes"})
    assert [row[1] for row in state(paid, invoice)] == [0, 0]


def test_without_a_warning_nobody_is_asked(house, adatum, accountant):
    type(house.company).objects.update(payment_tolerance_max=5)
    owed, paid = house.invoice_of("100", adatum), payment(house, adatum, "-96")
    marked(accountant, paid, owed)
    assert accountant.get(url("post", paid)).context["questions"] == []
    accountant.post(url("post", paid), _sent(accountant, paid))
    assert state(owed)[0][1] == 0


def test_nothing_marked_or_too_early_is_refused_before_and_after(
    house, adatum, invoice, accountant
):
    paid = payment(house, adatum, "-980")
    assert "Nothing is marked" in text(accountant.get(url("post", paid)))
    marked(accountant, paid, invoice)
    sent = _sent(accountant, paid, day=TODAY - timedelta(days=1))
    page = accountant.post(url("post", paid), sent)
    assert page.status_code == 422
    assert "was posted on" in text(page)


def test_an_application_is_undone_with_a_reason(house, adatum, invoice, accountant):
    paid = payment(house, adatum, "-980")
    apply(paid, invoice)
    address = reverse("applying:unapply_customer_entry", args=[invoice.pk])
    page = accountant.get(address)
    number = last_application(CUSTOMER, paid.pk)
    assert (page.status_code, page.context["refusals"]) == (200, [])
    assert [group.title for group in page.context["groups"]] == [
        "Entries",
        "Detailed entries",
        "G/L entries",
    ]
    sent = {
        "application": number,
        "day": TODAY.isoformat(),
        "document_no": "P1",
        "post": "1",
    }
    assert accountant.post(address, sent).status_code == 422
    assert accountant.post(address, sent | {"reason": "Wrong"}).status_code == 302
    register = Register.objects.get(source="unapplication")
    assert register.user is not None
    assert (register.reason, register.user.username) == ("Wrong", "andre")
    assert state(invoice)[0][1] == 1000
    assert "Nothing is applied" in text(accountant.get(address))


def test_an_application_sent_twice_takes_no_older_one_along(house, adatum, invoice, accountant):
    older, newer = payment(house, adatum, "-100"), payment(house, adatum, "-200", "P2")
    for paid in (older, newer):
        apply(paid, invoice)
    address = reverse("applying:unapply_customer_entry", args=[invoice.pk])
    form = accountant.get(address).context["form"]
    sent = form.initial | {"day": TODAY.isoformat(), "reason": "Wrong", "post": "1"}
    assert sent["application"] == last_application(CUSTOMER, newer.pk)
    for _click in range(2):
        assert accountant.post(address, sent).status_code == 302
    assert Register.objects.filter(source="unapplication").count() == 1
    assert (state(older)[0][0], state(newer)[0][0]) == (False, True)
    shown = accountant.get(f"{address}?application={sent['application']}")
    assert "was undone before" in shown.context["refusals"][0]
    assert 'name="post"' not in text(shown)


def test_an_older_application_says_why_it_has_to_wait(house, adatum, invoice, accountant):
    first = payment(house, adatum, "-100")
    apply(first, invoice)
    apply(payment(house, adatum, "-200", "P2"), invoice)
    address = reverse("applying:unapply_customer_entry", args=[invoice.pk])
    newest = accountant.get(address)
    assert [tab.is_current for tab in newest.context["tabs"]] == [True, False]
    assert newest.context["refusals"] == []
    older = accountant.get(newest.context["tabs"][1].url)
    assert "applied again later" in older.context["refusals"][0]
    assert ('name="post"' in text(newest), 'name="post"' in text(older)) == (True, False)
    assert 'name="preview"' in text(older)  # another date may be what is wanted


def test_a_transaction_and_a_register_are_reversed_with_a_reason(house, adatum, accountant):
    paid = payment(house, adatum, "-100")
    address = reverse("reversing:transaction", args=[paid.transaction_id])
    whole = reverse("reversing:register", args=[paid.transaction.register_id])
    register = paid.transaction.register.get_absolute_url()
    assert whole in text(accountant.get(register))
    assert accountant.get(address).context["refusals"] == []
    assert accountant.post(address, {"post": "1", "reason": ""}).status_code == 422
    page = accountant.post(address, {"post": "1", "reason": "Twice"}, follow=True)
    assert "Reversed:" in text(page)
    assert Register.objects.get(source="reversal").reason == "Twice"
    assert state(paid)[0][0] is False
    assert whole not in text(accountant.get(register))
    refused = accountant.get(whole)
    assert "reversed" in refused.context["refusals"][0]
    assert 'name="post"' not in text(refused)
    assert 'name="reason"' not in text(refused)
    assert [(tab.url, tab.is_current) for tab in refused.context["tabs"]] == [
        (whole, True),
        (address, False),
    ]


def test_what_a_document_posted_is_not_reversed(house, invoice, accountant):
    address = reverse("reversing:transaction", args=[invoice.transaction_id])
    page = accountant.get(address)
    assert page.context["refusals"] != []
    told = accountant.post(address, {"post": "1", "reason": "x"})
    assert told.status_code == 422


def test_a_clerk_marks_but_posts_nothing_and_an_auditor_only_sees(house, adatum, client):
    owed, paid = house.invoice_of("10", adatum), payment(house, adatum, "-10")
    for role, status in (("clerk", 302), ("auditor", 403)):
        user = house.user(role, role)
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        assert client.get(url("apply", paid)).status_code == 200
        assert marked(client, paid, owed).status_code == status
        for address in (
            url("post", paid),
            reverse("applying:unapply_customer_entry", args=[paid.pk]),
            reverse("reversing:transaction", args=[paid.transaction_id]),
        ):
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403


def test_entries_are_found_by_number_amount_and_amount_less_discount(
    house, adatum, invoice, accountant
):
    paid = payment(house, adatum, "-980")
    other = house.invoice_of("77.70", adatum)

    def found(**query):
        return [row.entry for row in accountant.get(url("apply", paid), query).context["rows"]]

    assert found(q=invoice.document_no) == [invoice]
    assert found(q="77.70") == [other]
    assert found(q="980") == [invoice]
    assert found(q="nowhere") == []
    marked(accountant, paid, other)
    assert found(show="marked") == [other]


def test_a_foreign_entry_is_counted_in_the_payments_currency(house, adatum, accountant):
    line = Line(adatum.pk, "100", "invoice", currency="USD", factor="0.9")
    post(paying("U1", line, account_id=house.accounts["fees"].pk))
    owed = adatum.ledger_entries.get(document_no="U1")
    paid = payment(house, adatum, "-95")
    marked(accountant, paid, owed)
    page = accountant.get(url("apply", paid))
    assert page.context["rows"][0].own == 90
    assert page.context["totals"].left == -5


def test_an_entry_without_a_rate_is_told_and_not_counted(house, adatum, accountant):
    line = Line(adatum.pk, "100", "invoice", currency="USD", factor="0.9")
    post(paying("U1", line, account_id=house.accounts["fees"].pk))
    house.usd.rates.all().delete()
    paid = payment(house, adatum, "-95")
    marked(accountant, paid, adatum.ledger_entries.get(document_no="U1"))
    page = accountant.get(url("apply", paid))
    assert page.context["totals"].unknown == ("USD",)
    assert "no exchange rate" in text(page)
