"""Ticks kept on the server as they are made: one row a user and document, none without a tick."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ledger.models import CustomerLedgerEntry, DocumentType
from ledger.posting import PostingRefused, Refusal
from ledger.posting.for_sources import locks
from payments.models import RegistrationLine, RegistrationSetup
from payments.registration.ticking import enter, tick
from payments.registration.values import Document, Received


def payable() -> Any:
    """Every open customer entry except payments."""
    return CustomerLedgerEntry.objects.open().exclude(document_type=DocumentType.PAYMENT)


def document_of(entry: CustomerLedgerEntry) -> Document:
    """The entry as the rules see it."""
    return Document(
        entry.remaining, entry.due_date, entry.remaining_discount, entry.discount_date
    )


def received_of(line: RegistrationLine) -> Received:
    """The stored line as the rules see it."""
    return Received(
        line.date_received,
        line.amount_received,
        line.discount_date,
        line.external_document_no,
    )


@transaction.atomic
def keep(
    setup: RegistrationSetup, entry_id: int, typed: Mapping[str, Any], today: date
) -> RegistrationLine:
    """Store what was typed for a document, and tick it; the row as it is now.

    Raises `PostingRefused` when the document was closed meanwhile.
    """
    _next_version(setup)
    entry = _open_entry(entry_id)
    document, stored = document_of(entry), _stored(setup, entry_id)
    before = received_of(stored) if stored else None
    line = enter(document, before, typed, today, auto_fill=setup.auto_fill_date)
    return _store(setup, entry, line)


@transaction.atomic
def tick_anew(setup: RegistrationSetup, entry_id: int, today: date) -> RegistrationLine:
    """Take over what is open now, after money came in since the tick; date and number stay."""
    _next_version(setup)
    entry = _open_entry(entry_id)
    document, stored = document_of(entry), _stored(setup, entry_id)
    line = tick(document, today, auto_fill=setup.auto_fill_date)
    if stored is not None:
        typed: dict[str, Any] = {"external_document_no": stored.external_document_no}
        if stored.date_received is not None:
            typed["day"] = stored.date_received
        line = enter(document, line, typed, today, auto_fill=setup.auto_fill_date)
    return _store(setup, entry, replace(line, discount_date=None))


@transaction.atomic
def untick(setup: RegistrationSetup, entry_id: int) -> None:
    """Take the tick and everything typed beside it away; a line that is gone is no error."""
    _next_version(setup)
    RegistrationLine.objects.filter(user_id=setup.user_id, entry_id=entry_id).delete()


def _next_version(setup: RegistrationSetup) -> None:
    """Under the setup's lock, so that a posting sees all of a change or nothing."""
    locks.take_rows("payments_registrationsetup", [setup.pk])
    RegistrationSetup.objects.filter(pk=setup.pk).update(version=F("version") + 1)


def _open_entry(entry_id: int) -> CustomerLedgerEntry:
    entry = CustomerLedgerEntry.objects.get(pk=entry_id)
    if not entry.open:
        message = _("%(document)s was paid meanwhile and is closed: untick it.")
        raise PostingRefused([Refusal(message % {"document": entry.document_no})])
    return entry


def _stored(setup: RegistrationSetup, entry_id: int) -> RegistrationLine | None:
    return RegistrationLine.objects.filter(user_id=setup.user_id, entry_id=entry_id).first()


def _store(
    setup: RegistrationSetup, entry: CustomerLedgerEntry, line: Received
) -> RegistrationLine:
    stored, _made = RegistrationLine.objects.update_or_create(
        user_id=setup.user_id,
        entry=entry,
        defaults={
            "date_received": line.day,
            "amount_received": line.amount,
            "discount_date": line.discount_date,
            "external_document_no": line.external_document_no,
            "seen_remaining": entry.remaining,
        },
    )
    return stored
