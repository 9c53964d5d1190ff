"""Amounts of a draft's lines and of the document, from quantities, prices and VAT setup."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.vat import LineValue, document_amounts, line_amount
from ledger.models import SalesDocument, SalesLine, VatPostingSetup
from ledger.posting import Refusal

LARGEST_AMOUNT = Decimal(10) ** 14


def vat_setups(vat_business_group_id: int) -> dict[int, VatPostingSetup]:
    """The VAT setup of a VAT business group by VAT product group."""
    found = VatPostingSetup.objects.filter(vat_business_group_id=vat_business_group_id)
    return {setup.vat_product_group_id: setup for setup in found}


def recompute(
    document: SalesDocument,
    lines: Sequence[SalesLine],
    refused: Collection[int | None] = (),
) -> list[Refusal]:
    """Set rate and amounts of every line and the document's totals; nothing is saved.

    VAT is rounded once per rate (spec section 3). Returns what is missing or too large;
    lines without a rate count as untaxed until that is mended, those whose number is among the
    `refused` as nothing.
    """
    setups = vat_setups(document.vat_business_group_id)
    priced = [
        line
        for line in lines
        if line.kind != SalesLine.Kind.COMMENT and line.line_no not in refused
    ]
    found = list(_missing_setup(document, priced, setups))
    precision = document.currency.precision
    for line in lines:
        setup = setups.get(line.vat_product_group_id or 0)
        line.vat_rate = setup.rate if setup and line in priced else ZERO
        line.net = line.vat = line.gross = ZERO
    too_large = [line for line in priced if _is_too_large(line, precision)]
    found += [
        Refusal(_("The amount of the line is too large."), line.line_no) for line in too_large
    ]
    if not too_large:
        _set_amounts(document, priced, setups, precision)
    document.total_net = sum((line.net for line in lines), ZERO)
    document.total_vat = sum((line.vat for line in lines), ZERO)
    document.total_gross = sum((line.gross for line in lines), ZERO)
    if document.total_gross >= LARGEST_AMOUNT:
        found.append(Refusal(_("The total of the document is too large.")))
    return found


def _set_amounts(
    document: SalesDocument,
    lines: Sequence[SalesLine],
    setups: dict[int, VatPostingSetup],
    precision: Decimal,
) -> None:
    values = [_value(line, setups.get(line.vat_product_group_id or 0)) for line in lines]
    amounts = document_amounts(values, precision, including_vat=document.prices_including_vat)
    for line, amount in zip(lines, amounts, strict=True):
        line.net, line.vat, line.gross = amount.net, amount.vat, amount.gross


def _value(line: SalesLine, setup: VatPostingSetup | None) -> LineValue:
    key = (setup.identifier, setup.rate) if setup else ("", ZERO)
    return LineValue(key, line.quantity, line.unit_price, line.discount_percent)


def _is_too_large(line: SalesLine, precision: Decimal) -> bool:
    return abs(line_amount(_value(line, None), precision)) >= LARGEST_AMOUNT


def _missing_setup(
    document: SalesDocument, lines: Sequence[SalesLine], setups: dict[int, VatPostingSetup]
) -> Iterator[Refusal]:
    for line in lines:
        if line.vat_product_group_id is None:
            yield Refusal(
                _("Choose the VAT product posting group."), line.line_no, "vat_product_group"
            )
        elif line.vat_product_group_id not in setups:
            message = _(
                "There is no VAT setup for %(business)s with %(product)s. Choose another "
                "group or ask an administrator to enter it."
            ) % {
                "business": document.vat_business_group.code,
                "product": line.vat_product_group.code,  # type: ignore[union-attr]
            }
            yield Refusal(message, line.line_no, "vat_product_group")
