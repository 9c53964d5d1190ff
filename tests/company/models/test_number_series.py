from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import translation

from arcore.company.errors import NumberDateRefused, NumbersExhausted, SeriesMissing
from arcore.company.models import NumberSeries, SeriesUse
from tests.company.builders import series

TODAY = date(2026, 1, 23)


@pytest.mark.parametrize(
    ("prefix", "digits", "number", "text"),
    [
        ("24-", 4, 117, "24-0117"),
        ("", 1, 7, "7"),
        ("F", 4, 9999, "F9999"),
        ("F", 4, 10000, "F10000"),  # grows rather than stops
        ("X" * 10, 10, 9_999_999_999, "X" * 10 + "9999999999"),  # never above 20
    ],
)
def test_a_number_is_prefix_and_digits(prefix, digits, number, text):
    assert NumberSeries(prefix=prefix, digits=digits).format(number) == text


@pytest.mark.django_db
def test_numbers_follow_each_other_from_the_starting_number():
    series(purpose="quote", starting_number=101)
    assert NumberSeries.objects.draw("quote", TODAY) == ["F-0101"]
    assert NumberSeries.objects.draw("quote", TODAY, 3) == ["F-0102", "F-0103", "F-0104"]
    assert NumberSeries.objects.draw_one("quote", TODAY) == "F-0105"


@pytest.mark.django_db
def test_two_purposes_may_share_a_series():
    shared = series(purpose="quote")
    SeriesUse.objects.create(purpose="order", series=shared)
    drawn = [NumberSeries.objects.draw_one(use, TODAY) for use in ("quote", "order", "quote")]
    assert drawn == ["F-0001", "F-0002", "F-0003"]


@pytest.mark.django_db
def test_a_rollback_gives_the_number_back():
    series(purpose="order")
    with transaction.atomic():
        assert NumberSeries.objects.draw_one("order", TODAY) == "F-0001"
        transaction.set_rollback(True)
    assert NumberSeries.objects.draw_one("order", TODAY) == "F-0001"


@pytest.mark.django_db
def test_a_purpose_without_series_is_refused_by_name():
    with pytest.raises(SeriesMissing, match="“Credit memo”"):
        NumberSeries.objects.draw("credit_memo", TODAY)
    with translation.override("fr"), pytest.raises(SeriesMissing, match="« Avoir »"):
        NumberSeries.objects.draw("credit_memo", TODAY)


@pytest.mark.django_db
def test_an_unknown_purpose_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="is not a valid Purpose"):
        NumberSeries.objects.draw("lottery", TODAY)


@pytest.mark.django_db
def test_date_order_refuses_the_day_before_and_takes_the_same_day():
    kept = series(purpose="order", date_order=True)
    NumberSeries.objects.draw("order", TODAY)
    NumberSeries.objects.draw("order", TODAY)
    with pytest.raises(NumberDateRefused, match="INV keeps date order"):
        NumberSeries.objects.draw("order", TODAY - timedelta(days=1))
    kept.refresh_from_db()
    assert (kept.last_number, kept.last_date) == (2, TODAY)


@pytest.mark.django_db
def test_without_date_order_an_earlier_day_draws_and_the_last_date_stays():
    loose = series(purpose="order")
    NumberSeries.objects.draw("order", TODAY)
    assert NumberSeries.objects.draw_one("order", date(2025, 1, 1)) == "F-0002"
    loose.refresh_from_db()
    assert loose.last_date == TODAY


@pytest.mark.django_db
def test_the_end_of_a_series_is_refused_and_nothing_is_drawn():
    ending = series(purpose="order", starting_number=9_999_999_998)
    assert NumberSeries.objects.draw_one("order", TODAY) == "F-9999999998"
    with pytest.raises(NumbersExhausted, match="INV has no numbers left"):
        NumberSeries.objects.draw("order", TODAY, 2)
    assert NumberSeries.objects.draw_one("order", TODAY) == "F-9999999999"
    ending.refresh_from_db()
    assert ending.last_number == 9_999_999_999


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, -1])
def test_drawing_nothing_is_a_fault_of_the_program(count):
    series(purpose="order")
    with pytest.raises(ValueError, match="Can't draw"):
        NumberSeries.objects.draw("order", TODAY, count)


@pytest.mark.django_db
def test_the_posting_road_raises_the_same_counter_with_its_own_statement():
    kept = series(purpose="posted_invoice", gapless=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE company_numberseries SET last_number = last_number + %s, last_date = %s "
            "WHERE id = %s RETURNING last_number, prefix, digits",
            [3, TODAY, kept.id],
        )
        assert cursor.fetchone() == (3, "F-", 4)
    assert NumberSeries.objects.draw_one("posted_invoice", TODAY) == "F-0004"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"code": ""},
        {"digits": 0},
        {"digits": 11},
        {"starting_number": 0},
        {"starting_number": 10_000_000_000},
        {"starting_number": 5, "last_number": 3},
        {"last_number": 10_000_000_000},
        {"gapless": True, "manual_allowed": True},
    ],
)
def test_the_database_refuses_a_senseless_series(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        series(**facts)


@pytest.mark.django_db
def test_a_series_without_gaps_takes_no_typed_numbers_and_says_so():
    with pytest.raises(ValidationError, match="can't allow numbers to be typed in"):
        NumberSeries(code="X", gapless=True, manual_allowed=True).full_clean()


@pytest.fixture
def committed_series(own_database):
    """A series that other connections see."""
    return series("PARALLEL", purpose="quote")


@pytest.mark.committing
def test_clerks_drawing_at_once_leave_no_gap_and_share_no_number(committed_series):
    clerks, each = 6, 20

    def draw_some(_clerk: int) -> list[str]:
        drawn = []
        try:
            for turn in range(each):
                with transaction.atomic():
                    numbers = NumberSeries.objects.draw("quote", TODAY, 1 + turn % 3)
                    if turn % 5 == 4:
                        transaction.set_rollback(True)  # gives them back
                    else:
                        drawn += numbers
        finally:
            connection.close()
        return drawn

    with ThreadPoolExecutor(clerks) as together:
        drawn = [number for some in together.map(draw_some, range(clerks)) for number in some]
    assert sorted(drawn) == [f"F-{n:04d}" for n in range(1, len(drawn) + 1)]
    committed_series.refresh_from_db()
    assert committed_series.last_number == len(drawn)


@pytest.mark.committing
def test_drawing_outside_a_transaction_is_refused(committed_series):
    with pytest.raises(TransactionManagementError):
        NumberSeries.objects.draw("quote", TODAY)


@pytest.mark.django_db
def test_the_form_of_numbers_stays_once_numbers_were_drawn():
    one = NumberSeries.objects.create(code="X", prefix="X-", digits=4, starting_number=1)
    one.prefix = "Y-"
    one.full_clean()
    NumberSeries.objects.filter(pk=one.pk).update(last_number=1)
    with pytest.raises(ValidationError, match="make a new series"):
        one.full_clean()
