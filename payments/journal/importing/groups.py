"""The posting groups that rows of a file name: found by code, or told why not."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from payments.journal.copy_back import GROUPS
from payments.journal.importing.rows import ReadRow
from payments.models import AccountType, JournalTemplate

Groups = Mapping[tuple[str, str], Any]
SIDES = (("account_type", "account"), ("balancing_type", "balancing"))


def groups_for(read: Iterable[ReadRow]) -> Groups:
    """By customer or vendor and code in capitals; no query where no row names one."""
    if not any(row.values.get("posting_group") for row in read):
        return {}
    return {
        (kind, group.code.upper()): group
        for kind, model in GROUPS.items()
        for group in model.objects.all()
    }


def group_of(row: ReadRow, groups: Groups) -> Any:
    """What the row names for its customer or vendor; None for the party's own."""
    code = row.values.get("posting_group", "").upper()
    return groups.get((_party_type(row) or "", code))


def why_no_group(row: ReadRow, groups: Groups, template: JournalTemplate) -> list[str]:
    """Why the row can't have the group it names; nothing where it names none."""
    code = row.values.get("posting_group")
    if not code:
        return []
    if not template.posting_group_column:
        message = _(
            "The journals of template %(template)s show no posting group: leave it empty, or ask "
            "an administrator for the column."
        )
        return [message % {"template": template.code}]
    kind = _party_type(row)
    if kind is None:
        return [_("Only lines of customers and vendors have a posting group.")]
    if group_of(row, groups) is None:
        message = _("There is no posting group %(code)s for the account type %(type)s.")
        return [message % {"code": code, "type": AccountType(kind).label}]
    return []


def _party_type(row: ReadRow) -> str | None:
    """Whether the row names a customer or a vendor, known or not; None for neither."""
    named = (row.values.get(kind) for kind, number in SIDES if row.values.get(number))
    return next((kind for kind in named if kind in GROUPS), None)
