"""What is done with a whole journal: import, post, copy back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.ui.fields import DateFormField
from arcore.ui.forms import Form
from payments.models import JournalBatch


class ImportForm(Form):
    """A table of lines."""

    file = forms.FileField(
        label=_("File (CSV or XLSX)"),
        widget=forms.ClearableFileInput(attrs={"autofocus": True, "accept": ".csv,.xlsx"}),
    )


class CopyBackForm(Form):
    """Where posted lines are copied to, and how."""

    batch = forms.ModelChoiceField(
        label=_("Copy to"), queryset=JournalBatch.objects.select_related("template")
    )
    reverse = forms.BooleanField(
        label=_("Reverse the sign"),
        required=False,
        help_text=_(
            "Payments become refunds and invoices credit memos, and the other way round."
        ),
    )
    posting_date = DateFormField(
        label=_("Posting date"),
        required=False,
        help_text=_("Left empty, the lines keep their dates."),
    )


class ConfirmPostForm(Form):
    """The version of the batch whose preview was shown."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class LongPostForm(ConfirmPostForm):
    """The version, and which look ahead at it was shown."""

    outlook = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
