from datetime import date

import pytest
from django.db import IntegrityError, transaction

from arcore.company.posting_period import PostingRange
from tests.company.builders import person

pytestmark = pytest.mark.django_db


def test_a_person_speaks_english_until_told_otherwise():
    assert person("ann").language == "en"


def test_the_own_posting_range():
    ann = person("ann", allow_posting_to=date(2026, 1, 31))
    assert ann.posting_range == PostingRange(None, date(2026, 1, 31))


@pytest.mark.parametrize(
    "facts",
    [
        {"language": "de"},
        {"allow_posting_from": date(2026, 2, 1), "allow_posting_to": date(2026, 1, 31)},
        {"allow_posting_from": date(2, 1, 1)},
    ],
)
def test_the_database_refuses_senseless_facts(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        person("ann", **facts)
