"""Refuse an application that the line can't carry."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def applies_to_allowed(journal: Journal) -> Iterable[Refusal]:
    """One document or several marked ones, and only for a customer or vendor.

    That the entries are open, of this customer and not over-applied is the posting road's.
    """
    for line in journal.lines:
        applied = line.applies_to is not None or bool(line.marks)
        if line.applies_to is not None and line.marks:
            yield Refusal(
                _(
                    "The line is applied to one document and to marked entries. Clear the "
                    "document, or take the marks away."
                ),
                line.number,
                "applies_to",
            )
        if applied and line.party_side is None:
            yield Refusal(
                _("Only a line of a customer or vendor is applied. Clear the application."),
                line.number,
                "applies_to",
            )
