"""What a row of a timeline tells beside its figures, line by line, in the reader's language."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arcore.ui.amounts import currency_decimals, show_amount
from arcore.ui.dates import show_date
from arcore.ui.templatetags.ui import document_link
from customers.card_history import Change
from customers.views.words import Names, describe, names_in
from ledger.amending.tables import shown_value
from ledger.settlement.pairs import Settlement
from ledger.settlement.rules import sentences
from ledger.timeline.account import Account
from ledger.timeline.event import Event, What
from ledger.timeline.place import moment_at


def tell(account: Account, party: Any, events: Sequence[Event]) -> None:
    """Give each event its lines; what only repeats the party's name is left out."""
    names = names_in(change for event in events for change in event.changes)
    for event in events:
        event.told = list(_lines(account, party.name, event, names))


def _lines(account: Account, name: str, event: Event, names: Names) -> Iterator[Any]:
    if event.head is None:
        moment, _turn = moment_at(event.pk)
        yield from _card(event, names) if event.what is What.CARD_CHANGE else _amended(event)
        time = time_format(timezone.localtime(moment).time(), "TIME_FORMAT")
        yield _("at %(time)s") % {"time": time}
        return
    if event.what in (What.APPLICATION, What.UNAPPLICATION):
        yield from _joined(account, event)
    else:
        if facts := [fact for fact in _facts(event) if fact != name]:
            yield " · ".join(facts)
    if event.is_undone:
        yield _("Reversed since.") if event.what is What.ENTRY else _("Unapplied since.")
    if event.register.reason:
        yield event.register.reason


def _facts(event: Event) -> Iterator[str]:
    """Of an entry: what it says of itself."""
    entry = event.entry
    if event.what is What.REVALUATION:
        yield str(event.head.get_entry_type_display())
        return
    if entry.description:
        yield entry.description
    if entry.external_document_no:
        yield _("ref. %(no)s") % {"no": entry.external_document_no}
    if event.what is What.ENTRY and entry.due_date != entry.posting_date:
        yield _("due %(day)s") % {"day": show_date(entry.due_date)}


def _joined(account: Account, event: Event) -> Iterator[Any]:
    """Each document that the applying one met, how much and by which rule."""
    for pair in event.pairs:
        yield _pair(pair, with_rules=event.what is What.APPLICATION)
    if event.left_out > 0:
        url = reverse(f"settlement:{account.ledger.party}", args=[event.entry.pk])
        text = ngettext(
            "and %(count)s more document", "and %(count)s more documents", event.left_out
        )
        yield format_html('<a href="{}">{}</a>', url, text % {"count": event.left_out})


def _pair(pair: Settlement, *, with_rules: bool) -> Any:
    applied = pair.applied
    amount = abs(pair.applied_amount)
    shown = (
        f"{show_amount(amount, currency_decimals(applied.currency_id))} {applied.currency_id}"
    )
    rules = " ".join(sentences(pair)) if with_rules else ""
    line = format_html(_("{document}: {amount}"), document=document_link(applied), amount=shown)
    return format_html("{}. {}", line, rules) if rules else line


def _amended(event: Event) -> Iterator[Any]:
    """Which field from what to what, and why, once for the same reason."""
    for one in event.amendments:
        label = one.get_field_display()
        change = format_html(
            _("{field}: {before} → {after}"),
            field=label[:1].upper() + label[1:],
            before=shown_value(one.field, one.before),
            after=shown_value(one.field, one.after),
        )
        entry = one.entry or one.vendor_entry
        several = entry != event.entry
        yield format_html("{}, {}", document_link(entry), change) if several else change
    if event.left_out > 0:
        text = ngettext(
            "and %(count)s more change", "and %(count)s more changes", event.left_out
        )
        yield text % {"count": event.left_out}
    yield from dict.fromkeys(one.reason for one in event.amendments)


def _card(event: Event, names: Names) -> Iterator[Any]:
    for change in event.changes:
        yield from _parts(change, names)


def _parts(change: Change, names: Names) -> Iterator[Any]:
    for part in change.fields:
        told = describe(part, names)
        owner = (
            _("Bank account %(code)s") % {"code": told["owner"]} + ", " if told["owner"] else ""
        )
        yield owner + _("%(label)s: %(before)s → %(after)s") % told
    for name in change.accounts_added:
        yield _("Bank account %(name)s added") % {"name": name}
    for name in change.accounts_removed:
        yield _("Bank account %(name)s removed") % {"name": name}
