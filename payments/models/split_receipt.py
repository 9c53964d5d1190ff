"""Split receipts: money received once for several customers, until it is posted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from payments.models.choices import BalancingType


class SplitReceipt(models.Model):
    """One receipt in preparation; posting deletes it, what stays is its posted journal.

    What it pays are `ApplicationMark`s of the owner `split:<pk>`, so nobody else pays the same
    entries unnoticed. `is_proposed` says that the amounts are arcore's own: they follow the
    money and the customers until somebody types one. `version` grows with every change, so the
    same split never posts twice.
    """

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    batch = models.ForeignKey(
        "payments.JournalBatch",
        verbose_name=_("journal batch"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text=_("Its number series numbers the payment. Batches without one are left out."),
    )
    posting_date = models.DateField(_("date received"))
    amount = MoneyField(_("amount received"))
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    account_type = models.CharField(_("account type"), max_length=10, choices=BalancingType)
    account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("G/L account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    bank = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    description = models.CharField(_("description"), max_length=100, blank=True)
    rest_to = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("rest on account of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    is_proposed = models.BooleanField(default=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("split receipt")
        verbose_name_plural = _("split receipts")
        permissions = [("post_splitreceipt", _("Can post split receipts"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=ZERO), name="split_receipt_is_money_received"
            ),
            models.CheckConstraint(
                condition=Q(account_type="account", account__isnull=False, bank=None)
                | Q(account_type="bank", bank__isnull=False, account=None),
                name="split_receipt_one_account",
                violation_error_message=_("Choose the account that fits its type."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.external_document_no or self.description}".strip()

    def get_absolute_url(self) -> str:
        """The page on which it is split."""
        return reverse("splitting:receipt", args=[self.pk])

    @property
    def owner(self) -> str:
        """The name of its set of marks."""
        return f"split:{self.pk}"

    @property
    def side(self):
        """Where the money went, of whichever type."""
        return self.account or self.bank


class SplitCustomer(models.Model):
    """A customer for whom some of the money is meant, in the order of choosing."""

    receipt = models.ForeignKey(
        "payments.SplitReceipt",
        verbose_name=_("split receipt"),
        on_delete=models.CASCADE,
        related_name="customers",
        db_index=False,
    )
    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ("id",)
        verbose_name = _("customer of a split receipt")
        verbose_name_plural = _("customers of split receipts")
        constraints = [
            models.UniqueConstraint(fields=("receipt", "customer"), name="split_customer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.customer_id}"
