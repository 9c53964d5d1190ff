"""The few fields that may change on a posted customer or vendor entry (ledger spec, section 1).

No amount, date or party ever changes; `amend_rules` says which field may change when. Every
change is a row: which field, from, to, who, when and why.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from arcore.company.models import Company
from arcore.values.date_formula import DateFormula, DateFormulaError
from customers.models import PaymentMethod
from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    DetailedVendorEntry,
    EntryAmendment,
    VendorLedgerEntry,
)
from ledger.posting import locks
from ledger.posting.amend_rules import FIELDS, LONGEST_REASON, Entry, problems
from ledger.posting.known import PartyKind
from ledger.posting.refusals import PostingRefused, Refusal, refuse_if_any

Field = EntryAmendment.Field
STORED = Decimal("0.001")


@transaction.atomic
def amend(
    entry_id: int,
    changes: Mapping[str, Any],
    *,
    reason: str,
    user_id: int | None,
    now: datetime,
    kind: PartyKind = PartyKind.CUSTOMER,
    seen: Mapping[str, Any] | None = None,
) -> list[EntryAmendment]:
    """Change fields of a posted entry; the rows that tell it, none if all is as it was.

    `changes` maps a field of `EntryAmendment.Field` to its new value: a date or None, an
    amount, a payment method or None, text. A new discount date takes the discount tolerance
    date along by the company's grace period unless that is changed too.
    Raises `PostingRefused` with every refusal, each naming its field; nothing is changed then.
    """
    entry = _locked(kind, entry_id)
    new = {Field(name): _clean(value) for name, value in changes.items()}
    if unknown := sorted(new.keys() - FIELDS[kind]):
        raise ValueError(f"A {kind} ledger entry has no {', '.join(unknown)}.")
    changed = {name: value for name, value in new.items() if value != getattr(entry, name)}
    _move_tolerance_date(entry, changed)
    refuse_if_any(_refusals(entry, changed, reason.strip(), seen or {}))
    if not changed:
        return []
    owner = _owner(entry)
    newest = _details_of(entry).aggregate(newest=Max("id"))["newest"]
    told = [
        EntryAmendment(
            **owner,
            field=name,
            before=as_text(getattr(entry, name)),
            after=as_text(value),
            reason=reason.strip(),
            user_id=user_id,
            amended_at=now,
            newest_detail=newest,
        )
        for name, value in changed.items()
    ]
    _store(entry, changed)
    return EntryAmendment.objects.bulk_create(told)


def _store(entry: Entry, changed: dict[Field, Any]) -> None:
    """The new values; a due date also where the details keep it."""
    type(entry).objects.filter(pk=entry.pk).update(**changed)
    if Field.DUE_DATE in changed:
        _details_of(entry).filter(entry_type=DetailedCustomerEntry.EntryType.INITIAL).update(
            initial_due_date=changed[Field.DUE_DATE]
        )


def _locked(kind: PartyKind, entry_id: int) -> Entry:
    """The entry as it is under its lock."""
    locks.take_entries(kind, [entry_id])
    if kind is PartyKind.CUSTOMER:
        found = CustomerLedgerEntry.objects.select_related(
            "currency", "payment_method", "customer"
        )
        if (entry := found.filter(pk=entry_id).first()) is not None:
            return entry
        raise PostingRefused([Refusal(_("The customer ledger entry does not exist."))])
    vendors = VendorLedgerEntry.objects.select_related("currency", "vendor")
    if (vendor_entry := vendors.filter(pk=entry_id).first()) is not None:
        return vendor_entry
    raise PostingRefused([Refusal(_("The vendor ledger entry does not exist."))])


def _owner(entry: Entry) -> dict[str, Any]:
    """The entry and its party, in the columns that an amendment keeps them in."""
    if isinstance(entry, CustomerLedgerEntry):
        return {"entry": entry, "customer": entry.customer}
    return {"vendor_entry": entry, "vendor": entry.vendor}


def _details_of(entry: Entry) -> Any:
    if isinstance(entry, CustomerLedgerEntry):
        return DetailedCustomerEntry.objects.filter(entry=entry)
    return DetailedVendorEntry.objects.filter(entry=entry)


def _move_tolerance_date(entry: Entry, changed: dict[Field, Any]) -> None:
    """The tolerance date follows a moved discount date; none without one."""
    if Field.DISCOUNT_DATE not in changed or Field.DISCOUNT_TOLERANCE_DATE in changed:
        return
    if not entry.open:
        return  # refused for the discount date alone
    day = changed[Field.DISCOUNT_DATE]
    if isinstance(day, date):
        try:
            day = DateFormula.parse(Company.get().payment_discount_grace).apply(day)
        except DateFormulaError:
            return  # beyond the calendar: the discount date itself is refused
    if day != entry.discount_tolerance_date:
        changed[Field.DISCOUNT_TOLERANCE_DATE] = day


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def as_text(value: Any) -> str:
    """A value as an amendment keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(STORED))
    return value.code if isinstance(value, PaymentMethod) else value or ""


def _refusals(
    entry: Entry, changed: Mapping[Field, Any], reason: str, seen: Mapping[str, Any]
) -> Iterator[Refusal]:
    if changed and not reason:
        yield Refusal(_("Say why the entry is changed."), field="reason")
    if len(reason) > LONGEST_REASON:
        message = _("The reason is longer than %(length)s characters: shorten it.")
        yield Refusal(message % {"length": LONGEST_REASON}, field="reason")
    for name in changed:
        if name in seen and seen[name] != getattr(entry, name):
            message = _("Somebody changed the %(field)s meanwhile. Save again to keep yours.")
            yield Refusal(message % {"field": name.label}, field=name.value)
    yield from problems(entry, changed)
