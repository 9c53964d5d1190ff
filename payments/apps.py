"""The payments app: bank statements, matching, reconciliation and collection."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

JOURNAL = "payments.{}_reconciliationjournal"
CLERK = [
    JOURNAL.format(action)
    for action in ("add", "change", "delete", "import", "match", "review", "apply")
]
ACCOUNTANT = [JOURNAL.format(action) for action in ("override", "post", "reconcile", "undo")]


class PaymentsConfig(AppConfig):
    """Roles: clerks import, match, review and apply; accountants also post and undo."""

    name = "payments"
    label = "payments"
    verbose_name = _("Payments")
    role_permissions = {"clerk": CLERK, "accountant": [*CLERK, *ACCOUNTANT]}
    setup_models = [
        "BankReconciliationSetup",
        "CsvFormat",
        "MatchingSettings",
        "PaymentApplicationRule",
        "TextToAccountMapping",
    ]
