"""The ledger's read-only screens: everyone with a role reads, nobody writes, few queries."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import CustomerLedgerEntry, PostedInvoice, Register, VendorLedgerEntry
from ledger.posting import Source, post
from ledger.settlement.pairs import settled
from ledger.subledger import PAYABLES, RECEIVABLES
from ledger.tables import SOURCES
from tests.ledger.posting.paying import Line, paying

LISTS = [
    "customer_entry_list", "vendor_entry_list", "general_entry_list", "bank_entry_list", "account_list",
    "bank_account_list", "register_list"
]  # fmt: skip


@pytest.fixture
def posted(house):
    house.invoice_of("120.00", balancing_bank_account=house.bank)
    vendor = house.vendor()
    bill = Line(vendor.pk, "-60", "invoice", "vendor")
    post(paying("B1", bill, account_id=house.accounts["fees"].pk))
    return house


def pay_the_bill(house):
    """A payment of 60.00 that closes the vendor's invoice."""
    bill = VendorLedgerEntry.objects.get(document_no="B1")
    line = Line(bill.vendor_id, "60", "payment", "vendor", ((bill.pk, None),))
    return post(paying("P1", line, bank_id=house.bank.pk))


def reader(house, role="auditor"):
    client = Client()
    client.force_login(house.user(role, role), "django.contrib.auth.backends.ModelBackend")
    return client


def addresses(house):
    cards = [
        ("customer_entry_detail", CustomerLedgerEntry.objects.earliest("id").pk),
        ("vendor_entry_detail", VendorLedgerEntry.objects.earliest("id").pk),
        ("account", house.accounts["sales"].pk),
        ("bank_account", house.bank.pk),
        ("register", Register.objects.earliest("id").pk),
    ]
    return [reverse(f"ledger:{name}") for name in [*LISTS, "account_lookup"]] + [
        reverse(f"ledger:{name}", args=[pk]) for name, pk in cards
    ]


def test_the_table_names_every_address(posted):
    from ledger.urls import urlpatterns

    assert len(addresses(posted)) == len(urlpatterns)


@pytest.mark.parametrize("role", ["clerk", "accountant", "auditor", "administrator"])
def test_every_role_reads_and_nobody_posts(posted, role):
    client = reader(posted, role)
    for url in addresses(posted):
        assert client.get(url).status_code == 200, url
        assert client.post(url).status_code == 405, url


def test_strangers_are_sent_to_sign_in_and_others_forbidden(posted):
    from arcore.company.models import User

    stranger, nobody = Client(), Client()
    user = User.objects.create_user("nobody")
    nobody.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for url in addresses(posted):
        assert "sign-in" in stranger.get(url)["Location"]
        assert nobody.get(url).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_a_list_needs_few_queries(posted, name, django_assert_max_num_queries):
    client = reader(posted)
    url = reverse(f"ledger:{name}")
    client.get(url)
    with django_assert_max_num_queries(8):  # session, user and permissions included
        assert client.get(url + "?q=a").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_bad_filters_are_told_not_raised(posted, name):
    client = reader(posted)
    url = reverse(f"ledger:{name}")
    for query in ("sort=-nonsense", "after=garbage", "posting_date_from=0002-01-01", "account=x",
                  "customer=999999999999999999999", "remaining_from=NaN", "open=maybe"):  # fmt: skip
        assert client.get(f"{url}?{query}").status_code == 200, query


def test_an_entry_tells_what_closed_it(posted):
    invoice = PostedInvoice.objects.get().entry
    html = reader(posted).get(invoice.get_absolute_url()).content.decode()
    assert "Closed by" in html
    assert "How it was settled" in html
    [payment] = settled(RECEIVABLES, invoice).shown
    assert (payment.other.document_type, payment.amount) == ("payment", 120)
    [back] = settled(RECEIVABLES, payment.other).shown
    assert back.other == invoice


def test_a_vendor_entry_tells_what_closed_it(posted):
    pay_the_bill(posted)
    bill = VendorLedgerEntry.objects.get(document_no="B1")
    html = reader(posted).get(bill.get_absolute_url()).content.decode()
    assert "Closed by" in html
    [payment] = settled(PAYABLES, bill).shown
    assert (payment.other.document_no, payment.amount) == ("P1", -60)
    [back] = settled(PAYABLES, payment.other).shown
    assert back.other == bill


def test_balances_are_the_sums_of_entries(posted):
    client = reader(posted)
    rows = client.get(reverse("ledger:account_list")).context["table"].data
    balances = {row.no: row.balance for row in rows}
    assert (balances["7070"], balances["4457"], balances["5120"]) == (-100, -20, 120)
    assert balances["4010"] == -60
    assert sum(balances.values()) == 0
    [main, dollars] = client.get(reverse("ledger:bank_account_list")).context["table"].data
    assert (main.balance, dollars.balance) == (120, 0)


def test_a_register_shows_all_its_rows(posted):
    client, paid = reader(posted), pay_the_bill(posted)

    def shown(register):
        groups = client.get(register.get_absolute_url()).context["groups"]
        return [(str(group.title), len(group.table.rows)) for group in groups]

    assert shown(Register.objects.earliest("id")) == [
        ("Customer ledger entries", 2),
        ("G/L entries", 5),
        ("Bank account ledger entries", 1),
    ]
    assert shown(paid) == [
        ("Vendor ledger entries", 1),
        ("G/L entries", 2),
        ("Bank account ledger entries", 1),
    ]


def every_source(cls=Source):
    for each in cls.__subclasses__():
        yield from every_source(each)
        if "name" in vars(each) and not each.__module__.startswith("tests."):
            yield each.name


def test_every_source_of_a_register_has_a_name_in_words():
    names = set(every_source())
    assert {"journal", "split", "sales"} <= names
    assert names == SOURCES.keys()
