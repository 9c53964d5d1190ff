"""Questions that customer and vendor ledger entries answer alike."""

from datetime import date

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO


class OpenEntryQuerySet(models.QuerySet):
    """Chains with filters and tables."""

    def open(self):
        """Entries that still have a remaining amount."""
        return self.filter(open=True)

    def overdue_on(self, day: date):
        """Open entries whose due date lies before the day; due that day is not overdue."""
        return self.open().filter(due_date__lt=day)

    def remaining_as_of(self, day: date):
        """What was owed that evening, from dated details, not today's balance."""
        dated = Q(details__posting_date__lte=day)
        return self.annotate(
            remaining_then=Coalesce(Sum("details__amount", filter=dated), ZERO),
            remaining_lcy_then=Coalesce(Sum("details__amount_lcy", filter=dated), ZERO),
        ).exclude(remaining_then=ZERO)
