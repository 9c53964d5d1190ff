"""Forms of the payment journal: the rows of its grid, a line with everything, copies, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.amounts import show_amount
from arcore.ui.dates import show_date
from arcore.ui.fields import DateFormField, MoneyFormField, MoneyInput
from arcore.ui.forms import Form
from arcore.ui.lookup import LookupField
from arcore.ui.lookup_source import LookupSource, SourceChoice
from arcore.values.date_formula import MAX_LENGTH, DateFormula, DateFormulaError
from customers.models import PaymentMethod, PaymentTerms
from ledger.models import CustomerLedgerEntry, DocumentType, VendorLedgerEntry
from payments.models import AccountType, JournalBatch, RecurringMethod
from payments.reconciliation.forms import ACCOUNTS, BANKS, CUSTOMERS, VENDORS

BY_TYPE: dict[str, LookupSource] = {
    AccountType.ACCOUNT: ACCOUNTS,
    AccountType.CUSTOMER: CUSTOMERS,
    AccountType.VENDOR: VENDORS,
    AccountType.BANK: BANKS,
}
LEDGERS: dict[str, type[Model]] = {
    AccountType.CUSTOMER: CustomerLedgerEntry,
    AccountType.VENDOR: VendorLedgerEntry,
}


@dataclass(frozen=True)
class OpenDocuments(LookupSource):
    """Open entries: of one customer or vendor by any part of a number, of all by its beginning."""

    number: str = "document_no"
    of_one: bool = True

    def words(self, row: Any) -> str:
        owner = "" if self.of_one else f" · {getattr(row, 'customer', None) or row.vendor}"
        return (
            f"{show_amount(row.remaining)} {row.currency_id} · {show_date(row.due_date)}{owner}"
        )

    def find(self, text: str) -> QuerySet:
        wanted = text.strip()
        found = Q(document_no__startswith=wanted) | Q(document_no__startswith=wanted.upper())
        if self.of_one:
            found |= Q(document_no__icontains=wanted) | Q(
                external_document_no__icontains=wanted
            )
        return self.rows().filter(found).order_by("due_date", "pk")


def _account(beside: Mapping[str, str]) -> LookupSource | None:
    return BY_TYPE.get(beside["account_type"])


def _balancing(beside: Mapping[str, str]) -> LookupSource | None:
    return BY_TYPE.get(beside["balancing_type"])


def _documents(beside: Mapping[str, str]) -> LookupSource | None:
    """Of the account if that is a customer or vendor, else of the balancing account; of all
    customers or vendors while no account is chosen."""
    for side in ("account", "balancing"):
        kind, chosen = beside[f"{side}_type"], beside[side]
        if kind in LEDGERS:
            return open_documents(kind, chosen if chosen.isdecimal() else "")
    return None


def open_documents(kind: str, party: str) -> OpenDocuments:
    """Open entries of a ledger, of one customer or vendor if an id is given."""
    entries = LEDGERS[kind]._default_manager.filter(open=True).select_related(kind, "currency")
    if party:
        entries = entries.filter(**{f"{kind}_id": int(party)})
    return OpenDocuments(lambda: entries, of_one=bool(party))


ACCOUNT = SourceChoice(("account_type",), _account, _("Choose the account type first."))
BALANCING = SourceChoice(
    ("balancing_type",), _balancing, _("Choose the type of the balancing account first.")
)
DOCUMENTS = SourceChoice(
    ("account_type", "account", "balancing_type", "balancing"),
    _documents,
    _("Only lines of customers and vendors are applied."),
)
KINDS = [(kind, label) for kind, label in AccountType.choices if kind]


class FrequencyField(forms.CharField):
    """A date formula that leads somewhere, such as 1M."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return str(DateFormula.parse(text))
        except DateFormulaError as refused:
            raise forms.ValidationError(str(refused)) from refused


