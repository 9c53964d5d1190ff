"""The sentence of the rule behind each part of a settlement, in the reader's language."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.ui.amounts import currency_decimals, show_amount
from arcore.values.money import ZERO
from ledger.models import DetailedEntry
from ledger.settlement.pairs import Settlement

Type = DetailedEntry.EntryType
DISCOUNT = (Type.DISCOUNT, Type.DISCOUNT_VAT_EXCL, Type.DISCOUNT_VAT)
LATE_DISCOUNT = (
    Type.DISCOUNT_TOLERANCE,
    Type.DISCOUNT_TOLERANCE_VAT_EXCL,
    Type.DISCOUNT_TOLERANCE_VAT,
)
TOLERANCE = (Type.TOLERANCE, Type.TOLERANCE_VAT_EXCL, Type.TOLERANCE_VAT)
REVERSAL = "reversal"
RATE_DECIMALS = 4


def sentences(one: Settlement) -> list[str]:
    """Every rule that gave or took something, in the order in which they are decided."""
    if one.register.source == REVERSAL:
        return [_("Reversed: the two entries close each other.")]
    return [
        *_discount(one),
        *_late_discount(one),
        *_tolerance(one),
        *_gain_or_loss(one),
        *_taken_back(one),
        *_taken_back_afterwards(one),
        *_rounding(one),
        *_correction(one),
    ]


def _discount(one: Settlement) -> Iterator[str]:
    amount = _sum(one, DISCOUNT)
    if not amount:
        return
    yield _("Discount %(amount)s: paid %(paid)s, discount date %(until)s.") % {
        "amount": _money(abs(amount), one.applying.currency_id),
        "paid": _day(one.applying.posting_date),
        "until": _day(one.applied.discount_date),
    } + _vat(one, Type.DISCOUNT_VAT)


def _late_discount(one: Settlement) -> Iterator[str]:
    amount = _sum(one, LATE_DISCOUNT)
    if not amount:
        return
    yield _(
        "Late discount %(amount)s accepted: paid %(paid)s, discount date %(until)s, grace until "
        "%(grace)s."
    ) % {
        "amount": _money(abs(amount), one.applying.currency_id),
        "paid": _day(one.applying.posting_date),
        "until": _day(one.applied.discount_date),
        "grace": _day(one.applied.discount_tolerance_date),
    } + _vat(one, Type.DISCOUNT_TOLERANCE_VAT)


def _tolerance(one: Settlement) -> Iterator[str]:
    """Short when it has the applying entry's sign, for it is granted on top of the payment."""
    amount = _sum(one, TOLERANCE)
    if not amount:
        return
    is_short = (amount > 0) == (one.applying.amount > 0)
    told = (
        _("Payment tolerance %(amount)s of at most %(most)s: so much was missing.")
        if is_short
        else _("Payment tolerance %(amount)s of at most %(most)s: so much was paid too much.")
    )
    yield told % {
        "amount": _money(abs(amount), one.applying.currency_id),
        "most": _money(abs(one.max_tolerance_before), one.applied.currency_id),
    } + _vat(one, Type.TOLERANCE_VAT)


def _vat(one: Settlement, kind: str) -> str:
    granted = one.granted.get(kind)
    if granted is None:
        return ""
    vat = _money(abs(granted.amount), one.applying.currency_id)
    return " " + _("VAT taken back: %(vat)s.") % {"vat": vat}


def _gain_or_loss(one: Settlement) -> Iterator[str]:
    for kind, told in (
        (
            Type.REALIZED_GAIN,
            _("Realized gain %(amount)s: %(foreign)s at %(rate)s, paid at %(paid)s."),
        ),
        (
            Type.REALIZED_LOSS,
            _("Realized loss %(amount)s: %(foreign)s at %(rate)s, paid at %(paid)s."),
        ),
    ):
        granted = one.granted.get(kind)
        if granted is not None and granted.amount_lcy:
            yield told % {"amount": _local(granted.amount_lcy), **_rates(one)}


def _rates(one: Settlement) -> dict[str, str]:
    """100.00 USD at 1.10, paid at 1.20: the applied entry's rate, and what the other was worth.

    When only the applying entry is foreign, the words keep their places: it is what was held.
    """
    foreign, other, amount = one.applied, one.applying, one.applied_amount
    paid = other.original_factor
    if foreign.currency_id != other.currency_id:
        if foreign.original_factor == 1:
            foreign = one.applying
            amount = one.amount if one.entry is foreign else _own_amount(one)
        paid = abs(one.amount_lcy / amount) if amount else paid
    return {
        "foreign": _money(abs(amount), foreign.currency_id),
        "rate": show_amount(foreign.original_factor, RATE_DECIMALS),
        "paid": show_amount(paid.quantize(Decimal("0.0001")), RATE_DECIMALS),
    }


def _own_amount(one: Settlement) -> Decimal:
    """The applying entry's side, at its own rate, where the pair is seen from the other."""
    return abs(one.amount_lcy / one.applying.original_factor)


def _taken_back(one: Settlement) -> Iterator[str]:
    for kind, told in (
        (Type.UNREALIZED_GAIN, _("Unrealized gain %(amount)s of an adjustment taken back.")),
        (Type.UNREALIZED_LOSS, _("Unrealized loss %(amount)s of an adjustment taken back.")),
    ):
        granted = one.granted.get(kind)
        if granted is not None and granted.amount_lcy:
            yield told % {"amount": _local(granted.amount_lcy)}


def _taken_back_afterwards(one: Settlement) -> Iterator[str]:
    """An adjustment as of an earlier day, posted after the application, minds what it took."""
    for detail in one.afterwards:
        is_gain = detail.entry_type == Type.UNREALIZED_GAIN
        if (detail.amount_lcy < 0) == is_gain:
            told = (
                _("Unrealized gain %(amount)s of %(document)s, posted later, taken back.")
                if is_gain
                else _("Unrealized loss %(amount)s of %(document)s, posted later, taken back.")
            )
        else:
            told = (
                _("Unrealized gain %(amount)s taken back too much: %(document)s put it right.")
                if is_gain
                else _(
                    "Unrealized loss %(amount)s taken back too much: %(document)s put it right."
                )
            )
        yield told % {
            "amount": _local(detail.amount_lcy),
            "document": detail.document_no,
        }


def _rounding(one: Settlement) -> Iterator[str]:
    granted = one.granted.get(Type.APPLICATION_ROUNDING)
    if granted is not None:
        yield _(
            "Application rounding %(amount)s: a rest between two currencies was closed."
        ) % {"amount": _money(abs(granted.amount), one.applying.currency_id)}


def _correction(one: Settlement) -> Iterator[str]:
    granted = one.granted.get(Type.CORRECTION)
    if granted is not None and granted.amount_lcy:
        yield _("Correction %(amount)s: what remains stands at its own rate.") % {
            "amount": _local(granted.amount_lcy)
        }


def _sum(one: Settlement, kinds: tuple[Any, ...]) -> Decimal:
    return sum((one.granted[kind].amount for kind in kinds if kind in one.granted), ZERO)


def _money(amount: Decimal, currency: str) -> str:
    return f"{show_amount(amount, currency_decimals(currency))} {currency}"


def _local(amount: Decimal) -> str:
    return show_amount(abs(amount))


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "—"
