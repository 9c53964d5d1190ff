"""The changeable fields of a posted entry as a form."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form
from arcore.values.money import ZERO
from customers.models import PaymentMethod
from ledger.models import CustomerLedgerEntry, EntryAmendment
from ledger.posting import PartyKind
from ledger.posting.for_sources import amend_rules as rules

Field = EntryAmendment.Field
AMOUNTS = ("remaining_discount", "max_tolerance")


def _text(field: Field, label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=rules.LONGEST_TEXT[field])


class AmendForm(Form):
    """What the entry's kind and state let change; only what was touched is told to the domain.

    Each field also carries the value that the user looked at.
    """

    fieldsets = (
        (
            _("Payment"),
            ("due_date", "promised_pay_date", "payment_method", "on_hold", "dispute"),
        ),
        (
            _("Payment discount and tolerance"),
            ("discount_date", "discount_tolerance_date", *AMOUNTS),
        ),
        (_("Texts"), ("description", "external_document_no", "payment_reference")),
    )
    due_date = DateFormField(label=_("Due date"))
    promised_pay_date = DateFormField(label=_("Promised pay date"), required=False)
    payment_method = forms.ModelChoiceField(
        PaymentMethod.objects.all(), label=_("Payment method"), required=False
    )
    on_hold = _text(Field.ON_HOLD, _("On hold"))
    dispute = forms.ChoiceField(
        label=_("Dispute status"), choices=CustomerLedgerEntry.Dispute.choices, required=False
    )
    discount_date = DateFormField(label=_("Discount date"), required=False)
    discount_tolerance_date = DateFormField(
        label=_("Discount tolerance date"),
        required=False,
        help_text=_("Last day of grace; follows the discount date unless you change it too."),
    )
    remaining_discount = MoneyFormField(label=_("Discount possible"), required=False)
    max_tolerance = MoneyFormField(label=_("Max. payment tolerance"), required=False)
    description = _text(Field.DESCRIPTION, _("Description"))
    external_document_no = _text(Field.EXTERNAL_DOCUMENT_NO, _("External document no."))
    payment_reference = _text(Field.PAYMENT_REFERENCE, _("Payment reference"))
    reason = forms.CharField(label=_("Reason"), max_length=rules.LONGEST_REASON)

    def __init__(self, data: QueryDict | None, *, entry: rules.Entry, kind: PartyKind) -> None:
        now = {name: getattr(entry, name) for name in rules.FIELDS[kind]}
        super().__init__(data, initial=now)
        for name in AMOUNTS:
            self.fields[name].decimals = entry.currency.decimals  # type: ignore[attr-defined]
            self.fields[name].widget.decimals = entry.currency.decimals
        for field in Field:
            if field not in rules.FIELDS[kind] or (
                field in rules.WHILE_OPEN and not entry.open
            ):
                del self.fields[field.value]
            else:
                self.fields[field.value].show_hidden_initial = True
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def changes(self) -> dict[str, Any]:
        """The touched fields with their new values; an empty amount is 0."""
        touched = [name for name in self.changed_data if name in Field.values]
        values = {name: self.cleaned_data[name] for name in touched}
        return {
            name: ZERO if name in AMOUNTS and v is None else v for name, v in values.items()
        }

    def seen(self) -> dict[str, Any]:
        """What the user looked at, where it can be read; it came back with the form."""
        found = {}
        for name in self.changed_data:
            bound = self[name]
            sent = self.data.get(bound.html_initial_name)
            try:
                value = bound.field.clean(sent)
            except forms.ValidationError:
                continue
            found[name] = ZERO if name in AMOUNTS and value is None else value
        return found

    def over(self, entry: rules.Entry, kind: PartyKind) -> "AmendForm":
        """The same form over the entry as it is now: untouched fields show its values."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        for name in self.fields.keys() & rules.FIELDS[kind]:
            bound, value = self[name], getattr(entry, name)
            value = bound.field.prepare_value(value)
            data[bound.html_initial_name] = "" if value is None else str(value)
            if name not in self.changed_data:
                shown = bound.field.widget.format_value(value)
                data[bound.html_name] = shown[0] if isinstance(shown, list) else shown or ""
        return AmendForm(data, entry=entry, kind=kind)
