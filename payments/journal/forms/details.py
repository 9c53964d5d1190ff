"""A line with everything on one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.ui.fields import DateFormField, MoneyFormField, MoneyInput
from arcore.values.money import ZERO
from customers.models import PaymentMethod, PaymentTerms
from payments.journal.forms.rows import GroupedRecurringLineForm


class DetailsForm(GroupedRecurringLineForm):
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
                "posting_group",
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
                cleaned[name] = ZERO
        return cleaned
