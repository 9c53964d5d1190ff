"""Application rounding: a small rest between two currencies is closed (ledger spec, section 3)."""

from decimal import Decimal

from arcore.values.money import ZERO


def application_rounding(gap: Decimal, precision: Decimal) -> Decimal:
    """The rest to close, or zero where it is larger than the precision or nothing is left.

    Precision 0.05: 0.05 -> 0.05; -0.03 -> -0.03; 0.06 -> 0. Precision 0 closes nothing.
    """
    return gap if abs(gap) <= precision else ZERO
