"""The set-up of one journal: its template, where the money goes, how documents are numbered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.ui.forms import ModelForm
from ledger.models import BankAccount, GLAccount
from payments.balancing.forms import keep_account_of_type
from payments.models import JournalBatch
from payments.models.choices import BalancingType

AS_THE_TEMPLATE_SAYS = [
    ("", _("As the template says")),
    *((value, label) for value, label in BalancingType.choices if value),
]


class BatchForm(ModelForm):
    """A new journal, or what one is set up to. An account of another type is let go."""

    balancing_type = forms.ChoiceField(
        label=_("Balancing account type"), choices=AS_THE_TEMPLATE_SAYS, required=False
    )
    balancing_bank = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.filter(blocked=False),
        required=False,
    )
    balancing_account = forms.ModelChoiceField(
        label=_("G/L account"),
        queryset=GLAccount.objects.filter(blocked=False, direct_posting=True),
        required=False,
    )

    class Meta:
        model = JournalBatch
        fields = (
            "template",
            "name",
            "description",
            "balancing_type",
            "balancing_bank",
            "balancing_account",
            "number_series",
            "posting_number_series",
            "reason_code",
            "copy_to_posted",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:  # its lines follow the template's ways
            self.fields["template"].disabled = True

    def clean_name(self) -> str:
        """Codes are kept in capitals, so that one name is one journal."""
        return self.cleaned_data["name"].strip().upper()

    def clean(self) -> dict[str, Any]:
        """The account that fits the type is there, and no other."""
        values = super().clean() or self.cleaned_data
        if values.get("balancing_type"):
            keep_account_of_type(
                self,
                values,
                "balancing_type",
                bank="balancing_bank",
                account="balancing_account",
            )
        else:
            values["balancing_bank"] = values["balancing_account"] = None
        return values
