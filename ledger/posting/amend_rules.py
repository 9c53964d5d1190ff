"""Which field of a posted entry may change to what (ledger spec, section 1).

Always: on hold, dispute, promised pay date, description. Only while the entry is open: due
date, references, payment method, discount dates, discount still possible, max. tolerance.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.book_days import in_book_days
from customers.models import PaymentMethod
from ledger.models import CustomerLedgerEntry, EntryAmendment, VendorLedgerEntry
from ledger.posting.amounts.max_tolerance import TOLERATED
from ledger.posting.known import PartyKind
from ledger.posting.refusals import Refusal
from ledger.posting.shown import shown

Field = EntryAmendment.Field
Entry = CustomerLedgerEntry | VendorLedgerEntry
New = Mapping[Field, Any]
LONGEST_REASON = 250
LONGEST_TEXT = {
    Field.ON_HOLD: 10,
    Field.DESCRIPTION: 250,
    Field.PAYMENT_REFERENCE: 50,
    Field.EXTERNAL_DOCUMENT_NO: 35,
}
WHILE_OPEN = frozenset(
    {
        Field.DUE_DATE,
        Field.PAYMENT_REFERENCE,
        Field.EXTERNAL_DOCUMENT_NO,
        Field.PAYMENT_METHOD,
        Field.DISCOUNT_DATE,
        Field.DISCOUNT_TOLERANCE_DATE,
        Field.REMAINING_DISCOUNT,
        Field.MAX_TOLERANCE,
    }
)
FIELDS = {
    PartyKind.CUSTOMER: frozenset(Field),
    PartyKind.VENDOR: frozenset(Field)
    - {Field.DISPUTE, Field.PROMISED_PAY_DATE, Field.PAYMENT_METHOD},
}


def problems(entry: Entry, new: New) -> Iterator[Refusal]:
    """Everything that speaks against the new values, each naming its field."""
    for name, value in new.items():
        if name in WHILE_OPEN and not entry.open:
            told: str | None = _("%(document)s is closed, so its %(field)s stays as it is.") % {
                "document": entry.document_no,
                "field": name.label,
            }
        else:
            told = _RULES[name](entry, name, value, new)
        if told:
            yield Refusal(told, field=name.value)


def _due_date(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a due date from 1990 to 2100.")
    if value < entry.document_date:
        return _(
            "The due date can't be before the document date %(day)s: choose that day or later."
        ) % {"day": _day(entry.document_date)}
    return None


def _promised(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if value is None:
        return None
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a promised pay date from 1990 to 2100, or none.")
    if value < entry.posting_date:
        return _(
            "Nobody promises to pay before %(day)s, when the document was posted: choose a "
            "later day."
        ) % {"day": _day(entry.posting_date)}
    return None


def _dispute(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if value in CustomerLedgerEntry.Dispute.values:
        return None
    return _("Choose one of the dispute statuses.")


def _short_text(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    longest = LONGEST_TEXT[name]
    if len(value) <= longest and "\x00" not in value:
        return None
    return _("%(field)s takes at most %(length)s characters: shorten it.") % {
        "field": name.label.capitalize(),
        "length": longest,
    }


def _method(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if value is None or isinstance(value, PaymentMethod):
        return None
    return _("Choose one of the payment methods, or none.")


def _discount_date(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if value is None:
        discount = new.get(Field.REMAINING_DISCOUNT, entry.remaining_discount)
        return (
            _("Enter a discount date, or set the discount possible to 0.") if discount else None
        )
    if entry.document_type not in TOLERATED:
        return _only_invoices(name)
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a discount date from 1990 to 2100, or none.")
    if value < entry.document_date:
        return _(
            "The discount date can't be before the document date %(day)s: choose that day or "
            "later."
        ) % {"day": _day(entry.document_date)}
    return None


def _discount_tolerance_date(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    discount_date = new.get(Field.DISCOUNT_DATE, entry.discount_date)
    if value is None:
        return (
            None
            if discount_date is None
            else _("Enter the last day of grace: the discount date %(day)s or later.")
            % {"day": _day(discount_date)}
        )
    if discount_date is None:
        return _("Without a discount date there is no discount tolerance date: leave it empty.")
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a discount tolerance date from 1990 to 2100, or none.")
    if isinstance(discount_date, date) and value < discount_date:
        return _(
            "The discount tolerance date can't be before the discount date %(day)s: choose that "
            "day or later."
        ) % {"day": _day(discount_date)}
    return None


def _remaining_discount(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if told := _amount(entry, name, value, entry.amount):
        return told
    if value and new.get(Field.DISCOUNT_DATE, entry.discount_date) is None:
        return _("Enter a discount date too: a discount without one is never granted.")
    return None


def _max_tolerance(entry: Entry, name: Field, value: Any, new: New) -> str | None:
    if told := _amount(entry, name, value, entry.remaining):
        return told
    if not value or isinstance(entry, VendorLedgerEntry):
        return None
    if not entry.customer.block_payment_tolerance:
        return None
    return _(
        "%(customer)s gets no payment tolerance: set it to 0, or lift the block on the customer "
        "card first."
    ) % {"customer": entry.customer}


def _amount(entry: Entry, name: Field, value: Any, limit: Decimal) -> str | None:
    """An amount between zero and the limit, with no digit that the currency hasn't."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return _("Enter an amount, 0 for none.")
    if value and entry.document_type not in TOLERATED:
        return _only_invoices(name)
    if value % entry.currency.precision:
        return _("%(currency)s has %(decimals)s decimals: shorten the amount.") % {
            "currency": entry.currency_id,
            "decimals": entry.currency.decimals,
        }
    low, high = sorted((Decimal(0), limit))
    if low <= value <= high:
        return None
    return _("Choose an amount from %(low)s to %(high)s.") % {
        "low": shown(low),
        "high": shown(high),
    }


def _only_invoices(name: Field) -> str:
    return _("Only invoices and credit memos have a %(field)s.") % {"field": name.label}


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


_RULES: dict[Field, Callable[[Any, Field, Any, New], str | None]] = {
    Field.DUE_DATE: _due_date,
    Field.ON_HOLD: _short_text,
    Field.DISPUTE: _dispute,
    Field.PROMISED_PAY_DATE: _promised,
    Field.DESCRIPTION: _short_text,
    Field.PAYMENT_REFERENCE: _short_text,
    Field.EXTERNAL_DOCUMENT_NO: _short_text,
    Field.PAYMENT_METHOD: _method,
    Field.DISCOUNT_DATE: _discount_date,
    Field.DISCOUNT_TOLERANCE_DATE: _discount_tolerance_date,
    Field.REMAINING_DISCOUNT: _remaining_discount,
    Field.MAX_TOLERANCE: _max_tolerance,
}
