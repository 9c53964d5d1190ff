"""The ledger app and what each role may do in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

CLERK = [
    "ledger.add_salesdocument",
    "ledger.change_salesdocument",
    "ledger.delete_salesdocument",
    "ledger.release_salesdocument",
    "ledger.post_salesdocument",
    "ledger.amend_customerledgerentry",
    "ledger.amend_vendorledgerentry",
    "ledger.change_applicationmark",
]
VENDORS = ["ledger.add_vendor", "ledger.change_vendor", "ledger.delete_vendor"]
ACCOUNTANT = [
    *CLERK,
    *VENDORS,
    "ledger.correct_salesdocument",
    "ledger.post_application",
    "ledger.unapply_application",
    "ledger.reverse_register",
    "ledger.add_exchangeadjustment",
    "ledger.add_tolerancechange",
]


class LedgerConfig(AppConfig):
    """Roles: clerks sell and post documents; accountants also correct what was posted.

    Clerks mark entries for an application, accountants post it and undo it.
    Who may change a vendor's bank account decides where money goes: accountants alone.
    """

    name = "ledger"
    verbose_name = _("Ledger")
    role_permissions = {
        "clerk": CLERK,
        "accountant": ACCOUNTANT,
        "administrator": ["ledger.add_tolerancechange"],
    }
    setup_models = [
        "BankAccount",
        "CurrencyPostingSetup",
        "CustomerPostingSetup",
        "GLAccount",
        "GeneralPostingSetup",
        "Item",
        "PaymentMethodSetup",
        "ProductGroup",
        "VatPostingSetup",
        "VatProductGroup",
        "VendorPostingGroup",
    ]
