"""Forms of payment registration: the setup, one line, and the confirmation of a posting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arcore.ui.dates import show_date
from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form, ModelForm
from arcore.ui.lookup import LookupField
from ledger.models import BankAccount, CustomerLedgerEntry
from payments.balancing.forms import keep_account_of_type
from payments.models import RegistrationSetup
from payments.models.choices import BalancingType
from payments.reconciliation.forms import ACCOUNTS
from payments.registration.balance import Standing
from payments.registration.choosing import numbered_batches


class SetupForm(ModelForm):
    """Batch and account; the account of the other type is let go."""

    balancing_type = forms.ChoiceField(
        label=_("Balancing account type"),
        choices=[choice for choice in BalancingType.choices if choice[0]],
    )
    balancing_bank = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.filter(blocked=False),
        required=False,
    )
    balancing_account = LookupField(
        ACCOUNTS, "reconciliation:account_lookup", label=_("G/L account"), required=False
    )

    class Meta:
        model = RegistrationSetup
        fields = (
            "batch",
            "balancing_type",
            "balancing_bank",
            "balancing_account",
            "auto_fill_date",
            "use_as_default",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        batch: Any = self.fields["batch"]
        batch.required, batch.queryset = True, numbered_batches()

    def clean(self) -> dict[str, Any]:
        """The account that fits the type is there."""
        values = super().clean() or self.cleaned_data
        keep_account_of_type(
            self, values, "balancing_type", bank="balancing_bank", account="balancing_account"
        )
        return values


class LineForm(Form):
    """What was typed for one document, one cell or several at a time."""

    day = DateFormField(label=_("Date received"), required=False)
    amount = MoneyFormField(label=_("Amount received"), required=False)
    discount_date = DateFormField(label=_("Discount date"), required=False)
    external_document_no = forms.CharField(
        label=_("External document no."), max_length=35, required=False
    )

    def __init__(self, entry: CustomerLedgerEntry, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        amount: Any = self.fields["amount"]
        amount.decimals = entry.currency.decimals

    def clean_discount_date(self) -> Any:
        """A discount date may move to any day from the document date on."""
        day = self.cleaned_data["discount_date"]
        if day is not None and day < self.entry.document_date:
            message = _("Must be %(limit)s or later: that is the document date.")
            limit = show_date(self.entry.document_date)
            raise ValidationError(message, params={"limit": limit})
        return day

    def typed(self) -> dict[str, Any]:
        """The cells that were sent, as the rules read them."""
        values = {name: self.cleaned_data[name] for name in self.fields if name in self.data}
        if values.get("amount", 0) is None:
            values["amount"] = 0
        return values


class StandingForm(forms.Form):
    """What the page said of the account when it was opened; sent along with each tick."""

    posted = forms.DecimalField(max_digits=21, decimal_places=3, localize=False)
    journals = forms.DecimalField(max_digits=21, decimal_places=3, localize=False)

    def standing(self) -> Standing | None:
        """None where the page said nothing that can be read."""
        return Standing(**self.cleaned_data) if self.is_valid() else None


class ConfirmForm(Form):
    """The version of the ticks that the user looked at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
