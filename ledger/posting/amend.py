"""The few fields that may change on a posted customer entry (ledger spec, section 1).

Always: on hold, dispute, promised pay date, description. Only while the entry is open: due
date, copied to its initial detailed entry, and payment reference. No amount, date or party ever
changes. Every change is a row: which field, from, to, who, when and why.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.values.book_days import in_book_days
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry, EntryAmendment
from ledger.posting import locks
from ledger.posting.refusals import PostingRefused, Refusal, refuse_if_any

Field = EntryAmendment.Field
LONGEST_REASON = 250
LONGEST_TEXT = {Field.ON_HOLD: 10, Field.DESCRIPTION: 250, Field.PAYMENT_REFERENCE: 50}


@transaction.atomic
def amend(
    entry_id: int,
    changes: Mapping[str, Any],
    *,
    reason: str,
    user_id: int | None,
    now: datetime,
) -> list[EntryAmendment]:
    """Change fields of a posted customer entry; the rows that tell it, none if all is as it was.

    `changes` maps a field of `EntryAmendment.Field` to its new value: dates or None, text.
    Raises `PostingRefused` with every refusal, each naming its field; nothing is changed then.
    """
    locks.take(locks.Wanted(customer_entries=[entry_id]))
    entry = CustomerLedgerEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise PostingRefused([Refusal(_("The customer ledger entry does not exist."))])
    new = {Field(name): _clean(value) for name, value in changes.items()}
    changed = {name: value for name, value in new.items() if value != getattr(entry, name)}
    refuse_if_any(_refusals(entry, changed, reason.strip()))
    if not changed:
        return []
    told = [
        EntryAmendment(
            entry=entry,
            field=name,
            before=_text(getattr(entry, name)),
            after=_text(value),
            reason=reason.strip(),
            user_id=user_id,
            amended_at=now,
        )
        for name, value in changed.items()
    ]
    CustomerLedgerEntry.objects.filter(pk=entry_id).update(**changed)
    if Field.DUE_DATE in changed:
        initial = DetailedCustomerEntry.EntryType.INITIAL
        DetailedCustomerEntry.objects.filter(entry=entry_id, entry_type=initial).update(
            initial_due_date=changed[Field.DUE_DATE]
        )
    return EntryAmendment.objects.bulk_create(told)


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _refusals(
    entry: CustomerLedgerEntry, changed: Mapping[Field, Any], reason: str
) -> Iterator[Refusal]:
    if changed and not reason:
        yield Refusal(_("Say why the entry is changed."), field="reason")
    if len(reason) > LONGEST_REASON:
        message = _("The reason is longer than %(length)s characters: shorten it.")
        yield Refusal(message % {"length": LONGEST_REASON}, field="reason")
    for name, value in changed.items():
        if told := _RULES[name](entry, name, value):
            yield Refusal(told, field=name.value)


def _due_date(entry: CustomerLedgerEntry, name: Field, value: Any) -> str | None:
    if not entry.open:
        return _closed(entry, name)
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a due date from 1990 to 2100.")
    if value < entry.document_date:
        return _(
            "The due date can't be before the document date %(day)s: choose that day or later."
        ) % {"day": date_format(entry.document_date, "SHORT_DATE_FORMAT")}
    return None


def _promised(entry: CustomerLedgerEntry, name: Field, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, date) or not in_book_days(value):
        return _("Enter a promised pay date from 1990 to 2100, or none.")
    if value < entry.posting_date:
        return _(
            "Nobody promises to pay before %(day)s, when the document was posted: choose a "
            "later day."
        ) % {"day": date_format(entry.posting_date, "SHORT_DATE_FORMAT")}
    return None


def _dispute(entry: CustomerLedgerEntry, name: Field, value: Any) -> str | None:
    if value in CustomerLedgerEntry.Dispute.values:
        return None
    return _("Choose one of the dispute statuses.")


def _short_text(entry: CustomerLedgerEntry, name: Field, value: Any) -> str | None:
    longest = LONGEST_TEXT[name]
    if len(value) <= longest and "\x00" not in value:
        return None
    return _("%(field)s takes at most %(length)s characters: shorten it.") % {
        "field": name.label.capitalize(),
        "length": longest,
    }


def _reference(entry: CustomerLedgerEntry, name: Field, value: Any) -> str | None:
    return _short_text(entry, name, value) if entry.open else _closed(entry, name)


def _closed(entry: CustomerLedgerEntry, name: Field) -> str:
    return _("%(document)s is closed, so its %(field)s stays as it is.") % {
        "document": entry.document_no,
        "field": name.label,
    }


_RULES: dict[Field, Callable[[CustomerLedgerEntry, Field, Any], str | None]] = {
    Field.DUE_DATE: _due_date,
    Field.ON_HOLD: _short_text,
    Field.DISPUTE: _dispute,
    Field.PROMISED_PAY_DATE: _promised,
    Field.DESCRIPTION: _short_text,
    Field.PAYMENT_REFERENCE: _reference,
}
