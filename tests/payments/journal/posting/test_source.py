"""Posting a batch: entries closed, books balanced, copies kept, lines gone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils import timezone

from arcore.company.models import NumberSeries
from ledger.models import (
    ApplicationMark,
    BankLedgerEntry,
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    Transaction,
    VendorLedgerEntry,
)
from ledger.posting import SourceChanged, post, preview
from payments.journal.posting import post_batch
from payments.models import JournalLine, PostedJournal, PostedJournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, receipts, template


def balance(account) -> Decimal:
    found = GeneralLedgerEntry.objects.filter(account=account).aggregate(total=Sum("amount"))
    return found["total"] or Decimal(0)


def mark(line, *entries_and_amounts):
    for entry, amount in entries_and_amounts:
        ApplicationMark.objects.create(
            owner=line.mark_owner,
            customer_entry=entry,
            amount=Decimal(amount),
            marked_at=timezone.now(),
        )


def test_a_receipt_closes_its_invoice_and_the_batch_is_empty(house, jane, batch, post_it):
    invoice = house.invoice_of("500.00")
    line_of(
        batch, house, invoice.customer, "-500.00", description="Cheque 4711",
        external_document_no="4711", **paying(invoice),
    )  # fmt: skip
    register = post_it(batch)

    invoice.refresh_from_db()
    assert not invoice.open
    payment = CustomerLedgerEntry.objects.get(document_type="payment")
    assert (payment.amount, payment.open, payment.document_no) == (-500, False, "P0001")
    assert (payment.source, payment.journal_batch) == ("CASHREC", "CASH DEFAULT")
    assert payment.external_document_no == "4711"
    entry = BankLedgerEntry.objects.get()
    assert (entry.amount, entry.open) == (500, True)
    assert (entry.balancing_type, entry.balancing_no) == ("customer", invoice.customer.no)
    assert balance(house.accounts["bank"]) == 500
    assert balance(house.accounts["receivables"]) == 0

    posted = PostedJournal.objects.get(register=register)
    copy = posted.lines.get()
    assert (posted.batch_name, posted.posted_by, posted.line_count) == ("DEFAULT", jane, 1)
    assert (copy.account_no, copy.balancing_no) == (invoice.customer.no, "MAIN")
    assert copy.applied_document_numbers == invoice.document_no
    assert copy.ledger_transaction == payment.transaction
    assert not JournalLine.objects.exists()
    batch.refresh_from_db()
    assert batch.version == 2


def test_a_batch_that_keeps_no_copies_leaves_none(house, post_it):
    batch = receipts(house, copy_to_posted=False)
    line_of(batch, house, house.customer(), "-10.00")
    post_it(batch)
    assert not PostedJournal.objects.exists()
    assert not JournalLine.objects.exists()


def test_lines_of_one_number_balance_each_other(house, batch, post_it):
    for side, amount in (
        (house.customer("Adatum"), "-600"),
        (house.customer("Contoso"), "-400"),
        (house.bank, "1000"),
    ):
        line_of(batch, house, side, amount, against=False, document_no="P1")
    post_it(batch)
    transaction = Transaction.objects.get()
    assert transaction.customerledgerentrys.count() == 2
    assert transaction.bank_entries.get().balancing_type == ""


def test_two_lines_may_pay_one_document(house, batch, post_it):
    invoice = house.invoice_of("500.00")
    for amount in ("-300.00", "-200.00"):
        line_of(batch, house, invoice.customer, amount, **paying(invoice))
    post_it(batch)
    invoice.refresh_from_db()
    assert not invoice.open
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()


def test_a_discount_in_time_closes_the_invoice(house, batch, post_it):
    invoice = house.invoice_of("1000.00", discount_date=TODAY, discount_percent=Decimal(2))
    line_of(batch, house, invoice.customer, "-980.00", **paying(invoice))
    post_it(batch)
    invoice.refresh_from_db()
    assert not invoice.open
    assert balance(house.accounts["discount"]) == 20


def test_marked_entries_are_applied_by_their_amounts_and_unmarked(house, batch, post_it):
    customer = house.customer()
    first, second = house.invoice_of("500.00", customer), house.invoice_of("300.00", customer)
    line = line_of(batch, house, customer, "-600.00")
    mark(line, (first, "500"), (second, "100"))
    post_it(batch)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.remaining, second.remaining) == (0, 200)
    assert PostedJournalLine.objects.get().applied_document_numbers == (
        f"{first.document_no}, {second.document_no}"
    )
    assert not ApplicationMark.objects.exists()


def test_a_marked_entry_closed_meanwhile_is_passed_over_and_the_money_stays_open(
    house, batch, post_it
):
    customer = house.customer()
    first, second = house.invoice_of("500.00", customer), house.invoice_of("300.00", customer)
    line = line_of(batch, house, customer, "-800.00")
    mark(line, (first, "500"), (second, "300"))
    other = receipts(house, "OTHER")
    line_of(other, house, customer, "-500.00", document_no="Q1", **paying(first))
    post_it(other)
    post_it(batch)
    payment = CustomerLedgerEntry.objects.get(document_no="P0001")
    assert payment.remaining == -500
    second.refresh_from_db()
    assert not second.open


def test_an_applied_document_that_is_no_longer_open_is_refused(
    house, batch, post_it, refusals_of
):
    invoice = house.invoice_of("500.00")
    line_of(batch, house, invoice.customer, "-500.00", **paying(invoice))
    other = receipts(house, "OTHER")
    line_of(other, house, invoice.customer, "-500.00", document_no="Q1", **paying(invoice))
    post_it(other)
    [(line, message)] = refusals_of(batch)
    assert line == 10_000
    assert invoice.document_no in message
    assert "no longer open" in message
    assert JournalLine.objects.count() == 1


def test_oldest_first_passes_over_marked_held_and_disputed_entries(house, batch, post_it):
    customer = house.customer(application_method="oldest")
    entries = [
        house.invoice_of("100.00", customer, due_date=TODAY + timedelta(days=day))
        for day in range(5)
    ]
    held, disputed, marked, first, last = entries
    CustomerLedgerEntry.objects.filter(pk=held.pk).update(on_hold="ABC")
    CustomerLedgerEntry.objects.filter(pk=disputed.pk).update(dispute="disputed")
    mark(line_of(receipts(house, "OTHER"), house, customer, "-1"), (marked, "1"))
    line_of(batch, house, customer, "-150.00")
    post_it(batch)
    open_now = dict(
        CustomerLedgerEntry.objects.filter(document_type="invoice").values_list(
            "pk", "remaining"
        )
    )
    assert [open_now[entry.pk] for entry in entries] == [100, 100, 100, 0, 50]
    assert last.pk in open_now
    assert first.pk in open_now


def test_invoices_credit_memos_and_general_lines_post_too(house, batch, post_it):
    vendor = house.vendor()
    fees, cash = house.accounts["fees"], house.accounts["cash"]
    sales = house.accounts["sales"]
    customer = house.customer()
    line_of(
        batch, house, vendor, "-120", against=fees, document_type="invoice", document_no="V1"
    )
    line_of(
        batch, house, customer, "200", against=sales, document_type="invoice",
        document_no="J1", discount_percent=Decimal(2), discount_date=TODAY,
    )  # fmt: skip
    line_of(batch, house, fees, "15", against=cash, document_type="", document_no="G1")
    line_of(
        batch, house, sales, "-30", against=customer, document_type="finance_charge_memo",
        document_no="F1",
    )  # fmt: skip
    post_it(batch)
    assert VendorLedgerEntry.objects.get().amount == -120
    invoice = CustomerLedgerEntry.objects.get(document_type="invoice")
    assert (invoice.amount, invoice.original_discount) == (200, 4)
    memo = CustomerLedgerEntry.objects.get(document_type="finance_charge_memo")
    assert memo.amount == 30
    assert balance(fees) == 135


def test_a_posting_series_numbers_the_documents_in_order_of_their_dates(house, post_it):
    series = NumberSeries.objects.create(
        code="CASHREC", prefix="R", digits=4, gapless=True, date_order=True
    )
    batch = receipts(house, posting_number_series=series)
    days = [TODAY, TODAY - timedelta(days=1), TODAY]
    for day, number in zip(days, ("A", "B", "A"), strict=True):
        line_of(batch, house, house.customer(), "-10", posting_date=day, document_no=number)
    post_it(batch)
    found = CustomerLedgerEntry.objects.order_by("pk").values_list(
        "posting_date", "document_no"
    )
    assert list(found) == [(days[1], "R0001"), (TODAY, "R0002"), (TODAY, "R0002")]
    copies = PostedJournalLine.objects.order_by("line_no").values_list("document_no", flat=True)
    assert list(copies) == ["R0002", "R0001", "R0002"]


def test_a_foreign_receipt_posts_at_the_rate_of_its_line(house, batch, post_it):
    line_of(
        batch, house, house.customer(), "-100", against=house.bank_usd, currency=house.usd,
        factor=Decimal("0.9"), amount_lcy=Decimal("-90"),
    )  # fmt: skip
    line_of(
        batch, house, house.customer(), "-100", currency=house.usd,
        factor=Decimal("0.8"), amount_lcy=Decimal("-80"),
    )  # fmt: skip
    post_it(batch)
    amounts = BankLedgerEntry.objects.order_by("pk").values_list("amount", "amount_lcy")
    assert list(amounts) == [(100, 90), (80, 80)]
    entry = CustomerLedgerEntry.objects.earliest("pk")
    assert (entry.amount, entry.amount_lcy, entry.original_factor) == (
        -100,
        -90,
        Decimal("0.9"),
    )


def test_another_version_is_refused_and_the_same_posts_once(house, jane, batch, post_it):
    line_of(batch, house, house.customer(), "-10.00")
    register = post_it(batch)
    again = post_batch(batch.pk, version=1, user_id=jane.pk, today=TODAY)
    assert post(again) == register
    changed = post_batch(batch.pk, version=7, user_id=jane.pk, today=TODAY)
    with pytest.raises(SourceChanged):
        post(changed)
    assert CustomerLedgerEntry.objects.count() == 1


def test_preview_shows_what_posting_writes(house, jane, batch, post_it):
    invoice = house.invoice_of("500.00")
    line_of(batch, house, invoice.customer, "-500.00", **paying(invoice))
    shown = preview(post_batch(batch.pk, version=1, user_id=jane.pk, today=TODAY))
    assert shown.plan is not None
    register = post_it(batch)
    written = GeneralLedgerEntry.objects.filter(transaction__register=register)
    assert sorted(g.amount for g in shown.plan.general) == sorted(
        written.values_list("amount", flat=True)
    )


def test_every_error_of_every_line_comes_at_once(house, batch, refusals_of):
    blocked = house.customer(blocked="all")
    fees = house.accounts["fees"]
    fees.blocked = True
    fees.save()
    line_of(batch, house, house.customer(), "0")
    line_of(batch, house, blocked, "-10", document_no="")
    line_of(batch, house, house.customer(), "-10", posting_date=None)
    line_of(batch, house, house.customer(), "10")
    line_of(batch, house, fees, "10", against=False, document_no="X")
    found = refusals_of(batch)
    assert [line for line, _message in found] == [
        30_000,
        20_000,
        10_000,
        50_000,
        20_000,
        40_000,
        50_000,
    ]
    text = " ".join(message for _line, message in found)
    for words in ("posting date", "document no.", "amount", "out of balance", "blocked"):
        assert words in text
    assert JournalLine.objects.count() == 5


def test_the_template_range_wins_over_user_and_company(house, jane, post_it, refusals_of):
    late = template(house, "LATE", allow_posting_from=date(2026, 2, 1))
    jane.allow_posting_from = date(2026, 1, 1)
    jane.save()
    batch = receipts(house, template=late)
    line = line_of(batch, house, house.customer(), "-10")
    [(number, message)] = refusals_of(batch)
    assert number == line.line_no
    assert "journal template" in message
    JournalLine.objects.update(posting_date=date(2026, 2, 1))
    post_it(batch, today=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("blocked", "kind", "refused"),
    [
        ("invoice", "payment", False),
        ("invoice", "refund", False),
        ("invoice", "credit_memo", False),
        ("invoice", "finance_charge_memo", False),
        ("invoice", "reminder", False),
        ("invoice", "invoice", True),
        ("invoice", "", True),
        ("all", "payment", True),
        ("ship", "invoice", False),
    ],
)
@pytest.mark.parametrize("as_balancing", [False, True])
def test_the_block_matrix_rows_13_and_14(
    house, batch, post_it, refusals_of, blocked, kind, refused, as_balancing
):
    customer, cash = house.customer(blocked=blocked), house.accounts["cash"]
    sign = -1 if kind in ("payment", "credit_memo") else 1
    sides = (cash, customer) if as_balancing else (customer, cash)
    amount = str(-10 * sign if as_balancing else 10 * sign)
    line_of(batch, house, sides[0], amount, against=sides[1], document_type=kind)
    if refused:
        assert customer.no in refusals_of(batch)[0][1]
    else:
        post_it(batch)


def test_a_batch_whose_lines_balance_only_together_needs_no_document_balance(house, post_it):
    loose = template(house, "LOOSE", force_document_balance=False)
    batch = receipts(house, template=loose)
    customer, cash = house.customer(), house.accounts["cash"]
    line_of(batch, house, customer, "-70", against=False, document_no="A")
    line_of(batch, house, cash, "70", against=False, document_no="B")
    line_of(batch, house, house.customer(), "-5", document_no="C")
    post_it(batch)
    assert Transaction.objects.count() == 2
    assert CustomerLedgerEntry.objects.get(customer=customer).document_no == "A"
    cash_entry = GeneralLedgerEntry.objects.get(account=cash)
    assert cash_entry.document_no == "B"
