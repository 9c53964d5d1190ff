"""Lines of a draft as they are typed: defaults from item or account, and what is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.values.money import ZERO, round_amount
from ledger.documents.directions import direction_of, goes_in_steps
from ledger.documents.quantities import (
    quantity_refusals,
    set_defaults,
    set_to_ship,
    show_quantity,
)
from ledger.documents.returnable import returned_refusals
from ledger.documents.totals import vat_setups
from ledger.models import GLAccount, Item, SalesDocument, SalesLine, VatProductGroup
from ledger.posting import Refusal

HUNDRED = Decimal(100)
LARGEST_PRICE = Decimal("9999999999.99999")
LINE_STEP = 10_000  # as numbered on paper: 10000, 20000, so that a line can come between


@dataclass(frozen=True, slots=True)
class LineInput:
    """One typed line. None leaves a value to its default, or an existing line's as it is.

    `line_no` names an existing line. A changed `to_ship` starts `to_invoice` over, unless
    that was changed as well.
    """

    line_no: int | None = None
    kind: str = SalesLine.Kind.ITEM
    item: Item | None = None
    account: GLAccount | None = None
    description: str = ""
    quantity: Decimal = ZERO
    unit_price: Decimal | None = None
    discount_percent: Decimal = ZERO
    vat_product_group: VatProductGroup | None = None
    to_ship: Decimal | None = None
    to_invoice: Decimal | None = None


def set_line(document: SalesDocument, line: SalesLine, typed: LineInput) -> None:
    """Put what was typed on a new or existing line and fill in the defaults."""
    chosen_before = (line.item_id, line.account_id)
    kind_before, description_before, price_before = (
        line.kind,
        line.description,
        line.unit_price,
    )
    line.kind = typed.kind
    line.item = typed.item if typed.kind == SalesLine.Kind.ITEM else None
    line.account = typed.account if typed.kind == SalesLine.Kind.ACCOUNT else None
    is_chosen_anew = (
        line._state.adding
        or (line.item_id, line.account_id) != chosen_before
        or line.kind != kind_before
    )
    retyped = line._state.adding or typed.description != description_before
    line.description = typed.description if typed.description and retyped else ""
    if not is_chosen_anew and not line.description:
        line.description = typed.description or description_before
    repriced = typed.unit_price is not None and (
        line._state.adding or typed.unit_price != price_before or not is_chosen_anew
    )
    line.unit_price = typed.unit_price if repriced else line.unit_price  # type: ignore[assignment]
    line.discount_percent = typed.discount_percent
    line.vat_product_group = typed.vat_product_group or (
        None if is_chosen_anew else line.vat_product_group
    )
    if is_chosen_anew:
        _fill_in(document, line, keep_price=repriced)
    _set_quantities(document.type, line, typed)


def _fill_in(document: SalesDocument, line: SalesLine, *, keep_price: bool) -> None:
    """Description, unit, price and groups from the item or account."""
    if line.item:
        line.description = line.description or line.item.description
        line.unit = line.item.unit
        line.product_group = line.item.product_group
        line.vat_product_group = line.vat_product_group or line.item.vat_product_group
        if not keep_price:
            line.unit_price = price_of(document, line.item)
        return
    line.unit, line.product_group = "", None
    if line.account:
        line.description = line.description or line.account.name
    if line.kind == SalesLine.Kind.COMMENT:
        line.vat_product_group, line.discount_percent = None, ZERO
    if not keep_price or line.kind == SalesLine.Kind.COMMENT:
        line.unit_price = ZERO


def price_of(document: SalesDocument, item: Item) -> Decimal:
    """The item's price in the document's currency, with VAT where its prices include it.

    100.00 at 0.925 local for one USD -> 108.11 USD.
    """
    price = item.unit_price
    if document.prices_including_vat:
        setup = vat_setups(document.vat_business_group_id).get(item.vat_product_group_id)
        price = price * (HUNDRED + (setup.rate if setup else ZERO)) / HUNDRED
    if document.factor == 1 and not document.prices_including_vat:
        return price
    return round_amount(price / document.factor, document.currency.precision)


def _set_quantities(document_type: str, line: SalesLine, typed: LineInput) -> None:
    if line.kind == SalesLine.Kind.COMMENT:
        line.quantity = line.to_ship = line.to_invoice = ZERO
        return
    before = (line.quantity, line.to_ship, line.to_invoice)
    is_new = line._state.adding
    line.quantity = typed.quantity
    ship_typed = typed.to_ship is not None and (is_new or typed.to_ship != before[1])
    invoice_typed = typed.to_invoice is not None and (is_new or typed.to_invoice != before[2])
    if is_new or line.quantity != before[0]:
        set_defaults(document_type, line)
    if ship_typed and goes_in_steps(document_type):
        set_to_ship(document_type, line, typed.to_ship)  # type: ignore[arg-type]
    if invoice_typed and document_type != SalesDocument.Type.QUOTE:
        line.to_invoice = typed.to_invoice  # type: ignore[assignment]


def line_refusals(document: SalesDocument, lines: Sequence[SalesLine]) -> Iterator[Refusal]:
    """Every reason why the lines can't be as they are."""
    for line in lines:
        yield from _subject_refusals(line)
        yield from quantity_refusals(document.type, line)
        yield from _price_refusals(line)
        yield from _collected_refusals(document, line)
    yield from returned_refusals(document, lines)


