"""The vendor card as a form, and choosing a vendor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.ui.forms import ModelForm
from customers.countries import country_choices
from customers.forms import BlockedSelect, CardSource, WideField
from customers.numbering import manual_number_allowed
from ledger.models import Vendor, VendorPostingGroup
from ledger.vendors.blocking import EXPLANATIONS
from ledger.vendors.card import FIELDS
from ledger.vendors.kind import VENDOR

VENDORS = CardSource(
    lambda: Vendor.objects.only("id", "no", "name", "blocked"), key="search_key"
)


class VendorForm(ModelForm):
    """What was typed; whether it may be stored, `creation` and `changing` decide."""

    fieldsets = (
        (_("General"), ("no", "name", "address", "post_code", "city", "country")),
        (_("Payments"), ("posting_group", "payment_terms", "iban", "swift")),
        (_("Blocked"), ("blocked",)),
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Vendor
        fields = ("no", *FIELDS)
        widgets = {"blocked": BlockedSelect(EXPLANATIONS, choices=Vendor.Blocked.choices)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._fit_number()
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "—"
        self.fields["blocked"].bound_field_class = WideField
        self.fields["name"].widget.attrs["autofocus"] = True
        self.fields["version"].initial = self.instance.version
        if not self.instance.pk:
            self.fields["posting_group"].initial = _only_group()

    def _fit_number(self) -> None:
        """Typed only for a new vendor, and only where the series allows it."""
        if self.instance.pk or not manual_number_allowed(VENDOR):
            del self.fields["no"]
            return
        self.fields["no"].required = False
        self.fields["no"].help_text = _("Blank: the next number of the series.")

    def _post_clean(self) -> None:
        """The card is not touched here: a refused form must leave nothing behind."""

    def facts(self) -> dict[str, Any]:
        """The typed values by field, for `create_vendor` and `change_vendor`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _only_group() -> VendorPostingGroup | None:
    """Chosen already where there is no choice."""
    groups = list(VendorPostingGroup.objects.all()[:2])
    return groups[0] if len(groups) == 1 else None
