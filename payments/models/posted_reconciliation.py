"""A payment reconciliation journal after posting."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from payments.models.choices import AccountType, Confidence


class PostedReconciliation(models.Model):
    """What was posted, line by line. Amounts: bank account's currency, money in positive.

    `reconciled` is false when only the payments were posted. `reversed` is set by undo, once.
    """

    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="posted_reconciliations",
        db_index=False,
    )
    statement_no = models.CharField(_("statement no."), max_length=20)
    statement_date = models.DateField(_("statement date"), null=True, blank=True)
    balance_last_statement = MoneyField(_("balance last statement"), default=ZERO)
    ending_balance = MoneyField(_("statement ending balance"), null=True, blank=True)
    reconciled = models.BooleanField(_("reconciled"))
    register = models.ForeignKey(
        "ledger.Register",
        verbose_name=_("register"),
        on_delete=models.PROTECT,
        related_name="posted_reconciliations",
    )
    imported_statement = models.ForeignKey(
        "payments.ImportedStatement",
        verbose_name=_("imported statement"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posted_reconciliations",
    )
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("posted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    posted_at = models.DateTimeField(_("posted at"), default=timezone.now)
    reversed = models.BooleanField(_("reversed"), default=False)
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reversed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reversed_at = models.DateTimeField(_("reversed at"), null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("posted payment reconciliation")
        verbose_name_plural = _("posted payment reconciliations")
        constraints = [
            models.UniqueConstraint(
                fields=("bank_account", "statement_no"), name="posted_reconciliation_no_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_account.code} {self.statement_no}"

    def get_absolute_url(self) -> str:
        return reverse("reconciliation:posted", args=[self.pk])


class PostedReconciliationLine(models.Model):
    """One posted line. `ledger_transaction` is empty when it only closed a bank entry."""

    reconciliation = models.ForeignKey(
        "payments.PostedReconciliation",
        verbose_name=_("posted payment reconciliation"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    line_no = models.PositiveIntegerField(_("line no."))
    imported_line = models.ForeignKey(
        "payments.ImportedLine",
        verbose_name=_("imported line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posted_lines",
    )
    transaction_date = models.DateField(_("transaction date"))
    value_date = models.DateField(_("value date"), null=True, blank=True)
    amount = MoneyField(_("statement amount"))
    applied_amount = MoneyField(_("applied amount"))
    text = models.TextField(_("transaction text"), blank=True)
    additional_info = models.TextField(_("additional info"), blank=True)
    related_party_name = models.CharField(_("related party name"), max_length=250, blank=True)
    related_party_account = models.CharField(
        _("related party bank account"), max_length=70, blank=True
    )
    payment_reference = models.CharField(_("payment reference"), max_length=140, blank=True)
    transaction_id = models.CharField(_("transaction ID"), max_length=140, blank=True)
    end_to_end_id = models.CharField(_("end-to-end id"), max_length=140, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    account_type = models.CharField(
        _("account type"), max_length=10, choices=AccountType, blank=True
    )
    account_no = models.CharField(_("account no."), max_length=20, blank=True)
    account_name = models.CharField(_("account name"), max_length=100, blank=True)
    applied_document_numbers = models.TextField(_("applied document numbers"), blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("match confidence"), choices=Confidence, default=Confidence.NONE
    )
    match_details = models.JSONField(_("match details"), default=dict, blank=True)
    reconciled = models.BooleanField(_("reconciled"), default=False)
    ledger_transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("reconciliation", "line_no")
        verbose_name = _("posted reconciliation line")
        verbose_name_plural = _("posted reconciliation lines")
        constraints = [
            models.UniqueConstraint(
                fields=("reconciliation", "line_no"), name="posted_reconciliation_line_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=("transaction_id",),
                name="posted_recon_transaction_id",
                condition=~models.Q(transaction_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.amount}"
