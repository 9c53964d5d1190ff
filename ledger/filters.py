"""Filters above the lists of ledger entries, accounts and registers."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from arcore.ui.filters import AmountRangeFilter, DateRangeFilter, FilterSet, SearchFilter
from arcore.ui.lookup import LookupField, LookupSource
from ledger.documents.forms import CUSTOMERS
from ledger.models import BankAccount, DocumentType, GLAccount
from ledger.vendors.forms import VENDORS

EVERY_ACCOUNT = LookupSource(GLAccount.objects.all)
OPEN_CHOICES = [("yes", _("Open")), ("no", _("Closed"))]


class LookupFilter(django_filters.Filter):
    """Rows in which any of `columns` is the chosen row; links from cards give its id."""

    field_class = LookupField

    def __init__(
        self, source: LookupSource, url_name: str, columns: Sequence[str], **options: Any
    ) -> None:
        self.columns = tuple(columns)
        super().__init__(source=source, url_name=url_name, **options)

    def filter(self, qs: QuerySet, value: Model | None) -> QuerySet:
        if value is None:
            return qs
        chosen = Q()
        for column in self.columns:
            chosen |= Q(**{column: value})
        return qs.filter(chosen)


class OpenFilter(ChoiceFilter):
    """Open or closed entries."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=OPEN_CHOICES, label=_("Status"), empty_label=_("All"), **options
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(open=value == "yes") if value in ("yes", "no") else qs


class PartyEntryFilter(FilterSet):
    """Entries of customers or vendors by text, type, state, dates and amount."""

    q = SearchFilter(columns=("document_no",))
    document_type = ChoiceFilter(
        choices=[choice for choice in DocumentType.choices if choice[0]],
        label=_("Document type"),
        empty_label=_("All"),
    )
    open = OpenFilter()
    posting_date = DateRangeFilter(label=_("Posting date"))
    due_date = DateRangeFilter(label=_("Due date"))
    remaining = AmountRangeFilter(label=_("Remaining amount"))


class CustomerEntryFilter(PartyEntryFilter):
    """Customer ledger entries."""

    q = SearchFilter(key="customer__search_key", columns=("document_no",))
    customer = LookupFilter(
        CUSTOMERS, "documents:customer_lookup", ("customer",), label=_("Customer")
    )


class VendorEntryFilter(PartyEntryFilter):
    """Vendor ledger entries."""

    q = SearchFilter(key="vendor__search_key", columns=("document_no", "external_document_no"))
    vendor = LookupFilter(VENDORS, "vendors:lookup", ("vendor",), label=_("Vendor"))


class GeneralEntryFilter(FilterSet):
    """By text, account, dates and amount."""

    q = SearchFilter(columns=("document_no", "description", "account__no"))
    posting_date = DateRangeFilter(label=_("Posting date"))
    amount = AmountRangeFilter(label=_("Amount"))
    account = LookupFilter(
        EVERY_ACCOUNT, "ledger:account_lookup", ("account",), label=_("G/L account")
    )


class BankEntryFilter(FilterSet):
    """By text, bank account, state and dates."""

    q = SearchFilter(columns=("document_no", "description", "external_document_no"))
    open = OpenFilter()
    posting_date = DateRangeFilter(label=_("Posting date"))
    amount = AmountRangeFilter(label=_("Amount"))
    bank_account = ModelChoiceFilter(
        queryset=BankAccount.objects.all(), label=_("Bank account"), empty_label=_("All")
    )


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
