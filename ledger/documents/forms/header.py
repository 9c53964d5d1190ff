"""A new document, and the head of one in preparation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.fields import DateFormField
from arcore.ui.forms import Form
from arcore.ui.lookup import LookupField
from customers.models import Customer, PaymentMethod, PaymentTerms
from ledger.documents.dates import CREDITS
from ledger.documents.forms.choices import CUSTOMERS, OPEN_INVOICES
from ledger.models import SalesDocument


class NewDocumentForm(Form):
    """Whom the document is for; everything else is copied from the customer."""

    sell_to = LookupField(CUSTOMERS, "documents:customer_lookup", label=_("Sell-to customer"))
    bill_to = LookupField(
        CUSTOMERS,
        "documents:customer_lookup",
        label=_("Bill-to customer"),
        required=False,
        help_text=_("Left empty, the one of the customer card."),
    )
    posting_date = DateFormField(label=_("Posting date"))
    external_document_no = forms.CharField(
        label=_("External document no."), max_length=35, required=False
    )
    your_reference = forms.CharField(label=_("Your reference"), max_length=50, required=False)


class HeaderForm(Form):
    """The head of a draft; only what was changed reaches the domain."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    sell_to = LookupField(CUSTOMERS, "documents:customer_lookup", label=_("Sell-to customer"))
    bill_to = LookupField(CUSTOMERS, "documents:customer_lookup", label=_("Bill-to customer"))
    posting_date = DateFormField(label=_("Posting date"))
    document_date = DateFormField(label=_("Document date"))
    due_date = DateFormField(
        label=_("Due date"), required=False, help_text=_("Emptied, it follows the terms.")
    )
    payment_terms = forms.ModelChoiceField(
        PaymentTerms.objects.all(), label=_("Payment terms"), required=False, empty_label="—"
    )
    payment_method = forms.ModelChoiceField(
        PaymentMethod.objects.all(), label=_("Payment method"), required=False, empty_label="—"
    )
    paid_on_posting = forms.BooleanField(
        label=_("Paid on posting"),
        required=False,
        help_text=_("By the balancing account of the payment method."),
    )
    currency = forms.ModelChoiceField(
        Currency.objects.all(), label=_("Currency"), empty_label=None
    )
    prices_including_vat = forms.BooleanField(label=_("Prices including VAT"), required=False)
    applies_to = LookupField(
        OPEN_INVOICES,
        "documents:open_invoice_lookup",
        label=_("Applies to invoice"),
        required=False,
        help_text=_("An open invoice that the credit memo settles when it is posted."),
    )
    external_document_no = forms.CharField(
        label=_("External document no."), max_length=35, required=False
    )
    your_reference = forms.CharField(label=_("Your reference"), max_length=50, required=False)
    salesperson = forms.CharField(label=_("Salesperson"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Customer.Language.choices)
    on_hold = forms.CharField(
        label=_("On hold"),
        max_length=10,
        required=False,
        help_text=_("A code here keeps the posted invoice out of reminders."),
    )
    fieldsets = (
        (
            _("General"),
            ("sell_to", "bill_to", "posting_date", "document_date", "external_document_no"),
        ),
        (
            _("Payment"),
            ("payment_terms", "due_date", "payment_method", "paid_on_posting", "applies_to"),
        ),
        (
            _("More"),
            (
                "your_reference",
                "salesperson",
                "currency",
                "prices_including_vat",
                "language",
                "on_hold",
            ),
        ),
    )
    LOCKED_WHEN_RELEASED = ("sell_to", "bill_to", "currency", "prices_including_vat")

    def __init__(self, data: Any, document: SalesDocument) -> None:
        self.document = document
        super().__init__(data, initial=_initial(document), prefix=None)
        if document.type not in CREDITS:
            del self.fields["applies_to"]
        if document.status == SalesDocument.Status.RELEASED:
            for name in self.LOCKED_WHEN_RELEASED:
                self.fields[name].disabled = True

    def changes(self) -> dict[str, Any]:
        """What was changed, for `edit_document`."""
        return {
            name: self.cleaned_data[name] for name in self.changed_data if name != "version"
        }


def _initial(document: SalesDocument) -> dict[str, Any]:
    named = [name for name in HeaderForm.base_fields if name != "paid_on_posting"]
    paid = document.balancing_account_id or document.balancing_bank_account_id
    return {name: getattr(document, name) for name in named} | {"paid_on_posting": bool(paid)}
