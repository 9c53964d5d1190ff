"""What reconciliation keeps per bank account of ours."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class BankReconciliationSetup(models.Model):
    """Statement numbers, last balance and match tolerance of one bank account.

    Both statement numbers are the last ones used; the next journal takes
    `last_payment_statement_no` + 1 unless `statement_no_series` is set. Money is in the
    bank account's currency.
    """

    class ToleranceKind(models.TextChoices):
        PERCENTAGE = "percentage", _("Percentage")
        AMOUNT = "amount", _("Amount")

    bank_account = models.OneToOneField(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.CASCADE,
        related_name="reconciliation_setup",
    )
    last_payment_statement_no = models.PositiveIntegerField(
        _("last payment statement no."), default=0
    )
    last_statement_no = models.PositiveIntegerField(_("last statement no."), default=0)
    balance_last_statement = MoneyField(_("balance last statement"), default=ZERO)
    statement_no_series = models.ForeignKey(
        "company.NumberSeries",
        verbose_name=_("number series of payment reconciliation journals"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    tolerance_kind = models.CharField(
        _("match tolerance type"),
        max_length=10,
        choices=ToleranceKind,
        default=ToleranceKind.PERCENTAGE,
    )
    tolerance_value = MoneyField(
        _("match tolerance value"),
        default=ZERO,
        help_text=_("0 to 99 for a percentage; an amount in the account's currency otherwise."),
    )
    disable_automatic_matching = models.BooleanField(
        _("disable automatic payment matching"), default=False
    )

    class Meta:
        verbose_name = _("bank reconciliation setup")
        verbose_name_plural = _("bank reconciliation setup")
        constraints = [
            models.CheckConstraint(
                condition=Q(tolerance_kind="amount", tolerance_value__gte=0)
                | Q(
                    tolerance_kind="percentage",
                    tolerance_value__gte=0,
                    tolerance_value__lte=99,
                ),
                name="bank_setup_tolerance_in_range",
                violation_error_message=_(
                    "The match tolerance is a percentage from 0 to 99, or an amount of 0 or more."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.bank_account)

    @classmethod
    def of(cls, bank_account) -> "BankReconciliationSetup":
        """The setup of a bank account, made with its defaults when there is none yet."""
        return cls.objects.get_or_create(bank_account=bank_account)[0]