class LineForm(Form):
    """The cells of a row. Nothing is required: a row is saved as far as it is typed."""

    posting_date = DateFormField(label=_("Posting date"), required=False)
    document_type = forms.ChoiceField(
        label=_("Document type"), choices=DocumentType.choices, required=False
    )
    document_no = forms.CharField(label=_("Document no."), max_length=30, required=False)
    account_type = forms.ChoiceField(label=_("Account type"), choices=KINDS, required=False)
    account = LookupField(ACCOUNT, "journal:account_lookup", label=_("Account"), required=False)
    applies_to = LookupField(
        DOCUMENTS, "journal:document_lookup", label=_("Applies to"), required=False
    )
    amount = MoneyFormField(label=_("Amount"), decimals=3, widget=MoneyInput(), required=False)
    description = forms.CharField(label=_("Description"), max_length=250, required=False)
    external_document_no = forms.CharField(
        label=_("External document no."), max_length=35, required=False
    )
    balancing_type = forms.ChoiceField(
        label=_("Balancing account type"),
        choices=[("", _("(none)")), *KINDS],
        required=False,
    )
    balancing = LookupField(
        BALANCING, "journal:balancing_lookup", label=_("Balancing account"), required=False
    )
    currency = forms.ModelChoiceField(
        label=_("Currency"), queryset=Currency.objects.all(), required=False, empty_label=None
    )

    def clean(self) -> dict[str, Any]:
        """A balancing account needs its type, and an empty amount is none."""
        cleaned = super().clean() or {}
        if "amount" in cleaned and cleaned["amount"] is None:
            cleaned["amount"] = 0
        return cleaned


class RecurringLineForm(LineForm):
    """A row that comes again."""

    recurring_method = forms.ChoiceField(
        label=_("Recurring method"), choices=RecurringMethod.choices, required=False
    )
    frequency = FrequencyField(label=_("Frequency"), max_length=MAX_LENGTH, required=False)
    expiration_date = DateFormField(label=_("Expiration date"), required=False)
    field_order = ("recurring_method", "frequency", "posting_date")


class DetailsForm(RecurringLineForm):
    """A line with everything, also what the grid leaves out."""

    fieldsets = (
        (
            _("Document"),
            (
                "posting_date",
                "document_date",
                "document_type",
                "document_no",
                "external_document_no",
            ),
        ),
        (
            _("Accounts"),
            ("account_type", "account", "balancing_type", "balancing", "description"),
        ),
        (_("Amount"), ("applies_to", "amount", "currency", "factor", "amount_lcy")),
        (
            _("Payment"),
            (
                "due_date",
                "payment_terms",
                "discount_percent",
                "discount_date",
                "payment_method",
                "payment_reference",
                "on_hold",
            ),
        ),
        (_("Recurring"), ("recurring_method", "frequency", "expiration_date")),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    document_date = DateFormField(label=_("Document date"), required=False)
    factor = MoneyFormField(
        label=_("Exchange rate"),
        decimals=9,
        required=False,
        help_text=_("Local currency for one unit; left empty, the rate of the day is taken."),
    )
    amount_lcy = MoneyFormField(
        label=_("Amount (LCY)"), decimals=3, widget=MoneyInput(), required=False
    )
    due_date = DateFormField(label=_("Due date"), required=False)
    payment_terms = forms.ModelChoiceField(
        label=_("Payment terms"), queryset=PaymentTerms.objects.all(), required=False
    )
    discount_percent = MoneyFormField(label=_("Payment discount %"), required=False)
    discount_date = DateFormField(label=_("Discount date"), required=False)
    payment_method = forms.ModelChoiceField(
        label=_("Payment method"), queryset=PaymentMethod.objects.all(), required=False
    )
    payment_reference = forms.CharField(
        label=_("Payment reference"), max_length=50, required=False
    )
    on_hold = forms.CharField(label=_("On hold"), max_length=10, required=False)

    def __init__(self, *args: Any, recurs: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not recurs:
            for name in ("recurring_method", "frequency", "expiration_date"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("discount_percent", "amount_lcy"):
            if name in cleaned and cleaned[name] is None:
                cleaned[name] = 0
        return cleaned


class ImportForm(Form):
    """A table of lines."""

    file = forms.FileField(
        label=_("File (CSV or XLSX)"),
        widget=forms.ClearableFileInput(attrs={"autofocus": True, "accept": ".csv,.xlsx"}),
    )


class CopyBackForm(Form):
    """Where posted lines are copied to, and how."""

    batch = forms.ModelChoiceField(
        label=_("Copy to"), queryset=JournalBatch.objects.select_related("template")
    )
    reverse = forms.BooleanField(
        label=_("Reverse the sign"),
        required=False,
        help_text=_(
            "Payments become refunds and invoices credit memos, and the other way round."
        ),
    )
    posting_date = DateFormField(
        label=_("Posting date"),
        required=False,
        help_text=_("Left empty, the lines keep their dates."),
    )


class ConfirmPostForm(Form):
    """The version of the batch whose preview was shown."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
