"""Exchange rates as forms: one rate, and many from a file or a spreadsheet."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.company.models import Company, Currency, ExchangeRate
from arcore.ui.amounts import show_amount
from arcore.ui.dates import show_date
from arcore.ui.fields import MoneyFormField
from arcore.ui.forms import Form, ModelForm

MOST_BYTES = 1_000_000
AMOUNTS = ("exchange_rate_amount", "relational_exchange_rate_amount")


class RateForm(ModelForm):
    """One rate; `seen` is what the user looked at, so that nobody overwrites another unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ExchangeRate
        fields = ("currency", "starting_date", *AMOUNTS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        company = Company.get()
        self.fields["currency"].queryset = Currency.objects.exclude(  # type: ignore[attr-defined]
            pk=company.local_currency_id
        )
        for name in AMOUNTS:
            field = self.fields[name]
            assert isinstance(field, MoneyFormField)
            field.widget.decimals = 2  # more where the rate has more
        worth = _("Worth in %(currency)s") % {"currency": company.local_currency_id}
        self.fields["relational_exchange_rate_amount"].label = worth
        first = (
            "relational_exchange_rate_amount" if self.initial.get("currency") else "currency"
        )
        self.fields[first].widget.attrs["autofocus"] = True
        if self.instance.pk:
            self.fields["currency"].disabled = True
            self.fields["seen"].initial = state_of(self.instance)

    def clean(self) -> Any:
        """Refuse to overwrite what somebody else stored meanwhile."""
        cleaned = super().clean()
        now = ExchangeRate.objects.filter(pk=self.instance.pk).first()
        if now is not None and self.cleaned_data.get("seen") != state_of(now):
            message = _(
                "Somebody changed this rate meanwhile: from %(day)s on, %(amount)s is worth "
                "%(worth)s. Save again to keep yours."
            )
            data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = state_of(now)
            self.data = data
            facts = {
                "day": show_date(now.starting_date),
                "amount": show_amount(now.exchange_rate_amount, 0),
                "worth": show_amount(now.relational_exchange_rate_amount),
            }
            raise ValidationError(message % facts)
        return cleaned


def state_of(rate: ExchangeRate) -> str:
    """What tells one state of a rate from another."""
    amounts = (rate.exchange_rate_amount, rate.relational_exchange_rate_amount)
    return " ".join([rate.starting_date.isoformat(), *(f"{amount:.9f}" for amount in amounts)])


class ManyRatesForm(Form):
    """Rates from a file, or pasted; `confirmed` comes back with the preview."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt", "autofocus": True}),
    )
    text = forms.CharField(
        label=gettext_lazy("or rows pasted from a spreadsheet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "6", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One rate a line: currency; starting date; worth in local currency. With names in "
            "the first line also the amount of the currency, in any order."
        ),
        strip=False,
    )

    def clean(self) -> Any:
        """The text of the file, or what was pasted."""
        super().clean()
        cleaned = self.cleaned_data
        file: UploadedFile | None = cleaned.get("file")
        if file is not None:
            cleaned["text"] = _text_of(file)
        if len(cleaned.get("text") or "") > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB: divide it."))
        if not (cleaned.get("text") or "").strip() and not self.errors:
            raise ValidationError(_("Choose a file, or paste rows."))
        return cleaned


def _text_of(file: UploadedFile) -> str:
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB: divide it."))
    held = file.read()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValidationError(_("This file is no text: save the rates as CSV, in UTF-8."))
