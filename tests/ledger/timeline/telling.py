"""A timeline read as its page reads it, in a few words a row."""

from arcore.ui.keyset import Sort
from ledger.subledger import RECEIVABLES
from ledger.timeline.account import Account
from ledger.timeline.reading import complete, read_events
from ledger.timeline.tables.naming import name_of

OLDEST_FIRST = Sort("date")


def events(party, ledger=RECEIVABLES, *, sort=OLDEST_FIRST, place=None, size=50, **part):
    """A page of completed events, and the ways out of it."""
    page = read_events(Account(ledger, party.pk, **part), sort, place, size)
    complete(Account(ledger, party.pk), page.rows)
    return page


def told(party, ledger=RECEIVABLES, **options):
    """(what, document, effect, balance) of every event but the making of the card."""
    return [
        (
            str(name_of(one)),
            one.entry.document_no if one.entry else "",
            one.amount_lcy or 0,
            one.balance,
        )
        for one in events(party, ledger, **options).rows
        if str(name_of(one)) != "Card created"
    ]
