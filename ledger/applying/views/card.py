"""What the card of an entry or register shows of applying, unapplying and reversing."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from arcore.ui.actions import Action, address
from arcore.ui.templatetags.ui import document_link
from ledger.applying.views.asked import MARK, REVERSE, SEE, UNAPPLY, entry_url
from ledger.models import Register
from ledger.posting import PartyKind, Source
from ledger.posting.for_sources import set_of

Fact = tuple[str, Any]


def applying_actions(kind: PartyKind, entry: Any, applied: Sequence[Any]) -> list[Action]:
    """Apply what is open, undo what is applied (not `undone`), reverse what a journal posted."""
    actions = []
    if entry.open:
        owner = set_of(kind, entry.pk)
        actions.append(
            Action(_("Apply"), "applying:apply", SEE, "match", args=(owner,), key="a")
        )
    if any(one.undone is None for one in applied):
        page = f"applying:unapply_{kind}_entry"
        actions.append(Action(_("Unapply"), page, UNAPPLY, "undo", args=(entry.pk,), key="z"))
    if not entry.reversed and entry.transaction.register.source in Source.journals:
        actions.append(reverse_action("transaction", entry.transaction_id))
    return actions


def apply_action(kind: PartyKind, party_id: int) -> Action:
    """From a card to its open entries, what pays first: there the same key applies the first."""
    entries = address(f"ledger:{kind}_entry_list")
    pays_first = "amount" if kind is PartyKind.CUSTOMER else "-amount"
    url = f"{entries}?{kind}={party_id}&open=yes&sort={pays_first}"
    return Action(_("Apply entries"), url=url, permission=MARK, icon="match", key="a")


def reverse_action(what: str, pk: int) -> Action:
    """To the reversal of a transaction or register."""
    page = f"reversing:{what}"
    return Action(_("Reverse"), page, REVERSE, "history", danger=True, args=(pk,), key="v")


def reversed_facts(kind: PartyKind, entry: Any) -> list[Fact]:
    """By which entry it is reversed, who did it, when and why."""
    if not entry.reversed or entry.reversed_by_id is None:
        return []
    mirror = (
        type(entry)
        .objects.select_related("transaction__register__user")
        .get(pk=entry.reversed_by_id)
    )
    link = format_html(
        '<a class="doc-link" href="{}">{}</a>', entry_url(kind, mirror.pk), mirror
    )
    return [
        (_("Reversed by entry"), link),
        (_("Reversed"), who_and_why(mirror.transaction.register)),
    ]


def who_and_why(register: Register) -> Any:
    """jane, 23/01/2026 14:05, register 12: entered twice."""
    when = date_format(timezone.localtime(register.posted_at), "SHORT_DATETIME_FORMAT")
    link = document_link(register, _("register %(no)s") % {"no": register.pk})
    told = format_html("{}, {}, {}", register.user or "", when, link)
    return format_html("{}: {}", told, register.reason) if register.reason else told
