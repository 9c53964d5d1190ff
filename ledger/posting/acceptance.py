"""What is accepted when a payment falls short, exceeds, or comes late (ledger spec, section 5)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What is accepted when a payment falls short, exceeds, or comes after the discount date.

    `payment`: close the entries although the sum differs by no more than their tolerance.
    `late_discounts`: entries whose discount is granted within the grace period, None for all.
    `leave_drops_late`: declining the tolerance that could close the set also declines late
    discounts, as in a journal (ledger spec, section 5).
    """

    payment: bool = True
    late_discounts: frozenset[int] | None = None
    leave_drops_late: bool = True


@dataclass(frozen=True, slots=True)
class ToleranceRules:
    """How the house posts tolerance; `*_as_discount` uses the discount accounts.

    `adjust_vat` splits what is granted into a part without VAT and the VAT on it.
    """

    payment_as_discount: bool = False
    late_as_discount: bool = False
    adjust_vat: bool = False
