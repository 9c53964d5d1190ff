"""The facts of a card in the sections of its form, ready to read."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.countries import country_name
from customers.models import Customer

Fact = tuple[str, Any]


def card_sections(customer: Customer) -> list[tuple[str, list[Fact]]]:
    """(title, facts); the block and the figures stand elsewhere on the card."""
    sections = (
        (_("Contact"), _contact(customer)),
        (_("Invoicing"), _invoicing(customer)),
        (_("Payments"), _payments(customer)),
    )
    return [
        (title, [(capfirst(label), value) for label, value in facts])
        for title, facts in sections
    ]


def _contact(customer: Customer) -> list[Fact]:
    place = " ".join(part for part in (customer.post_code, customer.city) if part)
    address = [customer.address, customer.address_2, place, country_name(customer.country)]
    return [
        (_("Address"), ", ".join(part for part in address if part)),
        (_("Name 2"), customer.name_2),
        (_("Contact"), customer.contact),
        (_("Phone"), customer.phone),
        (_("E-mail"), _mail(customer.email)),
        (_("Language"), customer.get_language_display()),
        (_("Partner type"), customer.get_partner_type_display()),
        (_("Salesperson"), customer.salesperson),
        (_("Priority"), customer.priority or ""),
    ]


def _invoicing(customer: Customer) -> list[Fact]:
    return [
        (_("Bill-to customer"), _link(customer.bill_to_customer)),
        (_("VAT registration no."), customer.vat_registration_no),
        (_("Registration no."), customer.registration_no),
        (_("Currency"), customer.currency_id or _("local currency")),
        (_("Customer posting group"), customer.posting_group or _missing()),
        (_("Business posting group"), customer.business_group or _missing()),
        (_("VAT business posting group"), customer.vat_business_group or _missing()),
        (_("Prices including VAT"), _yes_no(customer.prices_including_vat)),
        (_("Combine shipments"), _yes_no(customer.combine_shipments)),
    ]


def _payments(customer: Customer) -> list[Fact]:
    return [
        (_("Payment terms"), customer.payment_terms),
        (_("Payment method"), customer.payment_method),
        (_("Application method"), customer.get_application_method_display()),
        (_("Block payment tolerance"), _yes_no(customer.block_payment_tolerance)),
        (_("Reminder terms"), customer.reminder_terms or _("never reminded")),
        (_("Finance charge terms"), customer.finance_charge_terms or _("no interest")),
    ]


def _yes_no(value: bool) -> str:
    return pgettext("answer", "yes") if value else pgettext("answer", "no")


def _missing() -> SafeString:
    """Without its groups a customer can't be posted to: said where it is seen."""
    return format_html('<span class="tag tag-warn">{}</span>', _("missing: needed to post"))


def _mail(address: str) -> str:
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else ""


def _link(customer: Customer | None) -> str:
    if customer is None:
        return ""
    return format_html('<a href="{}">{}</a>', customer.get_absolute_url(), customer)
