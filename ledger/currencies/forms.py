"""Which currencies to adjust, as of which day, under which number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.fields import DateFormField
from arcore.ui.forms import Form
from ledger.currencies.refusals import LONGEST_NO


class AdjustForm(Form):
    """`shown` is what a preview was shown for; `key` makes a confirmation count once."""

    day = DateFormField(label=_("As of"))
    document_no = forms.CharField(label=_("Document no."), max_length=LONGEST_NO)
    currencies = forms.ModelMultipleChoiceField(
        Currency.objects.none(), label=_("Currencies"), widget=forms.CheckboxSelectMultiple
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, local: str, **options: Any) -> None:
        super().__init__(*args, **options)
        foreign = Currency.objects.exclude(pk=local).order_by("code")
        self.fields["currencies"].queryset = foreign  # type: ignore[attr-defined]
        self.fields["day"].widget.attrs["autofocus"] = True

    def asked(self) -> dict[str, Any]:
        """Day, codes and number, as the command takes them."""
        data = self.cleaned_data
        codes = [currency.code for currency in data["currencies"]]
        return {"day": data["day"], "currencies": codes, "document_no": data["document_no"]}

    def state(self) -> str:
        """What tells one question from another."""
        asked = self.asked()
        return " ".join([asked["day"].isoformat(), asked["document_no"], *asked["currencies"]])
