"""The rule table keeps its own score and can be restored."""

import pytest
from django.db import IntegrityError, transaction

from payments.models import Confidence, PaymentApplicationRule

pytestmark = pytest.mark.django_db


def test_twenty_five_rules_are_there_from_the_first_day():
    rules = list(PaymentApplicationRule.objects.all())
    assert len(rules) == 25
    assert (rules[0].score, rules[-1].score) == (3999, 1995)


def test_changing_confidence_or_priority_changes_the_score():
    rule = PaymentApplicationRule.objects.get(confidence=1, priority=5)
    rule.priority = 700
    rule.save()
    rule.refresh_from_db()
    assert rule.score == 1300


def test_restore_defaults_throws_everything_else_away():
    PaymentApplicationRule.objects.filter(confidence=3).delete()
    PaymentApplicationRule.objects.create(confidence=0, priority=1)
    PaymentApplicationRule.objects.restore_defaults()
    assert PaymentApplicationRule.objects.count() == 25
    assert not PaymentApplicationRule.objects.filter(confidence=Confidence.NONE).exists()


@pytest.mark.parametrize(
    ("confidence", "priority"), [(3, 1), (3, 0), (3, 1000), (4, 1)], ids=str
)
def test_the_database_refuses(confidence, priority):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentApplicationRule.objects.create(confidence=confidence, priority=priority)
