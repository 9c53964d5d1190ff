"""Filters of journals, lines, posted journals and statements."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter

from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from ledger.models import BankAccount
from payments.reconciliation.totals import NOT_APPLIED, TO_REVIEW, WITH_DIFFERENCE

SHOW: dict[str, Q] = {
    "review": TO_REVIEW,
    "difference": WITH_DIFFERENCE,
    "unapplied": NOT_APPLIED,
}


def shown(lines: QuerySet, show: str) -> QuerySet:
    """Lines to review, with difference, not applied; all for any other word."""
    return lines.filter(SHOW[show]) if show in SHOW else lines


class LineFilter(FilterSet):
    q = SearchFilter(columns=("text", "related_party_name"))
    show = ChoiceFilter(
        label=_("Show"),
        empty_label=_("All lines"),
        choices=[
            ("review", _("To review")),
            ("difference", _("With difference")),
            ("unapplied", _("Not applied")),
        ],
        method="filter_show",
    )
    amount = AmountRangeFilter(label=_("Amount"))

    def filter_show(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return shown(queryset, value)


class OfBankFilter(FilterSet):
    """One bank account's journals or statements."""

    bank_account = ModelChoiceFilter(
        label=_("Bank account"),
        queryset=BankAccount.objects.only("id", "code", "name"),
        empty_label=pgettext_lazy("of bank accounts", "All"),
    )
    statement_date = DateRangeFilter(label=_("Statement date"))
