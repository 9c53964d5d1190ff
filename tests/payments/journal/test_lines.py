"""Lines are typed, changed, deleted; what follows from them follows, and nobody is overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from arcore.company.models import NumberSeries
from ledger.models import ApplicationMark
from payments.journal.lines import add_line, change_line, delete_line
from payments.journal.numbering import next_of, proposed_number
from payments.journal.refused import JournalRefused, LineChanged
from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, receipts


def typed(house, **values):
    return {
        "posting_date": TODAY,
        "document_type": "payment",
        "document_no": "P1",
        "account_type": "customer",
        "amount": Decimal(-100),
        "balancing_type": "bank",
        "balancing": house.bank,
        **values,
    }


@pytest.fixture
def add(house, jane, batch):
    def run(**values):
        options = {name: values.pop(name) for name in ("token", "before") if name in values}
        values.setdefault("account", house.customer())
        return add_line(batch.pk, typed(house, **values), jane, **options)

    return run


def test_a_new_line_completes_itself(house, jane, batch, add):
    line = add(account=house.customer("Adatum"))
    assert (line.line_no, line.description, line.document_date) == (10_000, "Adatum", TODAY)
    assert (line.currency, line.factor, line.amount_lcy) == (house.eur, 1, -100)
    assert line.changed_by == jane
    batch.refresh_from_db()
    assert batch.version == 2


def test_the_same_token_makes_one_line(add):
    assert add(token="t1").pk == add(token="t1").pk
    assert add(token="t2").pk != add(token="t1").pk
    assert JournalLine.objects.count() == 2


def test_a_line_goes_before_another_also_when_there_is_no_room_left(batch, add):
    last = add()
    JournalLine.objects.filter(pk=last.pk).update(line_no=2)
    first = add(before=last.pk)
    second = add(before=last.pk)
    order = list(batch.lines.order_by("line_no").values_list("pk", flat=True))
    assert order == [first.pk, second.pk, last.pk]


def test_a_foreign_line_takes_the_rate_of_its_day_and_follows_it(house, jane, add):
    line = add(currency=house.usd)
    assert (line.factor, line.amount_lcy) == (Decimal("0.9"), -90)
    line = change_line(line.pk, 1, {"amount": Decimal(-200)}, jane)
    assert line.amount_lcy == -180
    line = change_line(line.pk, 2, {"factor": Decimal("0.8")}, jane)
    assert (line.amount_lcy, line.version) == (-160, 3)
    line = change_line(line.pk, 3, {"posting_date": date(2019, 1, 1)}, jane)
    assert (line.factor, line.amount_lcy) == (None, 0)
    line = change_line(line.pk, 4, {"currency": house.eur}, jane)
    assert (line.factor, line.amount_lcy) == (1, -200)


def test_an_invoice_takes_due_date_and_discount_from_the_terms_until_typed(house, jane, add):
    customer = house.customer(payment_terms=house.terms)
    line = add(account=customer, document_type="invoice", amount=Decimal(100))
    assert line.due_date == date(2026, 2, 23)
    assert (line.discount_percent, line.discount_date) == (2, date(2026, 1, 31))
    line = change_line(line.pk, 1, {"due_date": date(2026, 3, 1)}, jane)
    assert (line.due_date, line.discount_percent) == (date(2026, 3, 1), 2)
    line = change_line(line.pk, 2, {"document_type": "payment"}, jane)
    assert (line.discount_percent, line.discount_date, line.payment_terms) == (0, None, None)


def test_a_credit_memo_takes_no_discount_unless_its_terms_say_so(house, add):
    customer = house.customer(payment_terms=house.terms)
    line = add(account=customer, document_type="credit_memo")
    assert (line.due_date, line.discount_date) == (TODAY, None)


def test_another_customer_takes_application_marks_and_answers_away(house, jane, add):
    invoice, other = house.invoice_of("100"), house.invoice_of("100")
    line = add(account=invoice.customer, applies_to=invoice)
    JournalLine.objects.update(accept_tolerance=True)
    assert line.applies_to == invoice
    ApplicationMark.objects.create(
        owner=line.mark_owner, customer_entry=invoice, amount=1, marked_at=timezone.now()
    )
    line = change_line(line.pk, 1, {"account": other.customer}, jane)
    assert (line.applies_to, line.accept_tolerance) == (None, False)
    assert not ApplicationMark.objects.exists()


def test_answers_stay_while_a_text_is_changed_and_lapse_with_the_amount(house, jane, add):
    line = add()
    JournalLine.objects.update(accept_tolerance=True, answered={"tolerance": "4"})
    line = change_line(line.pk, 1, {"description": "Cheque"}, jane)
    assert line.accept_tolerance
    line = change_line(line.pk, 2, {"amount": Decimal(-99)}, jane)
    assert (line.accept_tolerance, line.answered) == (False, {})


def test_deleting_a_line_takes_its_marks_away(house, batch, add):
    invoice = house.invoice_of("100")
    line = add(account=invoice.customer)
    ApplicationMark.objects.create(
        owner=line.mark_owner, customer_entry=invoice, amount=1, marked_at=timezone.now()
    )
    delete_line(line.pk, 1)
    delete_line(line.pk, 1)  # gone already
    assert not JournalLine.objects.exists()
    assert not ApplicationMark.objects.exists()


def test_the_second_who_changes_a_line_is_told(house, jane, add):
    line = add()
    change_line(line.pk, 1, {"description": "Mine"}, jane)
    with pytest.raises(LineChanged) as changed:
        change_line(line.pk, 1, {"description": "Theirs"}, jane)
    assert changed.value.line is not None
    assert (changed.value.line.description, changed.value.by) == ("Mine", "jane")
    delete_line(line.pk, 2)
    with pytest.raises(LineChanged) as gone:
        change_line(line.pk, 2, {"description": "Late"}, jane)
    assert gone.value.line is None


@pytest.fixture
def series():
    return NumberSeries.objects.create(code="CASHREC", prefix="P", digits=4)


def test_numbers_of_the_series_are_drawn_when_a_line_is_saved(house, jane, series):
    batch = receipts(house, number_series=series)
    assert proposed_number(batch, None) == "P0001"

    def add(number):
        values = typed(house, document_no=number, account=house.customer())
        return add_line(batch.pk, values, jane).document_no

    assert add("P0001") == "P0001"
    assert add("") == "P0002"
    assert add("OWN-1") == "OWN-1"
    assert add("OWN-1") == "OWN-1"  # another line of that document
    NumberSeries.objects.update(last_number=7)  # somebody else took what was proposed
    assert add("P0003") == "P0008"
    assert add("P0001") == "P0001"
    series.refresh_from_db()
    assert (series.last_number, series.last_date) == (8, TODAY)


def test_lines_whose_number_nobody_typed_each_get_their_own(house, jane, series):
    batch = receipts(house, number_series=series)

    def add(number, **fields):
        values = typed(house, document_no=number, account=house.customer(), **fields)
        return add_line(batch.pk, values, jane, numbered=False).document_no

    proposed = proposed_number(batch, None)  # two windows and a pasted block show the same
    assert [add(proposed) for _one in range(3)] == ["P0001", "P0002", "P0003"]
    open_side = {"balancing_type": "", "balancing": None}
    assert [add(proposed, **open_side) for _one in range(2)] == ["P0004", "P0004"]


def test_a_series_in_date_order_refuses_an_earlier_day_in_its_own_words(house, jane, series):
    NumberSeries.objects.update(date_order=True, last_date=date(2026, 2, 1))
    batch = receipts(house, number_series=series)
    with pytest.raises(JournalRefused, match="keeps date order"):
        add_line(batch.pk, typed(house, document_no=""), jane)
    assert not JournalLine.objects.exists()


def test_a_document_out_of_balance_keeps_its_number(house, batch):
    first = line_of(batch, house, house.customer(), "-60", against=False, document_no="A9")
    assert proposed_number(batch, first) == "A9"
    second = line_of(batch, house, house.bank, "60", against=False, document_no="A9")
    assert proposed_number(batch, second) == "A10"


@pytest.mark.parametrize(
    ("number", "after"), [("P0009", "P0010"), ("99", "100"), ("A1-B", "A2-B"), ("ABC", "")]
)
def test_the_next_number(number, after):
    assert next_of(number) == after
