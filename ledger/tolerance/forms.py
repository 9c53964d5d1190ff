"""New limits of a currency, with why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.fields import MoneyFormField
from arcore.ui.forms import Form
from arcore.values.money import ZERO
from ledger.posting.for_sources import ToleranceLimits
from ledger.posting.for_sources import amend_rules as rules


class ToleranceForm(Form):
    """Percentage, largest amount and reason.

    `seen_*` are the limits that the user looked at, `shown_*` those whose effect was shown;
    `key` makes a confirmation count once.
    """

    percent = MoneyFormField(
        label=_("Payment tolerance %"),
        minimum=ZERO,
        maximum=Decimal(100),
        max_digits=5,
        help_text=_("Share of the amount that may be written off; 0 sets no share."),
    )
    most = MoneyFormField(
        label=_("Max. payment tolerance"),
        minimum=ZERO,
        help_text=_(
            "Most that may be written off on one entry. With a share, 0 is no limit; without one, "
            "it counts alone."
        ),
    )
    reason = forms.CharField(label=_("Reason"), max_length=rules.LONGEST_REASON)
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen_percent = forms.DecimalField(widget=forms.HiddenInput)
    seen_most = forms.DecimalField(widget=forms.HiddenInput)
    shown_percent = forms.DecimalField(widget=forms.HiddenInput, required=False)
    shown_most = forms.DecimalField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | dict[str, Any] | None, currency: Currency, **o: Any):
        super().__init__(data, **o)
        self.fields["most"].decimals = currency.decimals  # type: ignore[attr-defined]
        self.fields["most"].widget.decimals = currency.decimals
        self.fields["percent"].widget.attrs["autofocus"] = True

    @property
    def wanted(self) -> ToleranceLimits:
        """The limits that were typed."""
        return ToleranceLimits(self.cleaned_data["percent"], self.cleaned_data["most"])

    @property
    def seen(self) -> ToleranceLimits:
        """The limits that the user looked at."""
        return ToleranceLimits(
            self.cleaned_data["seen_percent"], self.cleaned_data["seen_most"]
        )

    @property
    def effect_was_shown(self) -> bool:
        """Whether just these limits were shown with their effect."""
        shown = (self.cleaned_data.get("shown_percent"), self.cleaned_data.get("shown_most"))
        return shown == (self.wanted.percent, self.wanted.most)
