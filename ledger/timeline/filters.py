"""What part of a timeline is looked at."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from arcore.ui.filters import DateRangeFilter, FilterSet
from ledger.timeline.account import Account, Kind
from ledger.timeline.reading import rows_of

KINDS = (
    (Kind.DOCUMENT, _("Documents")),
    (Kind.PAYMENT, _("Payments and refunds")),
    (Kind.APPLICATION, _("Applications and unapplications")),
    (Kind.REVERSAL, _("Reversals")),
    (Kind.REVALUATION, _("Exchange rate adjustments")),
    (Kind.CHANGE, _("Changes")),
)


class TimelineFilter(FilterSet):
    """By period and kind; they choose what is read of each stream."""

    kind = ChoiceFilter(choices=KINDS, label=_("What happened"), empty_label=_("All"))
    date = DateRangeFilter(label=_("Period"))

    def __init__(self, data: Any, account: Account, request: HttpRequest) -> None:
        self._account = account
        super().__init__(data, queryset=account.ledger.details.objects.none(), request=request)

    @property
    def account(self) -> Account | None:
        """The part that is asked for; None when the filters can't be read."""
        if not self.form.is_valid():
            return None
        chosen = self.form.cleaned_data
        part = self._account
        if period := chosen["date"]:
            part = replace(part, first=period.start, last=period.stop)
        if kind := chosen["kind"]:
            part = replace(part, kinds=frozenset({Kind(kind)}))
        return part

    @property
    def found(self) -> QuerySet:
        """One row for each event, to be counted."""
        return rows_of(self.account) if self.account else self.queryset
