"""The customer card as a form, its bank accounts as a grid, and choosing a customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from arcore.company.models import Currency
from arcore.ui.forms import Form, ModelForm
from arcore.ui.grid import GridFormSet, grid_of
from arcore.ui.lookup import LookupField, LookupSource
from arcore.ui.rendering import KitBoundField
from arcore.values.money import ZERO
from customers.bank_accounts import BankAccountRow
from customers.block_change import PERMISSION
from customers.blocking import EXPLANATIONS, Blocked
from customers.card import BLOCK_FIELDS, FIELDS
from customers.card_kind import CUSTOMER
from customers.countries import country_choices
from customers.models import Customer, CustomerBankAccount
from customers.numbering import manual_number_allowed, tidy_number

MOST_BANK_ACCOUNTS = 50


@dataclass(frozen=True)
class CardSource(LookupSource):
    """Customers or vendors by number, name or city, through their search key."""

    def find(self, text: str) -> QuerySet:
        return self.rows().matching(text).order_by("no", "pk")  # type: ignore[attr-defined]

    def read(self, typed: str) -> Model:
        number = tidy_number(typed.partition(" · ")[0])
        return self.rows().filter(no=number).first() or super().read(typed)


CUSTOMERS = CardSource(
    lambda: Customer.objects.only("id", "no", "name", "blocked", "privacy_blocked"),
    key="search_key",
)


class WideField(KitBoundField):
    """Takes a whole row of the form."""

    is_wide = True


class BlockedSelect(forms.RadioSelect):
    """A radio list in which each block says what it means: stored value -> explanation."""

    template_name = "customers/forms/blocked.html"

    def __init__(self, explanations: Mapping[Any, Any], **options: Any) -> None:
        self.explanations = explanations
        super().__init__(**options)

    def create_option(
        self, name: str, value: Any, *args: Any, **options: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        return {**option, "explanation": self.explanations[str(value)]}


class CustomerForm(ModelForm):
    """What was typed; whether it may be stored, `creation` and `changing` decide."""

    fieldsets = (
        (
            _("General"),
            ("no", "name", "name_2", "language", "contact", "phone", "email", "partner_type"),
        ),
        (_("Address"), ("address", "address_2", "post_code", "city", "country")),
        (
            _("Invoicing"),
            (
                *("vat_registration_no", "registration_no", "bill_to_customer", "currency"),
                *("posting_group", "business_group", "vat_business_group"),
                *("prices_including_vat", "combine_shipments"),
            ),
        ),
        (
            _("Payments"),
            (
                *("payment_terms", "payment_method", "application_method", "credit_limit"),
                *("reminder_terms", "finance_charge_terms", "block_payment_tolerance"),
            ),
        ),
        (_("Other"), ("salesperson", "priority")),
        (_("Blocked"), ("blocked", "privacy_blocked", "lift_privacy")),
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    bill_to_customer = LookupField(
        CUSTOMERS,
        "customers:lookup",
        label=_("Bill-to customer"),
        required=False,
        help_text=_("Who is invoiced and owes; blank is the customer."),
    )
    lift_privacy = forms.BooleanField(label=_("Yes, lift the privacy block"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Customer
        fields = ("no", *FIELDS, *BLOCK_FIELDS)
        widgets = {"blocked": BlockedSelect(EXPLANATIONS, choices=Blocked.choices)}

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self._fit_number()
        self._fit_choices()
        self.fields["credit_limit"].minimum = ZERO  # type: ignore[attr-defined]
        for name in ("credit_limit", "priority"):
            self.fields[name].required = False
        self.fields["version"].initial = self.instance.version
        self.fields["privacy_blocked"].help_text = _(
            "Blocks all, and says so with every refusal."
        )
        if not self.instance.privacy_blocked:
            del self.fields["lift_privacy"]
        if not user.has_perm(PERMISSION):
            for name in (*BLOCK_FIELDS, "lift_privacy"):
                self.fields.pop(name, None)

    def _fit_number(self) -> None:
        """Typed only for a new customer, and only where the series allows it."""
        if self.instance.pk or not manual_number_allowed(CUSTOMER):
            del self.fields["no"]
            return
        self.fields["no"].required = False
        self.fields["no"].help_text = _("Blank: the next number of the series.")

    def _fit_choices(self) -> None:
        """A dash for nothing, and room for what each block means."""
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "—"
        self.fields["partner_type"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *Customer.PartnerType.choices,
        ]
        self.fields["blocked"].bound_field_class = WideField

    def clean_credit_limit(self) -> Any:
        return self.cleaned_data["credit_limit"] or ZERO

    def clean_priority(self) -> int:
        return self.cleaned_data["priority"] or 0

    def clean(self) -> dict[str, Any]:
        """A block sent by someone who may not set it is refused, not silently left out."""
        if not self.user.has_perm(PERMISSION) and set(BLOCK_FIELDS) & set(self.data):
            self.add_error(
                None,
                _(
                    "You may not change whether a customer is blocked. Ask an accountant to do it."
                ),
            )
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The card is not touched here: a refused form must leave nothing behind."""

    def facts(self) -> dict[str, Any]:
        """The typed values by field, for `create_customer` and `change_customer`."""
        apart = {"version", "lift_privacy"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class BankAccountForm(Form):
    """One row of the bank accounts."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    iban = forms.CharField(label=_("IBAN"), max_length=68, required=False)
    swift = forms.CharField(label=_("SWIFT/BIC"), max_length=20, required=False)
    branch_no = forms.CharField(label=_("Branch no."), max_length=20, required=False)
    account_no = forms.CharField(label=_("Account no."), max_length=34, required=False)
    currency_id = forms.ChoiceField(label=_("Currency"), required=False)
    preferred = forms.BooleanField(label=_("Preferred"), required=False)

    def __init__(self, *args: Any, currencies: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "—"), *((code, code) for code in currencies)]
        self.fields["currency_id"].choices = choices  # type: ignore[attr-defined]

    def to_row(self, line: int, *, removed: bool) -> BankAccountRow:
        facts = dict(self.cleaned_data)
        facts.pop("DELETE", None)
        facts["currency_id"] = facts["currency_id"] or None
        return BankAccountRow(line=line, removed=removed, **facts)


class BankAccountGridBase(GridFormSet):
    widths = {"iban": "wide", "code": "narrow"}

    def to_rows(self) -> list[BankAccountRow]:
        """The rows that say anything, numbered as the grid shows them."""
        rows, line = [], 0
        for form in self.forms:
            removed = self._is_removed(form)
            line += 0 if removed else 1
            if form.has_changed() or form.cleaned_data.get("id"):
                rows.append(form.to_row(line, removed=removed))
        return rows


BankAccountGrid = grid_of(
    BankAccountForm, base=BankAccountGridBase, most_rows=MOST_BANK_ACCOUNTS
)


def bank_account_grid(data: Any, customer: Customer | None) -> BankAccountGridBase:
    """The grid with the customer's accounts, and one row for the next."""
    accounts = list(customer.bank_accounts.all()) if customer and customer.pk else []
    preferred = customer.preferred_bank_account_id if customer else None
    return BankAccountGrid(  # type: ignore[return-value]
        data,
        prefix="bank",
        initial=[_initial(account, account.pk == preferred) for account in accounts],
        form_kwargs={"currencies": list(Currency.objects.values_list("code", flat=True))},
    )


def _initial(account: CustomerBankAccount, preferred: bool) -> dict[str, Any]:
    names = [name for name in BankAccountForm.base_fields if name != "preferred"]
    facts = {name: getattr(account, name) for name in names}
    return {**facts, "preferred": preferred}
