"""A reconciled bank statement: which statement line closed which bank entries."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class BankStatement(models.Model):
    """Balances are in the bank account's currency; ending - last = sum of the lines."""

    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="statements",
        db_index=False,
    )
    statement_no = models.CharField(_("statement no."), max_length=20)
    statement_date = models.DateField(_("statement date"))
    balance_last_statement = MoneyField(_("balance last statement"), default=ZERO)
    ending_balance = MoneyField(_("statement ending balance"))
    reconciliation = models.OneToOneField(
        "payments.PostedReconciliation",
        verbose_name=_("posted payment reconciliation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bank_statement",
    )
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
        ordering = ("-statement_date", "-id")
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        constraints = [
            models.UniqueConstraint(
                fields=("bank_account", "statement_no"), name="bank_statement_no_once"
            ),
        ]
        indexes = [
            models.Index(fields=("statement_date", "id"), name="bank_statement_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.bank_account.code} {self.statement_no}"

    def get_absolute_url(self) -> str:
        return reverse("reconciliation:statement", args=[self.pk])


class BankStatementLine(models.Model):
    """One line of a reconciled statement; the bank entries it closed carry its number."""

    statement = models.ForeignKey(
        "payments.BankStatement",
        verbose_name=_("bank statement"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    line_no = models.PositiveIntegerField(_("line no."))
    transaction_date = models.DateField(_("transaction date"))
    value_date = models.DateField(_("value date"), null=True, blank=True)
    amount = MoneyField(_("statement amount"))
    text = models.TextField(_("transaction text"), blank=True)
    related_party_name = models.CharField(_("related party name"), max_length=250, blank=True)
    document_no = models.CharField(_("document no."), max_length=30, blank=True)
    transaction_id = models.CharField(_("transaction ID"), max_length=140, blank=True)

    class Meta:
        ordering = ("statement", "line_no")
        verbose_name = _("bank statement line")
        verbose_name_plural = _("bank statement lines")
        constraints = [
            models.UniqueConstraint(
                fields=("statement", "line_no"), name="bank_statement_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.amount}"
