"""Who else means to pay a document: another user's tick, a journal line, a bank statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.models import ApplicationMark
from payments.models import AppliedEntry, JournalLine, RegistrationLine

Told = Mapping[int, list[str]]


def told_of_others(entry_ids: Collection[int], user: User) -> Told:
    """One sentence for each other intention, by entry; a fixed number of queries."""
    told: dict[int, list[str]] = defaultdict(list)
    ticks = RegistrationLine.objects.filter(entry_id__in=entry_ids).exclude(user=user)
    for line in ticks.select_related("user"):
        name = line.user.get_full_name() or line.user.get_username()
        message = _("%(name)s has ticked this document.") % {"name": name}
        told[line.entry_id].append(message)
    for entry_id, place in _intentions(entry_ids):
        told[entry_id].append(_sentences()[place])
    return told


def _sentences() -> tuple[str, str, str]:
    """What is said of each of the three sources below."""
    return (
        _("Marked for an application that is not posted yet."),
        _("A journal line that is not posted yet pays this document."),
        _("A bank statement that is not posted yet pays this document."),
    )


def _intentions(entry_ids: Collection[int]) -> Iterable[tuple[int, int]]:
    """Entry and place of the sentence, each pair once, in one query."""
    sources: tuple[tuple[Any, str], ...] = (
        (ApplicationMark.objects, "customer_entry_id"),
        (JournalLine.objects, "applies_to_customer_entry_id"),
        (AppliedEntry.objects, "customer_entry_id"),
    )
    first, *others = (
        rows.filter(**{f"{column}__in": entry_ids})
        .order_by()
        .annotate(place=Value(place))
        .values_list(column, "place")
        for place, (rows, column) in enumerate(sources)
    )
    return sorted(first.union(*others))
