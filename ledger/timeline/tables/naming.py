"""What happened, in a word and a colour."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ledger.timeline.event import Event, What

TONES = {
    What.ENTRY: "info",
    What.REVERSAL: "warn",
    What.APPLICATION: "good",
    What.UNAPPLICATION: "warn",
    What.REVALUATION: "plain",
    What.ENTRY_CHANGE: "plain",
    What.CARD_CHANGE: "plain",
}
NAMES = {
    What.ENTRY: _("Entry"),
    What.REVERSAL: _("Reversal"),
    What.APPLICATION: _("Application"),
    What.UNAPPLICATION: _("Unapplication"),
    What.REVALUATION: _("Exchange rate adjustment"),
    What.ENTRY_CHANGE: _("Entry changed"),
    What.CARD_CHANGE: _("Card changed"),
}


def name_of(event: Event) -> Any:
    """The type of a document, else what was done."""
    if event.what is What.ENTRY and event.entry.document_type:
        return event.entry.get_document_type_display()
    if any(change.is_block for change in event.changes):
        return _("Block changed")
    if any(change.label == "insert" for change in event.changes):
        return _("Card created")
    return NAMES[event.what]
