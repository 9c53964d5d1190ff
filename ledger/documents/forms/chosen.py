"""What is picked: the type of a copy, goods to collect, goods that come back."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.ui.forms import Form
from arcore.values.money import ZERO
from ledger.documents.forms.lines import quantity_field
from ledger.models import SalesDocument
from ledger.posting import Refusal

Type = SalesDocument.Type


class CopyForm(Form):
    """What the copy becomes."""

    type = forms.ChoiceField(
        label=_("Type"),
        choices=Type.choices,
        widget=forms.RadioSelect,
    )


class CollectForm(Form):
    """The posted lines to take, over the version that was looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    lines = forms.TypedMultipleChoiceField(coerce=int, required=False)


class ReturnForm(Form):
    """How much of each line of a posted invoice comes back.

    The invoice's `lines` know what is `left` of them.
    """

    everything = forms.BooleanField(required=False)

    def __init__(self, data: Any, lines: Sequence[Any]) -> None:
        self.lines = lines
        super().__init__(data)
        for line in lines:
            field = quantity_field(line.description)
            field.disabled = line.left <= ZERO
            field.widget.attrs["aria-label"] = line.description
            self.fields[self.name_of(line)] = field
        first = next((line for line in lines if line.left > ZERO), None)
        if first is not None:
            self.fields[self.name_of(first)].widget.attrs["autofocus"] = True

    @staticmethod
    def name_of(line: Any) -> str:
        """The field of an invoice line."""
        return f"line-{line.pk}"

    def quantities(self) -> dict[int, Decimal] | None:
        """By invoice line; None for everything that is left."""
        if self.cleaned_data["everything"]:
            return None
        return {line.pk: self.cleaned_data[self.name_of(line)] or ZERO for line in self.lines}

    def beside_fields(self, refusals: Iterable[Refusal]) -> list[Refusal]:
        """Refusals of numbered lines as refusals of their fields."""
        names = {line.line_no: self.name_of(line) for line in self.lines}
        return [
            Refusal(one.message, field=names[one.line]) if one.line in names else one
            for one in refusals
        ]
