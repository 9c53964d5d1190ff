"""Filters above the lists of ledger entries, accounts and registers."""

from typing import Any

from django.db.models import QuerySet
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, NumberFilter

from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from ledger.models import BankAccount, DocumentType, GLAccount

LARGEST_ID = 10**18
OPEN_CHOICES = [("yes", _("Open")), ("no", _("Closed"))]


class IdFilter(NumberFilter):
    """Rows of one account or customer; set by links from its card."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=HiddenInput(), min_value=1, max_value=LARGEST_ID, **options)


class OpenFilter(ChoiceFilter):
    """Open or closed entries."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=OPEN_CHOICES, label=_("Status"), empty_label=_("All"), **options
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(open=value == "yes") if value in ("yes", "no") else qs


class CustomerEntryFilter(FilterSet):
    """By text, type, state, dates and amount."""

    q = SearchFilter(key="customer__search_key", columns=("document_no",))
    document_type = ChoiceFilter(
        choices=[choice for choice in DocumentType.choices if choice[0]],
        label=_("Document type"),
        empty_label=_("All"),
    )
    open = OpenFilter()
    posting_date = DateRangeFilter(label=_("Posting date"))
    due_date = DateRangeFilter(label=_("Due date"))
    remaining = AmountRangeFilter(label=_("Remaining amount"))
    customer = IdFilter(label=_("Customer"))


class GeneralEntryFilter(FilterSet):
    """By text, account, dates and amount."""

    q = SearchFilter(columns=("document_no", "description", "account__no"))
    posting_date = DateRangeFilter(label=_("Posting date"))
    amount = AmountRangeFilter(label=_("Amount"))
    account = IdFilter(label=_("G/L account"))


class BankEntryFilter(FilterSet):
    """By text, bank account, state and dates."""

    q = SearchFilter(columns=("document_no", "description", "external_document_no"))
    open = OpenFilter()
    posting_date = DateRangeFilter(label=_("Posting date"))
    amount = AmountRangeFilter(label=_("Amount"))
    bank_account = IdFilter(label=_("Bank account"))


class AccountFilter(FilterSet):
    """By text and category."""

    q = SearchFilter(columns=("no", "name"))
    category = ChoiceFilter(
        choices=GLAccount.Category.choices, label=_("Category"), empty_label=_("All")
    )

    class Meta:
        model = GLAccount
        fields = ()


class BankAccountFilter(FilterSet):
    """By text."""

    q = SearchFilter(columns=("code", "name", "iban"))

    class Meta:
        model = BankAccount
        fields = ()


class RegisterFilter(FilterSet):
    """By source and document."""

    q = SearchFilter(columns=("source", "source_id", "user__username"))
