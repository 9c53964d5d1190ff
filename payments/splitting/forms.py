"""Forms of split receipts: the money, a customer, an amount, a pasted advice, the confirmation."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Company
from arcore.ui.amounts import read_amount
from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form, ModelForm
from arcore.ui.lookup import LookupField
from ledger.models import BankAccount
from payments.balancing.forms import keep_account_of_type
from payments.models import SplitReceipt
from payments.models.choices import BalancingType
from payments.reconciliation.forms import ACCOUNTS, CUSTOMERS
from payments.registration.choosing import numbered_batches
from payments.splitting.remittance import MOST_LINES, Advised, read_advice

ONE_CENT = Decimal("0.001")  # the smallest unit of any currency


class MoneyForm(ModelForm):
    """What came in, when, and where; the account of the other type is let go."""

    amount = MoneyFormField(label=_("Amount received"), decimals=3, minimum=ONE_CENT)
    posting_date = DateFormField(label=_("Date received"))
    account_type = forms.ChoiceField(
        label=_("Account type"),
        choices=[choice for choice in BalancingType.choices if choice[0]],
    )
    bank = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.filter(blocked=False),
        required=False,
        help_text=_("The money is in its currency."),
    )
    account = LookupField(
        ACCOUNTS, "reconciliation:account_lookup", label=_("G/L account"), required=False
    )

    class Meta:
        model = SplitReceipt
        fields = (
            "amount",
            "posting_date",
            "account_type",
            "bank",
            "account",
            "external_document_no",
            "description",
            "batch",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        batch: Any = self.fields["batch"]
        batch.queryset = numbered_batches()
        self.fields["amount"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """The account that fits the type is there, the amount fits its currency."""
        values = super().clean() or self.cleaned_data
        if not keep_account_of_type(
            self, values, "account_type", bank="bank", account="account"
        ):
            return values
        bank = values["bank"]
        currency = bank.currency if bank else Company.get().local_currency
        amount = values.get("amount")
        if amount is not None and amount != round(amount, currency.decimals):
            message = _("%(currency)s has at most %(decimals)d decimals.")
            facts = {"currency": currency.code, "decimals": currency.decimals}
            self.add_error("amount", ValidationError(message, params=facts))
        return values


class CustomerForm(Form):
    """One more customer for whom the money is; the page starts here while there is none."""

    customer = LookupField(
        CUSTOMERS, "reconciliation:customer_lookup", label=_("Add a customer")
    )

    def __init__(self, *args: Any, is_first: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["customer"]
        field.widget.attrs |= {"data-key": "a", "aria-label": field.label}
        if is_first:
            field.widget.attrs["autofocus"] = True


class AmountForm(Form):
    """What is paid of one entry; empty takes it off."""

    amount = MoneyFormField(required=False)

    def __init__(self, *args: Any, decimals: int, **options: Any) -> None:
        super().__init__(*args, **options)
        amount: Any = self.fields["amount"]
        amount.decimals = decimals


class AdviceForm(Form):
    """The lines that a customer sent along."""

    advice = forms.CharField(
        label=_("Remittance advice"),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        strip=False,
        max_length=50_000,
        help_text=_("One document a line: its number, a tab, the amount."),
    )

    def clean_advice(self) -> str:
        """A bounded number of lines."""
        text: str = self.cleaned_data["advice"]
        count = sum(1 for line in text.splitlines() if line.strip())
        if count > MOST_LINES:
            message = _("These are %(count)d lines, at most %(most)d fit: paste them in parts.")
            raise ValidationError(message, params={"count": count, "most": MOST_LINES})
        return text

    def lines(self, decimals: int) -> list[Advised]:
        """What was pasted, amounts read as the user writes them."""
        read = partial(read_amount, decimals=decimals)
        return list(read_advice(self.cleaned_data["advice"], read))


class ConfirmForm(Form):
    """The version of the split that the user looked at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
