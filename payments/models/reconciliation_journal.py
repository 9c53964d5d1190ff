"""The payment reconciliation journal: a statement on its way into the books."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class ReconciliationJournal(models.Model):
    """One per bank account and statement number; several may be open at once.

    Amounts are in the bank account's currency, money in positive. `ending_balance` is None
    until it is entered. `version` grows with every change of the header or a line.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        POSTED = "posted", _("Posted")

    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="reconciliation_journals",
        db_index=False,
    )
    statement_no = models.CharField(_("statement no."), max_length=20)
    statement_date = models.DateField(_("statement date"), null=True, blank=True)
    balance_last_statement = MoneyField(_("balance last statement"), default=ZERO)
    ending_balance = MoneyField(_("statement ending balance"), null=True, blank=True)
    post_payments_only = models.BooleanField(_("post payments only"), default=False)
    allow_duplicates = models.BooleanField(_("allow duplicated transactions"), default=False)
    imported_statement = models.ForeignKey(
        "payments.ImportedStatement",
        verbose_name=_("imported statement"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="journals",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("payment reconciliation journal")
        verbose_name_plural = _("payment reconciliation journals")
        permissions = [
            ("import_reconciliationjournal", _("Can import bank statement files")),
            ("override_reconciliationjournal", _("Can import a file that fails its controls")),
            ("match_reconciliationjournal", _("Can apply payments automatically")),
            ("review_reconciliationjournal", _("Can accept and remove applications")),
            ("apply_reconciliationjournal", _("Can apply payments by hand")),
            ("post_reconciliationjournal", _("Can post payments only")),
            ("reconcile_reconciliationjournal", _("Can post payments and reconcile")),
            ("undo_reconciliationjournal", _("Can undo a posted reconciliation")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("bank_account", "statement_no"),
                name="reconciliation_journal_no_once",
                violation_error_message=_("This statement number is used already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(statement_no=""), name="reconciliation_journal_no_given"
            ),
        ]
        indexes = [models.Index(fields=("status", "id"), name="recon_journal_by_status")]

    def __str__(self) -> str:
        return f"{self.bank_account.code} {self.statement_no}"

    def get_absolute_url(self) -> str:
        return reverse("reconciliation:journal", args=[self.pk])
