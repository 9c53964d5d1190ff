"""Apply automatically, as often as wanted; lines settled by a person are asked about first."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from arcore.company.models import User
from payments.matching.run import match
from payments.models import BankReconciliationSetup, ReconciliationJournal
from payments.reconciliation.totals import Totals, totals_of

AT_ONCE_LINES = 2_000


@dataclass(frozen=True)
class MatchingSummary:
    """x of y lines are applied."""

    applied: int
    lines: int

    def __str__(self) -> str:
        return _("%(applied)d of %(lines)d lines are applied.") % {
            "applied": self.applied,
            "lines": self.lines,
        }


def apply_automatically(
    journal: ReconciliationJournal, user: User, today: date, *, overwrite: bool
) -> MatchingSummary:
    """Match every line; with `overwrite` also those that a person applied or accepted."""
    match(journal, overwrite=overwrite, user=user, today=today)
    totals = totals_of([journal])[journal.pk]
    return MatchingSummary(totals.applied, totals.lines)


def matches_on_import(journal: ReconciliationJournal) -> bool:
    """Whether a new journal of the account is matched at once."""
    return not BankReconciliationSetup.of(journal.bank_account).disable_automatic_matching


def is_long(totals: Totals) -> bool:
    """Whether the worker should do it."""
    return totals.lines > AT_ONCE_LINES
