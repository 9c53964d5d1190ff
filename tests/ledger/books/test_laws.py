"""Every law of the books is broken on purpose and named by `check_books`."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from arcore.company.models import NumberSeries, SeriesUse
from arcore.company.purposes import Purpose
from ledger.books import LAWS, check_books
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    GeneralLedgerEntry,
    PostedInvoice,
    PostedInvoiceLine,
)
from tests.ledger.applying.actions import unapply
from tests.ledger.posting.paying import pay


@pytest.fixture
def books(house):
    """An invoice of 120.00 with 100.00 paid into the bank: every law has something to hold."""
    entry = house.invoice_of("120.00")
    pay(house, entry, "100.00", "P1")
    assert check_books() == []
    return house


@pytest.fixture
def unguarded(books):
    """A superuser's session in which no trigger fires."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
    return books


def broken():
    return {one.law: one.culprits for one in check_books()}


def invoice():
    return CustomerLedgerEntry.objects.filter(document_type="invoice")


def without(constraint, table="ledger_customerledgerentry"):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")


def test_a_missing_guard_is_named(books):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_register DISABLE TRIGGER arcore_keep")
    assert broken() == {"guards_stand": ("ledger_register.arcore_keep",)}


def test_a_transaction_out_of_balance_is_named(unguarded):
    entry = GeneralLedgerEntry.objects.filter(account__no="7070").earliest("id")
    GeneralLedgerEntry.objects.filter(pk=entry.pk).update(amount=entry.amount - 1)
    assert broken() == {
        "transactions_balance": (f"transaction {entry.transaction_id} is out by -1.000",)
    }


def test_a_remaining_amount_that_is_not_its_details_is_named(unguarded):
    entry = invoice().get()
    invoice().update(remaining=19, remaining_lcy=19)
    assert broken() == {
        "details_equal_remaining": (f"customer entry {entry.pk}: 19.000 but details 20.000",)
    }


def test_a_remaining_amount_in_local_currency_alone_is_noticed(unguarded):
    invoice().update(remaining_lcy=19)
    assert list(broken()) == ["details_equal_remaining"]


def test_an_entry_closed_with_something_left_is_named(unguarded):
    entry = invoice().get()
    without("customerledgerentry_open_means_remaining")
    without("customerledgerentry_closed_means_zero")
    invoice().update(open=False)
    assert broken()["closed_means_zero"] == (f"customer entry {entry.pk}",)


def test_a_closed_entry_with_a_discount_is_named(unguarded):
    without("customerledgerentry_closed_means_zero")
    CustomerLedgerEntry.objects.filter(document_type="payment").update(remaining_discount=-1)
    assert list(broken()) == ["guards_stand", "closed_means_zero"]


def test_a_bank_entry_open_without_remainder_is_named(unguarded):
    without("bank_entry_open_means_remaining", "ledger_bankledgerentry")
    BankLedgerEntry.objects.update(remaining=0)
    assert list(broken()) == ["guards_stand", "closed_means_zero"]


def test_an_unrealized_gain_on_a_closed_entry_is_named(unguarded):
    paid = CustomerLedgerEntry.objects.get(document_type="payment")
    details = DetailedCustomerEntry.objects.filter(entry=paid, entry_type="application")
    details.update(entry_type="unrealized_gain")
    assert broken() == {
        "closed_means_realized": (f"customer entry {paid.pk}: unrealized_gain 100.000",),
        "applications_cancel_out": (
            f"customer application {applied().get()} is out by -100.000",
        ),
    }


def applied():
    found = DetailedCustomerEntry.objects.filter(entry_type="application")
    return found.values_list("application_no", flat=True)


def test_an_application_that_does_not_cancel_out_is_named(unguarded):
    detail = DetailedCustomerEntry.objects.filter(entry_type="application").earliest("id")
    DetailedCustomerEntry.objects.filter(pk=detail.pk).update(amount_lcy=detail.amount_lcy + 1)
    number = detail.application_no
    assert broken()["applications_cancel_out"] == (
        f"customer application {number} is out by 1.000",
    )


def test_an_application_undone_in_part_is_named(unguarded):
    unapply(invoice().get())
    assert broken() == {}
    number = DetailedCustomerEntry.objects.filter(unapplied=True).earliest("id").application_no
    told = {"undone_is_mirrored": (f"customer application {number} is undone in part",)}
    DetailedCustomerEntry.objects.filter(unapplied=True, amount__gt=0).update(unapplied=False)
    assert broken() == told


