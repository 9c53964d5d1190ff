"""Which rule a pair gets."""

import pytest

from payments.matching.default_rules import DEFAULT_RULES
from payments.matching.rules import Rule, RuleTable
from payments.models import Confidence

TABLE = RuleTable.of(Rule(**row) for row in DEFAULT_RULES)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (("no", "no", "none", "yes"), 3999),
        (("fully", "multiple", "one", "any"), 3998),
        (("fully", "yes", "one", "any"), 3996),
        (("partially", "yes", "one", "any"), 3992),
        (("fully", "no", "one", "any"), 3991),
        (("no", "multiple", "multiple", "any"), 3989),
        (("partially", "yes", "multiple", "any"), 2995),
        (("no", "yes", "one", "no"), 2994),
        (("no", "yes", "none", "any"), 2991),
        (("fully", "no", "none", "any"), 1999),
        (("no", "no", "multiple", "any"), 1995),
    ],
)
def test_scores_of_the_default_table(found, score):
    rule = TABLE.best(*found)
    assert rule is not None
    assert rule.score == score


def test_nothing_in_common_is_no_candidate():
    assert TABLE.best("no", "no", "none", "any") is None


def test_confidence_is_the_rules_own_even_beyond_priority_500():
    rule = Rule(Confidence.HIGH, 600)
    assert (rule.score, rule.confidence) == (3400, Confidence.HIGH)


def test_rules_of_confidence_none_apply_nothing():
    assert RuleTable.of([Rule(Confidence.NONE, 1)]).best("fully", "yes", "one") is None


def test_twenty_five_rules_with_review_below_high():
    assert len(DEFAULT_RULES) == 25
    assert [r["review_required"] for r in DEFAULT_RULES] == [False] * 11 + [True] * 14
    assert sum(r["apply_immediately"] for r in DEFAULT_RULES) == 4
