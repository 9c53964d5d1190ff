"""Automatic matching of a journal, through the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.matching.run import match
from payments.models import (
    AppliedEntry,
    Confidence,
    LineStatus,
    MatchingSettings,
    PaymentApplicationRule,
    ReconciliationLine,
    TextToAccountMapping,
)
from tests.builders import TODAY
from tests.payments.builders import account_of, invoice, journal_of, line_of, set_tolerance

IBAN = "NO9386011117947"


def applied_of(line):
    parts = AppliedEntry.objects.filter(line=line).order_by("order")
    return [(part.entry, part.amount, part.discount) for part in parts]


def fresh(line) -> ReconciliationLine:
    return ReconciliationLine.objects.get(pk=line.pk)


def codes(reasons):
    return [code for code, _params in reasons]


def test_two_quoted_invoices_are_paid_by_one_line(house):
    """Worked example 1: group of 4180.00, High 2."""
    customer = house.customer("Fjordline Marine AS")
    house.customer("Fjord Hotels")
    first = invoice(house, "2500.00", customer, "24-0117", due_date=date(2026, 1, 10))
    second = invoice(house, "1680.00", customer, "24-0125", due_date=date(2026, 2, 10))
    journal = journal_of(house.bank)
    line = line_of(
        journal, "4180.00", "fakt 24-0117 24-0125", related_party_name="FJORDLINE MARINE"
    )

    summary = match(journal, today=TODAY)

    assert (summary.applied, summary.total) == (1, 1)
    assert applied_of(line) == [
        (first, Decimal("2500.00"), 0),
        (second, Decimal("1680.00"), 0),
    ]
    line = fresh(line)
    assert (line.score, line.confidence) == (3998, Confidence.HIGH)
    assert line.customer == customer
    assert line.status == LineStatus.AUTOMATIC
    assert (line.applied_amount, line.difference, line.applied_count) == (4180, 0, 2)
    assert codes(line.match_details["reasons"]) == [
        "name", "external_number", "external_number", "amount_unique",
    ]  # fmt: skip
    part = AppliedEntry.objects.get(line=line, order=2)
    assert part.reasons[1] == ["external_number", {"number": "24-0125"}]


def test_account_and_amount_win_over_a_quoted_number(house):
    """Worked example 2: line B takes the entry that line A quotes."""
    customer = house.customer("Nordwind")
    account_of(customer, IBAN)
    entry = invoice(house, "600.00", customer, "24-0140")
    journal = journal_of(house.bank, ("600.00", "24-0140"))
    quoting = journal.lines.get()
    winner = line_of(journal, "600.00", "april", related_party_account="NO93 8601 1117 947")

    match(journal, today=TODAY)

    assert applied_of(winner) == [(entry, Decimal(600), 0)]
    assert fresh(winner).score == 3991
    assert applied_of(quoting) == []
    loser = fresh(quoting).match_details["losers"][0]
    assert loser["score"] == 2994
    assert loser["why"] == ["taken", {"line": winner.line_no}]


@pytest.mark.parametrize(
    ("paid", "day", "score", "amount", "discount", "difference"),
    [
        ("980.00", date(2026, 5, 10), 2994, 1000, 20, 0),
        ("1000.00", date(2026, 5, 10), 2991, 1000, 20, 20),
        ("980.00", date(2026, 5, 11), 2991, 980, 0, 0),
    ],
)
def test_discount_while_it_may_be_taken(house, paid, day, score, amount, discount, difference):
    """Worked example 3."""
    entry = invoice(
        house, "1000.00", house.customer("Loire"), "24-0150",
        discount_date=date(2026, 5, 10), discount_percent=Decimal(2),
    )  # fmt: skip
    assert entry.remaining_discount == 20
    journal = journal_of(house.bank, (paid, "24-0150"), day=day)
    line = journal.lines.get()

    match(journal, today=TODAY)

    assert applied_of(line) == [(entry, amount, discount)]
    assert (fresh(line).score, fresh(line).difference) == (score, difference)


def test_lines_settled_by_a_person_and_their_entries_stay_out(house):
    customer = house.customer("Nordwind")
    account_of(customer, IBAN)
    entry = invoice(house, "600.00", customer, "24-0140")
    journal = journal_of(house.bank)
    manual = line_of(
        journal, "100.00", confidence=Confidence.MANUAL, account_type="customer",
        customer=customer, applied_amount=100, applied_count=1,
    )  # fmt: skip
    AppliedEntry.objects.create(line=manual, customer_entry=entry, amount=100)
    other = line_of(journal, "600.00", "24-0140", related_party_account=IBAN)

    summary = match(journal, today=TODAY)

    assert (summary.applied, summary.total, summary.marked_elsewhere) == (1, 2, 1)
    assert applied_of(other) == []
    assert applied_of(manual) == [(entry, 100, 0)]

    match(journal, overwrite=True, today=TODAY)

    assert applied_of(other) == [(entry, 600, 0)]
    assert applied_of(manual) == []


def test_an_entry_named_in_another_open_journal_is_left_out(house):
    entry = invoice(house, "600.00", house.customer("Nordwind"), "24-0140")
    first = journal_of(house.bank, ("600.00", "24-0140"))
    second = journal_of(house.bank, ("600.00", "24-0140"))

    assert match(first, today=TODAY).applied == 1
    summary = match(second, today=TODAY)

    assert (summary.applied, summary.marked_elsewhere) == (0, 1)
    assert applied_of(first.lines.get()) == [(entry, 600, 0)]


def test_running_again_gives_the_same(house):
    customer = house.customer("Nordwind")
    for gross in ("100.00", "100.00", "100.00"):
        invoice(house, gross, customer)
    journal = journal_of(house.bank, ("100.00", ""), ("100.00", ""), ("250.00", "Nordwind"))

    def rows():
        fields = ("line_id", "customer_entry_id", "amount", "score", "reasons")
        return list(AppliedEntry.objects.order_by("line", "order").values_list(*fields))

    match(journal, today=TODAY)
    once = rows()
    match(journal, today=TODAY)
    assert rows() == once
    assert len(once) == 3


def test_two_lines_share_an_invoice_that_each_quotes(house):
    entry = invoice(house, "600.00", house.customer("Nordwind"), "24-0140")
    journal = journal_of(house.bank, ("350.00", "24-0140"), ("300.00", "24-0140 rest"))

    match(journal, today=TODAY)

    first, second = journal.lines.all()
    assert applied_of(first) == [(entry, 350, 0)]
    assert applied_of(second) == [(entry, 250, 0)]
    assert second.difference == 50


def test_tolerance_lets_a_near_amount_count(house):
    entry = invoice(house, "100.00", house.customer("Nordwind"), "24-0140")
    set_tolerance(house.bank, "2")
    journal = journal_of(house.bank, ("98.10", "24-0140"))

    match(journal, today=TODAY)

    line = journal.lines.get()
    assert line.score == 2994
    assert applied_of(line) == [(entry, Decimal("98.10"), 0)]


def test_money_before_the_invoice_or_of_the_other_sign_is_not_matched(house):
    invoice(house, "100.00", house.customer("Nordwind"), "24-0140", day=date(2026, 1, 24))
    journal = journal_of(house.bank, ("100.00", "24-0140"), day=date(2026, 1, 23))
    line_of(journal, "-100.00", "24-0140", day=date(2026, 2, 1))
    line_of(journal, "0.00", "24-0140", day=date(2026, 2, 1))

    assert match(journal, today=TODAY).applied == 0


def test_many_entries_of_one_amount_are_taken_oldest_first(house):
    customers = [house.customer(name) for name in ("Nordwind", "Loire")]
    entries = [
        invoice(house, "50.00", customers[n % 2], due_date=date(2026, 3, 20 - n))
        for n in range(14)
    ]
    journal = journal_of(house.bank, *[("50.00", "")] * 12)

    match(journal, today=TODAY)

    taken = [applied_of(line)[0][0] for line in journal.lines.order_by("line_no")]
    assert taken == entries[::-1][:12]
    assert fresh(journal.lines.first()).score == 1995


def test_a_mapped_text_names_the_account_unless_a_high_match_is_found(house):
    TextToAccountMapping.objects.create(
        text="Bank Fees", debit_account=None, credit_account=house.accounts["fees"]
    )
    journal = journal_of(
        house.bank, ("-12.50", "SEPA BANK FEES JANUARY"), ("12.50", "refund bank fees")
    )

    match(journal, today=TODAY)

    out, back = journal.lines.all()
    assert (out.account, out.confidence) == (house.accounts["fees"], Confidence.MAPPING)
    assert (out.status, out.difference, out.score) == (LineStatus.MAPPING, 0, 3010)
    assert (back.account, back.status) == (None, LineStatus.NOT_APPLIED)


def test_switched_off_ledgers_are_not_searched(house):
    invoice(house, "100.00", house.customer("Nordwind"), "24-0140")
    settings = MatchingSettings.get()
    settings.match_customers = False
    settings.save()

    assert match(journal_of(house.bank, ("100.00", "24-0140")), today=TODAY).applied == 0


def test_a_rule_of_ones_own_that_covers_everything_is_scanned(house):
    PaymentApplicationRule.objects.create(
        confidence=1, priority=900, party="no", number="no", amount="none"
    )
    old = invoice(house, "70.00", house.customer("Nordwind"), due_date=date(2026, 1, 1))
    invoice(house, "80.00", house.customer("Loire"), due_date=date(2026, 2, 1))
    journal = journal_of(house.bank, ("5.00", "no idea"))

    match(journal, today=TODAY)

    line = journal.lines.get()
    assert (applied_of(line), line.score) == ([(old, 5, 0)], 1100)


def test_long_texts_strange_letters_and_quotes_are_no_trouble(house):
    invoice(house, "100.00", house.customer("Œuvre İstanbul ß"), "N° 24/ß-117")
    journal = journal_of(house.bank, ("100.00", "x" * 10_000), ("99.00", "n° 24/ß-117 \\ ' {%"))

    match(journal, today=TODAY)

    assert [line.confidence for line in journal.lines.all()] == [0, 2]


def test_the_number_of_statements_does_not_depend_on_the_number_of_lines(house):
    customer = house.customer("Nordwind")
    for number in range(12):
        invoice(house, f"{100 + number}.00", customer, f"24-01{number:02d}")

    def statements(count):
        lines = [(f"{100 + n}.00", f"24-01{n:02d}") for n in range(count)]
        journal = journal_of(house.bank, *lines)
        with CaptureQueriesContext(connection) as captured:
            assert match(journal, today=TODAY).applied == count
        journal.delete()
        return len(captured)

    assert statements(2) == statements(12) <= 30


def test_a_matched_party_is_no_stranger_to_a_rule_for_strangers(house):
    PaymentApplicationRule.objects.create(
        confidence=3, priority=900, party="no", number="no", amount="none"
    )
    customer = house.customer("Nordwind")
    account_of(customer, IBAN)
    invoice(house, "70.00", customer, due_date=date(2026, 1, 1))
    strange = invoice(house, "80.00", house.customer("Loire"), due_date=date(2026, 2, 1))
    journal = journal_of(house.bank)
    line = line_of(journal, "5.00", related_party_account=IBAN)

    match(journal, today=TODAY)

    assert applied_of(line) == [(strange, 5, 0)]


def test_apply_immediately_keeps_a_line_at_its_best_flagged_candidate(house):
    customer = house.customer("Nordwind")
    account_of(customer, IBAN)
    quoted = invoice(house, "600.00", customer, "24-0140")
    invoice(house, "50.00", customer)
    settings = MatchingSettings.get()
    settings.apply_immediately = True
    settings.save()
    journal = journal_of(house.bank)
    first = line_of(journal, "600.00", "24-0140", related_party_account=IBAN)
    second = line_of(journal, "600.00", "24-0140", related_party_account=IBAN)

    match(journal, today=TODAY)

    assert applied_of(first) == [(quoted, 600, 0)]
    assert applied_of(second) == []  # without the switch it would pay the 50.00
    settings.apply_immediately = False
    settings.save()
    match(journal, today=TODAY)
    assert applied_of(second)[0][1] == 50
