"""Text-to-account mapping: a text on the statement that always means the same account."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from payments.models.choices import AccountType


class TextToAccountMapping(models.Model):
    """Money whose text contains `text` is posted on account, nothing applied.

    For a G/L account the debit account takes money in, the credit account money out; the
    other types name the customer, vendor or bank account.
    """

    text = models.CharField(_("mapping text"), max_length=250)
    account_type = models.CharField(
        _("balancing account type"),
        max_length=10,
        choices=[choice for choice in AccountType.choices if choice[0]],
        default=AccountType.ACCOUNT,
    )
    debit_account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("debit account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("For money in."),
    )
    credit_account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("credit account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("For money out."),
    )
    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    vendor = models.ForeignKey(
        "ledger.Vendor",
        verbose_name=_("vendor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    documents_of = models.ForeignKey(
        "ledger.Vendor",
        verbose_name=_("vendor of incoming documents"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="text_mappings",
    )

    class Meta:
        ordering = ("text",)
        verbose_name = _("text-to-account mapping")
        verbose_name_plural = _("text-to-account mappings")
        constraints = [
            models.UniqueConstraint(
                Lower("text"),
                "documents_of",
                name="text_mapping_once",
                nulls_distinct=False,
                violation_error_message=_("This text is mapped already."),
            ),
            models.CheckConstraint(
                condition=Q(text=Trim("text")) & ~Q(text=""), name="text_mapping_trimmed"
            ),
            models.CheckConstraint(
                condition=(
                    Q(account_type="account", customer=None, vendor=None, bank_account=None)
                    & (Q(debit_account__isnull=False) | Q(credit_account__isnull=False))
                    | Q(account_type="customer", customer__isnull=False)
                    & Q(vendor=None, bank_account=None, debit_account=None, credit_account=None)
                    | Q(account_type="vendor", vendor__isnull=False)
                    & Q(customer=None, bank_account=None, debit_account=None)
                    & Q(credit_account=None)
                    | Q(account_type="bank", bank_account__isnull=False)
                    & Q(customer=None, vendor=None, debit_account=None, credit_account=None)
                ),
                name="text_mapping_account_complete",
                violation_error_message=_(
                    "Name the customer, vendor or bank account, or for a G/L account at least "
                    "one of debit and credit account."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Blanks around the text don't count."""
        self.text = self.text.strip()
