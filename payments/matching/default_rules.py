"""The 25 default rules (spec reconciliation-and-matching, b): plain data, best first.

Columns: confidence, priority, related party, document number, amount, direct debit. Review is
asked for Low and Medium; High 1 to 4 may stop the search ("apply immediately").
"""

from typing import Any

_TABLE = """
3  1 any       any      any      yes
3  2 fully     multiple one      any
3  3 fully     multiple multiple any
3  4 fully     yes      one      any
3  5 fully     yes      multiple any
3  6 partially multiple one      any
3  7 partially multiple multiple any
3  8 partially yes      one      any
3  9 fully     no       one      any
3 10 no        multiple one      any
3 11 no        multiple multiple any
2  1 fully     multiple any      any
2  2 fully     yes      any      any
2  3 fully     no       multiple any
2  4 partially multiple any      any
2  5 partially yes      any      any
2  6 no        yes      one      any
2  7 no        multiple any      any
2  8 partially no       one      any
2  9 no        yes      any      any
1  1 fully     no       none     any
1  2 partially no       multiple any
1  3 partially no       none     any
1  4 no        no       one      any
1  5 no        no       multiple any
"""


def _rule(row: str) -> dict[str, Any]:
    confidence, priority, party, number, amount, debit = row.split()
    is_high = confidence == "3"
    return {
        "confidence": int(confidence),
        "priority": int(priority),
        "party": party,
        "number": number,
        "amount": amount,
        "debit": debit,
        "review_required": not is_high,
        "apply_immediately": is_high and int(priority) <= 4,
    }


DEFAULT_RULES: tuple[dict[str, Any], ...] = tuple(
    _rule(row) for row in _TABLE.strip().splitlines()
)
