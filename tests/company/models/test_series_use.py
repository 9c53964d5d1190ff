import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from arcore.company.models import SeriesUse
from arcore.company.purposes import Purpose
from tests.company.builders import series

pytestmark = pytest.mark.django_db


def test_a_purpose_has_one_series():
    series("A", purpose="quote")
    with pytest.raises(IntegrityError), transaction.atomic():
        series("B", purpose="quote")


def test_an_unknown_purpose_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        series("A", purpose="lottery")


def test_a_series_in_use_is_not_deleted():
    used = series("A", purpose="quote")
    with pytest.raises(ProtectedError):
        used.delete()


def test_a_use_is_named_by_its_purpose_in_both_languages():
    series("A", purpose="credit_memo")
    assert str(SeriesUse.objects.get()) == "Credit memo"
    with translation.override("fr"):
        assert str(SeriesUse.objects.get()) == "Avoir"


def test_every_purpose_has_a_french_name():
    english = {purpose: str(purpose.label) for purpose in Purpose}
    with translation.override("fr"):
        french = {purpose: str(purpose.label) for purpose in Purpose}
    assert [p for p in Purpose if english[p] == french[p]] == []