def _subject_refusals(line: SalesLine) -> Iterator[Refusal]:
    if line.kind == SalesLine.Kind.ITEM:
        if line.item is None:
            yield Refusal(_("Choose an item."), line.line_no, "item")
        elif line.item.blocked and not line.returned_line_id:
            message = _("Item %(item)s is blocked. Choose another one.") % {
                "item": line.item.no
            }
            yield Refusal(message, line.line_no, "item")
    elif line.kind == SalesLine.Kind.ACCOUNT:
        account = line.account
        if account is None:
            yield Refusal(_("Choose a G/L account."), line.line_no, "account")
        elif account.blocked or not account.direct_posting:
            message = _(
                "G/L account %(account)s is blocked or takes no direct posting. "
                "Choose another one."
            ) % {"account": account.no}
            yield Refusal(message, line.line_no, "account")
    elif not line.description:
        yield Refusal(_("A comment needs a text."), line.line_no, "description")
    if len(line.description) > 250:
        message = _("The description has more than 250 characters: shorten it.")
        yield Refusal(message, line.line_no, "description")


def _price_refusals(line: SalesLine) -> Iterator[Refusal]:
    price, percent = line.unit_price, line.discount_percent
    if not price.is_finite() or price < ZERO or price > LARGEST_PRICE:
        message = _("A unit price lies between 0 and 9,999,999,999.99999.")
        yield Refusal(message, line.line_no, "unit_price")
    if not percent.is_finite() or not ZERO <= percent <= HUNDRED:
        message = _("A line discount lies between 0 and 100 %.")
        yield Refusal(message, line.line_no, "discount_percent")


def _collected_refusals(document: SalesDocument, line: SalesLine) -> Iterator[Refusal]:
    goods, words = line.collected_line, direction_of(document.type).words
    if goods is None or not line.quantity.is_finite():
        return
    left = goods.quantity - goods.invoiced
    if line.item_id != goods.item_id or line.account_id != goods.account_id:
        told = words.other_subject % {"no": goods.document.no}
        yield Refusal(told, line.line_no, "item")
    if line.quantity > left:
        told = words.too_many_billed % {"units": show_quantity(left)}
        yield Refusal(told, line.line_no, "quantity")


def next_line_no(lines: Sequence[SalesLine]) -> int:
    """The number after the last line's."""
    return max((line.line_no for line in lines), default=0) + LINE_STEP
