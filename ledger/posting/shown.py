"""Amounts in refusals, as the reader writes them."""

from decimal import Decimal

from django.utils.formats import number_format


def shown(amount: Decimal, least: int = 2) -> str:
    """At least so many decimals and never fewer than the amount has: 1200.000 -> 1,200.00.

    An amount that is no number, or beyond any ledger, is told as it came.
    """
    if not amount.is_finite() or abs(amount) >= Decimal("1e15"):
        return str(amount)
    held = -int(amount.normalize().as_tuple().exponent)
    return number_format(amount, max(least, held), use_l10n=True, force_grouping=True)
