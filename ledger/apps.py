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
]


class LedgerConfig(AppConfig):
    """Roles: clerks sell and post documents; accountants also correct what was posted."""

    name = "ledger"
    verbose_name = _("Ledger")
    role_permissions = {
        "clerk": CLERK,
        "accountant": [
            *CLERK,
            "ledger.correct_salesdocument",
            "ledger.add_tolerancechange",
        ],
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
