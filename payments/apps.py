"""The payments app: bank statements, matching, reconciliation and collection."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

RECONCILIATION = "payments.{}_reconciliationjournal"
LINE = "payments.{}_journalline"
CLERK = [
    *(
        RECONCILIATION.format(action)
        for action in ("add", "change", "delete", "import", "match", "review", "apply")
    ),
    *(LINE.format(action) for action in ("add", "change", "delete", "import")),
    "payments.change_registrationline",
    "payments.change_registrationsetup",
    "payments.post_registrationline",
    *(f"payments.{action}_splitreceipt" for action in ("add", "change", "delete")),
]
SET_UP = "payments.setup_journalbatch"
ACCOUNTANT = [
    *(RECONCILIATION.format(action) for action in ("override", "post", "reconcile", "undo")),
    SET_UP,
    "payments.post_journalbatch",
    "payments.post_splitreceipt",
]


class PaymentsConfig(AppConfig):
    """Roles: clerks match, apply, type journals, register payments; accountants also post, undo."""

    name = "payments"
    label = "payments"
    verbose_name = _("Payments")
    role_permissions = {
        "clerk": CLERK,
        "accountant": [*CLERK, *ACCOUNTANT],
        "administrator": [SET_UP],
    }
    setup_models = [
        "BankReconciliationSetup",
        "CsvFormat",
        "JournalBatch",
        "JournalTemplate",
        "MatchingSettings",
        "PaymentApplicationRule",
        "TextToAccountMapping",
    ]

    def ready(self) -> None:
        """Journal lines and split receipts are among what entries may be marked for."""
        from ledger.applying.applicants import register_applicants
        from payments.journal.applying import begin_marking, fill_line, read_lines
        from payments.splitting.applicants import read_splits

        register_applicants("journal-line", read_lines, fill_line, begin_marking)
        register_applicants("split", read_splits)
