"""A granted amount split into its part without VAT and the VAT on it (ledger spec, section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.posting.known import VatPart


@dataclass(frozen=True, slots=True)
class VatShare:
    """VAT taken back for one account and rate, and the base it stands on, both LCY."""

    part: VatPart
    amount: Decimal
    amount_lcy: Decimal
    base_lcy: Decimal


def vat_shares(
    granted: Decimal,
    granted_lcy: Decimal,
    gross_lcy: Decimal,
    parts: Sequence[VatPart],
    precision: Decimal,
    local_precision: Decimal,
) -> list[VatShare]:
    """The VAT in a granted amount, one share for each part of the document's VAT.

    Gross 1190.00 with VAT 190.00: of 23.80 granted, 3.80 is VAT on 20.00. `granted` keeps its
    sign in the shares.
    """
    if not gross_lcy:
        return []
    shares = []
    for part in parts:
        rate = abs(part.amount / gross_lcy)
        base = abs(part.base / gross_lcy)
        amount = round_amount(granted * rate, precision)
        lcy = round_amount(granted_lcy * rate, local_precision)
        if amount != ZERO or lcy != ZERO:
            based = round_amount(granted_lcy * base, local_precision)
            shares.append(VatShare(part, amount, lcy, based))
    return shares
