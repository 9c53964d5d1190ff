"""Who else means to pay a document: another user's tick, a journal line, a bank statement."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.models import ApplicationMark
from payments.models import AppliedEntry, RegistrationLine

Told = Mapping[int, list[str]]


def told_of_others(entry_ids: Collection[int], user: User) -> Told:
    """One sentence for each other intention, by entry; a fixed number of queries."""
    told: dict[int, list[str]] = defaultdict(list)
    ticks = RegistrationLine.objects.filter(entry_id__in=entry_ids).exclude(user=user)
    for line in ticks.select_related("user"):
        name = line.user.get_full_name() or line.user.get_username()
        message = _("%(name)s has ticked this document.") % {"name": name}
        told[line.entry_id].append(message)
    marks = ApplicationMark.objects.filter(customer_entry_id__in=entry_ids)
    for entry_id in marks.values_list("customer_entry_id", flat=True):
        told[entry_id or 0].append(_("Marked for an application that is not posted yet."))
    applied = AppliedEntry.objects.filter(customer_entry_id__in=entry_ids)
    for entry_id in applied.values_list("customer_entry_id", flat=True).distinct():
        told[entry_id].append(_("A bank statement that is not posted yet pays this document."))
    return told
