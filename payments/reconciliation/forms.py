"""Forms of the payment reconciliation journal."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form
from arcore.ui.lookup import LookupField, LookupSource
from customers.models import Customer
from ledger.models import BankAccount, GLAccount, Vendor
from payments.models import CsvFormat

ACCOUNTS = LookupSource(lambda: GLAccount.objects.filter(blocked=False, direct_posting=True))
CUSTOMERS = LookupSource(Customer.objects.all, key="search_key")
VENDORS = LookupSource(Vendor.objects.all, key="search_key")
BANKS = LookupSource(lambda: BankAccount.objects.filter(blocked=False), number="code")


class ImportForm(Form):
    """A file, and what the file can't say itself."""

    file = forms.FileField(
        label=_("Bank statement file"),
        widget=forms.ClearableFileInput(attrs={"autofocus": True}),
    )
    bank_account = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.filter(blocked=False),
        required=False,
        empty_label=_("As the file says"),
        help_text=_("Needed for CSV files, which do not name their account."),
    )
    csv_format = forms.ModelChoiceField(
        label=pgettext_lazy("of an import", "CSV format"),
        queryset=CsvFormat.objects.all(),
        required=False,
        empty_label=_("Not a CSV file"),
    )
    override_reason = forms.CharField(
        label=_("Reason to import in spite of a wrong balance"), max_length=250, required=False
    )

    def __init__(self, *args: Any, may_override: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_override:
            del self.fields["override_reason"]


class JournalForm(Form):
    """A journal that is typed, not imported."""

    bank_account = forms.ModelChoiceField(
        label=_("Bank account"), queryset=BankAccount.objects.filter(blocked=False)
    )
    statement_no = forms.CharField(
        label=_("Statement no."),
        max_length=20,
        required=False,
        help_text=_("Left empty, the next number is taken."),
    )
    statement_date = DateFormField(label=_("Statement date"), required=False)
    ending_balance = MoneyFormField(label=_("Statement ending balance"), required=False)


class HeaderForm(Form):
    """What the paper statement says at its foot."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    statement_date = DateFormField(label=_("Statement date"), required=False)
    ending_balance = MoneyFormField(label=_("Statement ending balance"), required=False)


class LineForm(Form):
    """A typed line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    transaction_date = DateFormField(label=_("Transaction date"))
    amount = MoneyFormField(label=_("Amount"), help_text=_("Money out is negative."))
    text = forms.CharField(label=_("Transaction text"), max_length=2000, required=False)
    related_party_name = forms.CharField(
        label=_("Related party name"), max_length=250, required=False
    )
    related_party_account = forms.CharField(
        label=_("Related party bank account"), max_length=70, required=False
    )
    payment_reference = forms.CharField(
        label=_("Payment reference"), max_length=140, required=False
    )


class TransferForm(Form):
    """Exactly one account; the description defaults to the line's text."""

    fieldsets = (
        (_("Where to? Fill in one."), ("account", "customer", "vendor", "bank")),
        (_("Description"), ("description",)),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    account = LookupField(
        ACCOUNTS, "reconciliation:account_lookup", label=_("G/L account"), required=False
    )
    customer = LookupField(
        CUSTOMERS, "reconciliation:customer_lookup", label=_("Customer"), required=False
    )
    vendor = LookupField(
        VENDORS, "reconciliation:vendor_lookup", label=_("Vendor"), required=False
    )
    bank = LookupField(
        BANKS, "reconciliation:bank_lookup", label=_("Bank account"), required=False
    )
    description = forms.CharField(label=_("Description"), max_length=250, required=False)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for no account or several."""
        cleaned = super().clean() or {}
        kinds = [
            kind for kind in ("account", "customer", "vendor", "bank") if cleaned.get(kind)
        ]
        if not self.errors and len(kinds) != 1:
            raise ValidationError(_("Fill in exactly one of the four accounts."))
        cleaned["kind"] = kinds[0] if kinds else ""
        return cleaned


class OnAccountForm(Form):
    """Who the money is from when no entry says so."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    customer = LookupField(
        CUSTOMERS, "reconciliation:customer_lookup", label=_("Customer"), required=False
    )


class PartForm(Form):
    """Another amount for an applied entry."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    amount = MoneyFormField(label=_("Amount"))


class PostForm(Form):
    """How to post, and what the statement says."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reconcile = forms.TypedChoiceField(
        label=_("Post"),
        choices=[("yes", _("Payments, and reconcile the bank")), ("no", _("Payments only"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    statement_date = DateFormField(label=_("Statement date"), required=False)
    ending_balance = MoneyFormField(label=_("Statement ending balance"), required=False)

    def choices(self) -> tuple[bool, Any, Decimal | None]:
        """Reconcile, date, ending balance; the latter two only for reconciling."""
        data = self.cleaned_data
        if not data["reconcile"]:
            return False, None, None
        return True, data.get("statement_date"), data.get("ending_balance")