def test_the_general_ledger_of_an_undone_application_is_proved_too(unguarded):
    unapply(invoice().get())
    number = DetailedCustomerEntry.objects.filter(unapplied=True).earliest("id").application_no
    row = GeneralLedgerEntry.objects.filter(amount=100).earliest("id")
    GeneralLedgerEntry.objects.filter(pk=row.pk).update(application_no=number)
    assert list(broken()) == ["undone_is_mirrored"]


def test_a_reversed_entry_that_is_open_is_named(unguarded):
    entry = invoice().get()
    invoice().update(reversed=True)
    assert broken() == {"reversed_is_closed": (f"customer entry {entry.pk}",)}


def test_a_control_account_apart_from_its_subledger_is_named(unguarded):
    GeneralLedgerEntry.objects.filter(account__no="7070").update(
        account=unguarded.accounts["receivables"]
    )
    assert broken() == {
        "control_accounts_equal_subledgers": ("account 4110: -80.000 but subledger 20.000",)
    }


def test_a_bank_account_apart_from_its_entries_is_named(unguarded):
    BankLedgerEntry.objects.update(amount_lcy=99)
    assert broken() == {
        "bank_entries_equal_bank_accounts": ("bank MAIN: G/L 100.000 but entries 99.000",)
    }


@pytest.mark.parametrize(
    "wrong", [{"total_gross": 121}, {"no": "INV99999"}, {"total_net": Decimal(99)}]
)
def test_a_posted_paper_apart_from_its_entry_is_named(unguarded, wrong):
    PostedInvoice.objects.update(**wrong)
    assert "posted_documents_have_entries" in broken()


@pytest.mark.parametrize("wrong", [{"gross": 121}, {"vat": 21}])
def test_lines_that_do_not_make_the_total_are_noticed(unguarded, wrong):
    PostedInvoiceLine.objects.update(**wrong)
    assert broken() == {"posted_documents_have_entries": ("document INV00001",)}


@pytest.mark.parametrize("kind", ["order", "return_order"])
@pytest.mark.parametrize("wrong", [{"shipped": 1}, {"invoiced": 1}])
def test_an_order_apart_from_its_goods_is_named(unguarded, kind, wrong):
    draft = unguarded.draft(unguarded.customer(), ("2", "100"), kind=kind)
    unguarded.post_draft(draft)
    assert broken() == {}
    draft.lines.update(**wrong)
    assert broken() == {"goods_equal_their_orders": (f"document {draft.no}, line 10000",)}


def test_a_gap_among_return_receipts_is_named(unguarded):
    NumberSeries.objects.filter(code="PS-RCP").update(gapless=True)
    unguarded.post_draft(unguarded.draft(unguarded.customer(), kind="return_order"))
    assert broken() == {}
    NumberSeries.objects.filter(code="PS-RCP").update(last_number=2)
    told = "series PS-RCP: 1 numbers drawn but not posted, the first is RCP00002"
    assert broken() == {"series_have_no_gaps": (told,)}


def test_a_gap_in_a_series_is_named(unguarded):
    NumberSeries.objects.filter(code="PS-INV").update(last_number=3)
    told = "series PS-INV: 2 numbers drawn but not posted, the first is INV00002"
    assert broken() == {"series_have_no_gaps": (told,)}


def test_a_new_series_for_the_new_year_breaks_no_law(books):
    series = NumberSeries.objects.create(
        code="PS-INV-27", prefix="27-", digits=4, starting_number=1, gapless=True
    )
    SeriesUse.objects.filter(purpose=Purpose.POSTED_INVOICE).update(series=series)
    books.invoice_of("10.00")
    assert PostedInvoice.objects.latest("id").no == "27-0001"
    assert check_books() == []


def test_the_gap_of_a_replaced_series_is_still_noticed(unguarded):
    series = NumberSeries.objects.create(code="NEW", prefix="N", starting_number=1)
    SeriesUse.objects.filter(purpose=Purpose.POSTED_INVOICE).update(series=series)
    NumberSeries.objects.filter(code="PS-INV").update(last_number=2)
    assert list(broken()) == ["series_have_no_gaps"]


def test_every_law_is_broken_here_once():
    source = Path(__file__).read_text()
    missing = [law.__name__ for law in LAWS if f'"{law.__name__}"' not in source]
    assert missing == []


def test_the_command_prints_the_figures(books):
    out = StringIO()
    call_command("check_books", stdout=out)
    assert "customer entries" in out.getvalue()
    assert f"The books hold: {len(LAWS)} laws checked." in out.getvalue()


def test_the_command_exits_with_one_and_names_the_law(unguarded):
    invoice().update(remaining=19, remaining_lcy=19)
    with pytest.raises(CommandError, match="details_equal_remaining: customer entry") as raised:
        call_command("check_books", stdout=StringIO())
    assert raised.value.returncode == 1
