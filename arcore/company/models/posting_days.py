"""The database's guard over a posting period typed with a slip in the year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.values.book_days import FIRST_DAY, LAST_DAY


def posting_period_in_book_days(table: str) -> models.CheckConstraint:
    """Both ends, where given, lie from 1990 to 2100."""
    possible = (FIRST_DAY, LAST_DAY)
    return models.CheckConstraint(
        name=f"{table}_posting_period_in_book_days",
        condition=(Q(allow_posting_from=None) | Q(allow_posting_from__range=possible))
        & (Q(allow_posting_to=None) | Q(allow_posting_to__range=possible)),
        violation_error_message=_("The year must lie between 1990 and 2100."),
    )
