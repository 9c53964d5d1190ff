"""Open dollars brought to a day's rate: unrealized, in euros only, once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arcore.company.models import Currency, ExchangeRate
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.documents.posting import post_documents
from ledger.models import (
    BankLedgerEntry,
    CurrencyPostingSetup,
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    DetailedVendorEntry,
    ExchangeAdjustment,
    GeneralLedgerEntry,
    GLAccount,
    Register,
    VendorLedgerEntry,
)
from ledger.posting import PostingRefused, post, preview
from ledger.settlement.pairs import settled
from ledger.settlement.rules import sentences
from ledger.subledger import RECEIVABLES
from tests.builders import TODAY
from tests.ledger.applying.actions import apply, reverse, unapply
from tests.ledger.posting.paying import Line, paying

D = Decimal
LATER = TODAY + timedelta(days=8)
NEXT = TODAY + timedelta(days=16)
AFTER = TODAY + timedelta(days=24)
CHANGES = ("unrealized_gain", "unrealized_loss")


def rate(day, worth, code="USD"):
    ExchangeRate.objects.update_or_create(
        currency_id=code,
        starting_date=day,
        defaults={"exchange_rate_amount": 100, "relational_exchange_rate_amount": D(worth)},
    )


def command(day=LATER, *codes, key=None, document_no="ADJ-1"):
    return adjust_exchange_rates(
        day, codes or ("USD",), document_no, key=key or str(uuid4()), user_id=None, today=TODAY
    )


def adjust(day=LATER, *codes, **options):
    return post(command(day, *codes, **options))


def invoice(house, amount="100", customer=None, day=TODAY):
    return house.invoice_of(amount, customer, day=day, currency=house.usd, factor=D("0.9"))


def general(register):
    """(account, amount) of a register, summed by account."""
    found: dict[str, D] = {}
    for e in GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id"):
        found[e.account.no] = found.get(e.account.no, 0) + e.amount
    return {no: amount for no, amount in found.items() if amount}


def changes(model=DetailedCustomerEntry):
    rows = model.objects.filter(entry_type__in=CHANGES).order_by("id")
    return list(rows.values_list("entry_type", "amount", "amount_lcy"))


@pytest.fixture
def guarded(house, guards_now):
    """Every test ends with clean books."""
    yield house
    guards_now()
    assert check_books() == []


def test_a_dearer_dollar_is_a_gain_on_what_is_owed_to_us(guarded):
    entry = invoice(guarded)
    rate(LATER, "95")
    register = adjust()
    assert general(register) == {"4110": 5, "4770": -5}
    assert changes() == [("unrealized_gain", 0, 5)]
    entry.refresh_from_db()
    assert (entry.remaining, entry.remaining_lcy, entry.amount_lcy) == (100, 95, 90)
    assert (entry.original_factor, entry.adjusted_factor) == (D("0.9"), D("0.95"))
    (told,) = ExchangeAdjustment.objects.all()
    assert (told.currency_id, told.day, told.factor) == ("USD", LATER, D("0.95"))
    assert (told.customer_entries, told.vendor_entries, told.bank_accounts) == (1, 0, 0)
    assert (told.gain, told.loss, told.register) == (5, 0, register)


def test_a_cheaper_dollar_is_a_loss(guarded):
    invoice(guarded)
    rate(LATER, "85")
    assert general(adjust()) == {"4110": -5, "4760": 5}
    assert changes() == [("unrealized_loss", 0, -5)]


def test_the_gain_of_last_time_is_taken_back_before_there_is_a_loss(guarded):
    entry = invoice(guarded)
    rate(LATER, "95")
    adjust()
    rate(NEXT, "87")
    assert general(adjust(NEXT)) == {"4110": -8, "4770": 5, "4760": 3}
    assert changes()[1:] == [("unrealized_gain", 0, -5), ("unrealized_loss", 0, -3)]
    entry.refresh_from_db()
    assert entry.remaining_lcy == 87


def test_what_we_owe_a_vendor_is_the_mirror(guarded):
    vendor = guarded.vendor()
    line = Line(vendor.pk, "-100", "invoice", "vendor", currency="USD", factor="0.9")
    post(paying("V1", line, account_id=guarded.accounts["fees"].pk))
    rate(LATER, "95")
    assert general(adjust()) == {"4010": -5, "4760": 5}
    assert changes(DetailedVendorEntry) == [("unrealized_loss", 0, -5)]
    assert VendorLedgerEntry.objects.get().remaining_lcy == -95


def test_dollars_in_the_bank_are_adjusted_to_what_the_bank_held_that_day(guarded):
    customer = guarded.customer()
    for day, key in ((TODAY, "P1"), (NEXT, "P2")):
        line = Line(customer.pk, "-90")
        post(paying(key, line, bank_id=guarded.bank_usd.pk, day=day))
    rate(LATER, "95")  # 90.00 USD of the first day stand at 90.00
    assert general(adjust()) == {"5121": D("-4.50"), "4760": D("4.50")}
    row = BankLedgerEntry.objects.latest("id")
    assert (row.amount, row.amount_lcy, row.remaining, row.open) == (0, D("-4.50"), 0, False)
    with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
        adjust()


def test_run_again_it_finds_nothing(guarded):
    invoice(guarded)
    rate(LATER, "95")
    adjust()
    with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
        adjust()
    invoice(guarded, "10")
    assert general(adjust()) == {"4110": D("0.50"), "4770": D("-0.50")}


def test_only_what_is_open_foreign_and_posted_by_the_day(guarded):
    paid = invoice(guarded)
    line = Line(
        paid.customer_id, "-100", currency="USD", applies=((paid.pk, None),), factor="0.9"
    )
    post(paying("P1", line, bank_id=guarded.bank.pk))
    invoice(guarded, day=NEXT)
    guarded.invoice_of("100")
    rate(LATER, "95")
    with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
        adjust()


def test_what_remains_counts(guarded):
    entry = invoice(guarded)
    line = Line(
        entry.customer_id, "-40", currency="USD", applies=((entry.pk, None),), factor="0.9"
    )
    post(paying("P1", line, bank_id=guarded.bank.pk))
    rate(LATER, "95")
    assert general(adjust()) == {"4110": 3, "4770": -3}


def test_paid_in_full_the_gain_is_taken_back_and_realized(guarded):
    entry = invoice(guarded)
    rate(LATER, "95")
    adjust()
    line = Line(
        entry.customer_id, "-100", currency="USD", applies=((entry.pk, None),), factor="0.95"
    )
    register = post(paying("P1", line, bank_id=guarded.bank.pk, day=LATER))
    found = general(register)
    assert (found["4770"], found["7660"]) == (5, -5)
    entry.refresh_from_db()
    assert (entry.open, entry.remaining_lcy) == (False, 0)
    payment = CustomerLedgerEntry.objects.latest("id")
    unapply(payment)
    entry.refresh_from_db()
    assert (entry.remaining, entry.remaining_lcy) == (100, 95)


def test_paid_in_half_half_of_it_is_taken_back(guarded):
    entry = invoice(guarded)
    rate(LATER, "95")
    adjust()
    line = Line(
        entry.customer_id, "-50", currency="USD", applies=((entry.pk, None),), factor="0.95"
    )
    found = general(post(paying("P1", line, bank_id=guarded.bank.pk, day=LATER)))
    assert (found["4770"], found["7660"]) == (D("2.50"), D("-2.50"))
    with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
        adjust()


def pay(house, entry, amount, factor, day, key="P1"):
    """The customer entry of a payment in dollars that is applied to the entry."""
    line = Line(
        entry.customer_id, f"-{amount}", currency="USD", applies=((entry.pk, None),),
        factor=factor,
    )  # fmt: skip
    register = post(paying(key, line, bank_id=house.bank.pk, day=day))
    return CustomerLedgerEntry.objects.get(transaction__register=register)


def general_by_day(register):
    rows = GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id")
    return list(rows.values_list("posting_date", "account__no", "amount"))


def stood_at(entry, day):
    """LCY of an entry at the end of a day."""
    return sum(d.amount_lcy for d in entry.details.all() if d.posting_date <= day)


class TestPaidAfterTheDay:
    def test_it_is_adjusted_as_of_the_day_and_taken_back_on_the_day_of_the_payment(
        self, guarded
    ):
        """100 USD at 0.90, at 0.95 on the day, paid at 0.97 later: 5 unrealized, 7 realized."""
        entry = invoice(guarded)
        pay(guarded, entry, "100", "0.97", NEXT)
        rate(LATER, "95")
        register = adjust()
        assert general_by_day(register) == [
            (LATER, "4110", 5),
            (LATER, "4770", -5),
            (NEXT, "4110", -5),
            (NEXT, "4770", 5),
        ]
        entry.refresh_from_db()
        assert (entry.open, entry.remaining_lcy) == (False, 0)
        assert [stood_at(entry, day) for day in (TODAY, LATER, NEXT)] == [90, 95, 0]
        realized = GeneralLedgerEntry.objects.filter(account__no="7660")
        assert [g.amount for g in realized] == [-7]
        (told,) = ExchangeAdjustment.objects.all()
        assert (told.gain, told.loss, told.customer_entries) == (5, 0, 1)

    def test_the_payment_it_was_paid_with_is_no_part_of_it(self, guarded):
        entry = invoice(guarded)
        paid = pay(guarded, entry, "100", "0.97", NEXT)
        rate(LATER, "95")
        adjust()
        assert not paid.details.filter(entry_type__in=CHANGES).exists()

    def test_run_again_it_finds_nothing(self, guarded):
        pay(guarded, invoice(guarded), "100", "0.97", NEXT)
        rate(LATER, "95")
        adjust()
        with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
            adjust()

    def test_what_each_of_two_payments_took_is_taken_back_by_each(self, guarded):
        """100.01 USD miss 5.00; 33.34 take back 1.67, 33.33 of the other 66.67 then 1.66."""
        entry = invoice(guarded, "100.01")
        pay(guarded, entry, "33.34", "0.97", NEXT)
        pay(guarded, entry, "33.33", "0.97", AFTER, "P2")
        rate(LATER, "95")
        register = adjust()
        assert [(day, no, amount) for day, no, amount in general_by_day(register)[::2]] == [
            (LATER, "4110", D("5.00")),
            (NEXT, "4110", D("-1.67")),
            (AFTER, "4110", D("-1.66")),
        ]
        entry.refresh_from_db()
        assert (entry.remaining, entry.remaining_lcy) == (D("33.34"), D("31.68"))
        pay(guarded, entry, "33.34", "0.97", AFTER, "P3")
        entry.refresh_from_db()
        assert (entry.open, entry.remaining_lcy) == (False, 0)
        assert sum(lcy for _kind, _amount, lcy in changes()) == 0

    def test_as_if_it_had_been_adjusted_in_time(self, guarded):
        """Whether adjusted before or after the payment was posted, the books are the same."""
        found = []
        for in_time in (True, False):
            ExchangeAdjustment.objects.all().delete()
            entry = invoice(guarded, "100.01")
            rate(LATER, "95")
            if in_time:
                adjust()
            pay(guarded, entry, "33.34", "0.97", NEXT, f"P{in_time}")
            if not in_time:
                adjust()
            entry.refresh_from_db()
            rows = entry.details.order_by("posting_date", "entry_type", "amount_lcy")
            found.append(list(rows.values_list("posting_date", "entry_type", "amount_lcy")))
        assert found[0] == found[1]

    def test_an_earlier_gain_that_the_payment_took_back_is_put_right(self, guarded):
        """A gain of 5 became a loss of 3 by the day: the payment takes the loss back, not it."""
        entry = invoice(guarded)
        rate(TODAY + timedelta(days=1), "95")
        adjust(TODAY + timedelta(days=1))
        pay(guarded, entry, "50", "0.97", NEXT)
        rate(LATER, "87")
        register = adjust(LATER)
        assert general(register) == {"4110": D("-4.00"), "4770": D("2.50"), "4760": D("1.50")}
        entry.refresh_from_db()
        assert (entry.remaining, entry.remaining_lcy) == (50, D("43.50"))
        pay(guarded, entry, "50", "0.97", NEXT, "P2")
        for no in ("4760", "4770"):
            rows = GeneralLedgerEntry.objects.filter(account__no=no)
            assert sum(g.amount for g in rows) == 0

    def test_how_it_was_settled_tells_what_was_taken_back_afterwards(self, guarded):
        entry = invoice(guarded, "100.01")
        paid = pay(guarded, entry, "33.34", "0.97", NEXT)
        pay(guarded, entry, "33.33", "0.97", AFTER, "P2")
        rate(LATER, "95")
        adjust()
        rows = settled(RECEIVABLES, entry).shown
        told = [said for row in rows for said in sentences(row) if "ADJ-1" in said]
        assert told == [
            "Unrealized gain 1.66 of ADJ-1, posted later, taken back.",
            "Unrealized gain 1.67 of ADJ-1, posted later, taken back.",
        ]
        assert "ADJ-1" not in " ".join(sentences(settled(RECEIVABLES, paid).shown[0]))
        unapply(entry)
        assert [len(row.afterwards) for row in settled(RECEIVABLES, entry).shown] == [1, 1]

    def test_what_was_taken_back_too_much_is_told_as_put_right(self, guarded):
        entry = invoice(guarded)
        rate(TODAY + timedelta(days=1), "95")
        adjust(TODAY + timedelta(days=1))
        pay(guarded, entry, "50", "0.97", NEXT)
        rate(LATER, "87")
        adjust(LATER, document_no="ADJ-2")
        (row,) = settled(RECEIVABLES, entry).shown
        assert sentences(row)[-2:] == [
            "Unrealized gain 2.50 taken back too much: ADJ-2 put it right.",
            "Unrealized loss 1.50 of ADJ-2, posted later, taken back.",
        ]

    def test_unapplied_the_gain_is_back(self, guarded):
        entry = invoice(guarded)
        paid = pay(guarded, entry, "100", "0.97", NEXT)
        rate(LATER, "95")
        adjust()
        unapply(paid)
        entry.refresh_from_db()
        assert (entry.remaining, entry.remaining_lcy) == (100, 95)
        assert stood_at(entry, NEXT) == 95

    def test_applied_and_unapplied_since_then_nothing_is_taken_back(self, guarded):
        entry = invoice(guarded)
        unapply(pay(guarded, entry, "100", "0.97", NEXT))
        rate(LATER, "95")
        assert general(adjust()) == {"4110": 5, "4770": -5}
        entry.refresh_from_db()
        assert entry.remaining_lcy == 95

    def test_applied_by_the_day_and_unapplied_since_it_was_not_open_on_the_day(self, guarded):
        entry = invoice(guarded)
        paid = pay(guarded, entry, "60", "0.9", TODAY)
        unapply(paid, day=NEXT)
        rate(LATER, "95")
        assert general(adjust()) == {"4110": 2, "4770": -2}
        entry.refresh_from_db()
        assert (entry.remaining, entry.remaining_lcy) == (100, 92)

    def test_where_backdated_payments_overlap_nothing_is_adjusted(self, guarded):
        """On the day 100 and 60 of 100 seem paid, for the first was undone only later."""
        entry = invoice(guarded)
        unapply(pay(guarded, entry, "100", "0.9", TODAY), day=NEXT)
        pay(guarded, entry, "60", "0.9", TODAY, "P2")
        rate(LATER, "95")
        with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
            adjust()
        rate(NEXT, "95")
        assert general(adjust(NEXT)) == {"4110": -3, "4770": -2, "4760": 5}

    def test_a_payment_on_account_applied_after_the_day_is_adjusted_too(self, guarded):
        customer = guarded.customer()
        entry = invoice(guarded, customer=customer, day=NEXT)
        line = Line(customer.pk, "-100", currency="USD", factor="0.9")
        post(paying("P1", line, bank_id=guarded.bank.pk))
        paid = CustomerLedgerEntry.objects.latest("id")
        apply(paid, (entry, "40"), day=NEXT)
        rate(LATER, "95")
        assert general_by_day(adjust())[::2] == [(LATER, "4110", -5), (NEXT, "4110", 2)]
        paid.refresh_from_db()
        assert (paid.remaining, paid.remaining_lcy) == (-60, -57)

    def test_paid_on_the_day_itself_it_was_not_open_at_its_end(self, guarded):
        pay(guarded, invoice(guarded), "100", "0.97", LATER)
        half = invoice(guarded)
        pay(guarded, half, "50", "0.97", LATER, "P2")
        rate(LATER, "95")
        assert general_by_day(adjust()) == [
            (LATER, "4110", D("2.50")),
            (LATER, "4770", D("-2.50")),
        ]

    def test_reversed_since_then_it_never_was(self, guarded):
        customer = guarded.customer()
        line = Line(customer.pk, "-100", currency="USD", factor="0.9")
        post(paying("P1", line, bank_id=guarded.bank.pk))
        reverse(CustomerLedgerEntry.objects.get())
        rate(LATER, "95")
        with pytest.raises(PostingRefused, match="Nothing is to be adjusted"):
            adjust()

    def test_the_day_of_the_payment_must_be_open_too(self, guarded):
        pay(guarded, invoice(guarded), "100", "0.97", NEXT)
        rate(LATER, "95")
        type(guarded.company).objects.update(allow_posting_to=LATER)
        with pytest.raises(PostingRefused, match="outside the company's posting period"):
            adjust()


def test_several_currencies_one_register_a_transaction_each(guarded):
    gbp = Currency.objects.create(code="GBP", description="Pound")
    dollars = CurrencyPostingSetup.objects.get()
    CurrencyPostingSetup.objects.create(
        currency=gbp,
        **{
            f"{name}_account": getattr(dollars, f"{name}_account")
            for name in ("realized_gain", "realized_loss", *CHANGES)
        },
    )
    rate(TODAY, "120", "GBP")
    rate(LATER, "95")
    invoice(guarded)
    guarded.invoice_of("10", currency=gbp, factor=D("1.1"))
    register = adjust(LATER, "USD", "GBP")
    assert register.transactions.count() == 2
    assert general(register) == {"4110": 6, "4770": -6}
    told = ExchangeAdjustment.objects.order_by("currency").values_list("currency", "gain")
    assert list(told) == [("GBP", 1), ("USD", 5)]


class TestRefused:
    @pytest.fixture(autouse=True)
    def _owed(self, house):
        invoice(house)
        rate(LATER, "95")

    def refused(self, *args, **options):
        with pytest.raises(PostingRefused) as raised:
            adjust(*args, **options)
        assert not ExchangeAdjustment.objects.exists()
        return [(refusal.field, refusal.message) for refusal in raised.value.refusals]

    def test_no_rate_on_the_day(self):
        ((field, message),) = self.refused(TODAY - timedelta(days=10_000))
        assert (field, "USD has no exchange rate on" in message) == ("day", True)

    @pytest.mark.parametrize("code", ["EUR", "XXX"])
    def test_no_foreign_currency(self, code):
        assert self.refused(LATER, code) == [
            ("currencies", f"{code} is no foreign currency: take it out.")
        ]

    def test_no_accounts(self):
        CurrencyPostingSetup.objects.all().delete()
        ((field, message),) = self.refused()
        assert (field, "no accounts for gains and losses" in message) == ("currencies", True)

    def test_a_blocked_account(self):
        GLAccount.objects.filter(no="4770").update(blocked=True)
        ((_field, message),) = self.refused()
        assert "4770 Unrealized exchange gains is blocked" in message

    @pytest.mark.parametrize("no", ["", "  ", "x" * 21])
    def test_no_document_no(self, no):
        ((field, message),) = self.refused(document_no=no)
        assert (field, "at most 20" in message) == ("document_no", True)

    def test_nothing_chosen(self):
        with pytest.raises(PostingRefused, match="Choose a currency"):
            post(
                adjust_exchange_rates(
                    LATER, [], "A", key=str(uuid4()), user_id=None, today=TODAY
                )
            )

    def test_a_closed_period(self, house):
        house.company.allow_posting_from = NEXT
        house.company.save()
        ((field, _message),) = self.refused()
        assert field == "posting_date"


def test_never_back_to_an_earlier_day(house):
    invoice(house)
    rate(LATER, "95")
    rate(NEXT, "96")
    adjust(NEXT)
    with pytest.raises(PostingRefused, match=r"was adjusted as of .* already"):
        adjust(LATER)


def test_the_preview_shows_what_is_posted(house):
    invoice(house)
    rate(LATER, "95")
    wanted = command()
    plan = preview(wanted).plan
    assert plan is not None
    register = post(wanted)
    rows = GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id")
    assert [(g.account_id, g.amount) for g in plan.general] == list(
        rows.values_list("account_id", "amount")
    )


def test_as_many_statements_for_many_entries_as_for_one(house):
    def statements(count, day, worth):
        for _ in range(count):
            invoice(house)
        rate(day, worth)
        with CaptureQueriesContext(connection) as captured:
            adjust(day)
        return len(captured)

    assert statements(1, LATER, "95") == statements(9, NEXT, "96")


@pytest.mark.committing
def test_two_accountants_and_ten_clicks_adjust_once(committed_house, run_together):
    invoice(committed_house)
    rate(LATER, "95")
    key = str(uuid4())
    outcomes = run_together(6, lambda own: adjust(key=own), [key] * 4 + [None, None])
    refused = [one for one in outcomes if isinstance(one, PostingRefused)]
    posted = {one.pk for one in outcomes if isinstance(one, Register)}
    assert len(posted) == 1
    assert len(refused) + sum(isinstance(one, Register) for one in outcomes) == 6
    assert [detail[2] for detail in changes()] == [5]
    assert check_books() == []


@pytest.mark.committing
def test_payments_beside_the_adjustment_keep_the_books(committed_house, run_together):
    house = committed_house
    entries = [invoice(house) for _ in range(4)]
    rate(LATER, "95")

    def pay(entry):
        line = Line(
            entry.customer_id, "-60", currency="USD", applies=((entry.pk, None),), factor="0.95"
        )
        return post(paying(f"P{entry.pk}", line, bank_id=house.bank.pk, day=LATER))

    tasks = [lambda entry=entry: pay(entry) for entry in entries]
    outcomes = run_together(5, lambda task: task(), [*tasks, adjust])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    found = CustomerLedgerEntry.objects.filter(open=True).values_list(
        "remaining", "remaining_lcy"
    )
    assert {remaining for remaining, _lcy in found} == {40}
    assert check_books() == []


def test_hundreds_of_entries_are_copied_and_the_books_hold(guarded):
    """More rows than one statement takes."""
    customer = guarded.customer()
    drafts = [
        guarded.draft(customer, ("1", "100"), currency=guarded.usd, factor=D("0.9"))
        for _ in range(160)
    ]
    versions = {draft.pk: draft.version for draft in drafts}
    post(post_documents(versions, user_id=None, today=TODAY))
    rate(LATER, "95")
    assert general(adjust()) == {"4110": 960, "4770": -960}
    assert set(CustomerLedgerEntry.objects.values_list("remaining_lcy", flat=True)) == {114}
