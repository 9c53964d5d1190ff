"""Journal lines as they were posted, kept to be looked at and copied back."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FactorField, MoneyField
from arcore.values.money import ZERO
from ledger.models import DocumentType
from payments.models.choices import AccountType


class PostedJournal(models.Model):
    """One posting of a batch: its register, and who posted it when."""

    register = models.OneToOneField(
        "ledger.Register",
        verbose_name=_("register"),
        on_delete=models.PROTECT,
        related_name="posted_journal",
    )
    batch = models.ForeignKey(
        "payments.JournalBatch",
        verbose_name=_("journal batch"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="posted_journals",
        db_index=False,
    )
    template_code = models.CharField(_("journal template"), max_length=10)
    batch_name = models.CharField(_("journal batch"), max_length=10)
    description = models.CharField(_("description"), max_length=100, blank=True)
    reason_code = models.CharField(_("reason code"), max_length=10, blank=True)
    line_count = models.PositiveIntegerField(_("lines"), default=0)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("posted by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    posted_at = models.DateTimeField(_("posted at"), default=timezone.now)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("posted journal")
        verbose_name_plural = _("posted journals")

    def __str__(self) -> str:
        return f"{self.template_code} {self.batch_name} {self.register_id}"

    def get_absolute_url(self) -> str:
        """The posted journal with its lines."""
        return reverse("journal:posted", args=[self.pk])


class PostedJournalLine(models.Model):
    """One posted line. `document_no` is the final number; accounts are as on the line."""

    journal = models.ForeignKey(
        "payments.PostedJournal",
        verbose_name=_("posted journal"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    line_no = models.PositiveIntegerField(_("line no."))
    ledger_transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        related_name="+",
    )
    posting_date = models.DateField(_("posting date"))
    document_date = models.DateField(_("document date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    account_type = models.CharField(_("account type"), max_length=10, choices=AccountType)
    account_no = models.CharField(_("account no."), max_length=20)
    account_name = models.CharField(_("account name"), max_length=100)
    balancing_type = models.CharField(
        _("balancing account type"), max_length=10, choices=AccountType, blank=True
    )
    balancing_no = models.CharField(_("balancing account no."), max_length=20, blank=True)
    description = models.CharField(_("description"), max_length=250, blank=True)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    factor = FactorField(_("currency factor"))
    amount = MoneyField(_("amount"))
    amount_lcy = MoneyField(_("amount (LCY)"))
    applied_document_numbers = models.TextField(_("applied document numbers"), blank=True)
    posting_group = models.CharField(
        _("posting group"), max_length=20, blank=True, db_default=""
    )
    due_date = models.DateField(_("due date"), null=True, blank=True)
    discount_percent = models.DecimalField(
        _("payment discount %"), max_digits=5, decimal_places=2, default=ZERO
    )
    discount_date = models.DateField(_("discount date"), null=True, blank=True)
    payment_method = models.ForeignKey(
        "customers.PaymentMethod",
        verbose_name=_("payment method"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    on_hold = models.CharField(_("on hold"), max_length=10, blank=True)
    payment_reference = models.CharField(_("payment reference"), max_length=50, blank=True)

    class Meta:
        ordering = ("journal", "line_no")
        verbose_name = _("posted journal line")
        verbose_name_plural = _("posted journal lines")
        constraints = [
            models.UniqueConstraint(
                fields=("journal", "line_no"), name="posted_journal_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.document_no} {self.amount}"
