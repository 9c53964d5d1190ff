"""The rows of the grid: plain ones, such as come again, such as name a posting group."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.amounts import BadAmount, read_amount
from arcore.ui.fields import DateFormField, MoneyFormField, MoneyInput
from arcore.ui.forms import Form
from arcore.ui.lookup import LookupField
from arcore.values.date_formula import MAX_LENGTH, DateFormula, DateFormulaError
from arcore.values.money import ZERO
from ledger.models import DocumentType
from payments.journal.forms.choices import ACCOUNT, BALANCING, DOCUMENTS, GROUPS
from payments.journal.importing.columns import (
    account_type_of,
    document_type_of,
    is_blank,
)
from payments.models import AccountType, JournalTemplate, RecurringMethod

KINDS = [(kind, label) for kind, label in AccountType.choices if kind]


class FrequencyField(forms.CharField):
    """A date formula that leads somewhere, such as 1M."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return str(DateFormula.parse(text))
        except DateFormulaError as refused:
            raise forms.ValidationError(str(refused)) from refused


# What pasted words mean in either language, as in imported files.
NAMED: dict[str, Callable[[str], str | None]] = {
    "document_type": document_type_of,
    "account_type": account_type_of,
    "balancing_type": lambda text: "" if is_blank(text) else account_type_of(text),
}
NO_TYPE = {"invalid_choice": _("“%(value)s” is no type. Choose one of the list.")}


class LineForm(Form):
    """The cells of a row. Nothing is required: a row is saved as far as it is typed."""

    posting_date = DateFormField(label=_("Posting date"), required=False)
    document_type = forms.ChoiceField(
        label=_("Document type"),
        choices=DocumentType.choices,
        required=False,
        error_messages=NO_TYPE,
    )
    document_no = forms.CharField(label=_("Document no."), max_length=30, required=False)
    account_type = forms.ChoiceField(
        label=_("Account type"), choices=KINDS, required=False, error_messages=NO_TYPE
    )
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
        error_messages=NO_TYPE,
    )
    balancing = LookupField(
        BALANCING, "journal:balancing_lookup", label=_("Balancing account"), required=False
    )
    currency = forms.ModelChoiceField(
        label=_("Currency"), queryset=Currency.objects.all(), required=False, empty_label=None
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *args: Any, **options: Any
    ) -> None:
        super().__init__(None if data is None else _as_values(data), *args, **options)

    def clean(self) -> dict[str, Any]:
        """An empty amount is none; another has no more decimals than its currency."""
        cleaned = super().clean() or {}
        if "amount" in cleaned and cleaned["amount"] is None:
            cleaned["amount"] = ZERO
        currency = cleaned.get("currency")
        if cleaned.get("amount") and currency is not None:
            try:
                read_amount(f"{cleaned['amount']:f}", decimals=currency.decimals)
            except BadAmount as bad:
                self.add_error("amount", str(bad))
        return cleaned


def _as_values(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, types that were named in words as their values."""
    meant = {name: named(sent[name]) for name, named in NAMED.items() if sent.get(name)}
    found = {name: value for name, value in meant.items() if value is not None}
    return {name: sent[name] for name in sent} | found


class RecurringLineForm(LineForm):
    """A row that comes again."""

    recurring_method = forms.ChoiceField(
        label=_("Recurring method"), choices=RecurringMethod.choices, required=False
    )
    frequency = FrequencyField(label=_("Frequency"), max_length=MAX_LENGTH, required=False)
    expiration_date = DateFormField(label=_("Expiration date"), required=False)
    field_order = ("recurring_method", "frequency", "posting_date")


class GroupedLineForm(LineForm):
    """A row that may be posted to another posting group than its party's."""

    posting_group = LookupField(
        GROUPS, "journal:group_lookup", label=_("Posting group"), required=False
    )


class GroupedRecurringLineForm(RecurringLineForm, GroupedLineForm):
    """A row that comes again, with its posting group."""


def grid_form(template: JournalTemplate) -> type[LineForm]:
    """The row that the journals of a template are typed in."""
    if template.posting_group_column:
        return GroupedRecurringLineForm if template.recurring else GroupedLineForm
    return RecurringLineForm if template.recurring else LineForm
