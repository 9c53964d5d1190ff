"""The customers app and what each role may do in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    """Roles: clerks and accountants keep customers; only accountants block and delete."""

    name = "customers"
    verbose_name = _("Customers")
    role_permissions = {
        "clerk": ["customers.add_customer", "customers.change_customer"],
        "accountant": [
            "customers.add_customer",
            "customers.change_customer",
            "customers.delete_customer",
            "customers.block_customer",
        ],
    }
    setup_models = [
        "BusinessGroup",
        "CustomerPostingGroup",
        "FinanceChargeTerms",
        "PaymentMethod",
        "PaymentTerms",
        "ReminderTerms",
        "VatBusinessGroup",
    ]
