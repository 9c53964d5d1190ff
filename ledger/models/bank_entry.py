"""Bank account ledger entries."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from ledger.models.document_type import DocumentType
from ledger.querysets.bank_entries import BankLedgerEntryQuerySet


class BankLedgerEntry(models.Model):
    """One posting against a bank account, money in positive; open until a statement closes it.

    A cheque is a bank entry with a cheque number.
    """

    class BalancingType(models.TextChoices):
        NONE = "", _("Several")
        ACCOUNT = "account", _("G/L account")
        CUSTOMER = "customer", _("Customer")
        VENDOR = "vendor", _("Vendor")
        BANK = "bank", _("Bank account")

    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="entries",
        db_index=False,
    )
    transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        related_name="bank_entries",
    )
    posting_date = models.DateField(_("posting date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    description = models.CharField(_("description"), max_length=250, blank=True)
    amount = MoneyField(_("amount"))
    amount_lcy = MoneyField(_("amount (LCY)"))
    remaining = MoneyField(_("remaining amount"))
    open = models.BooleanField(_("open"))
    balancing_type = models.CharField(
        _("balancing account type"), max_length=10, choices=BalancingType, blank=True
    )
    balancing_no = models.CharField(_("balancing account no."), max_length=20, blank=True)
    cheque_no = models.CharField(_("cheque no."), max_length=20, blank=True)
    statement_no = models.CharField(_("statement no."), max_length=20, blank=True)
    statement_line_no = models.PositiveIntegerField(
        _("statement line no."), null=True, blank=True
    )
    closed_at = models.DateField(_("closed at"), null=True, blank=True)
    reversed = models.BooleanField(_("reversed"), default=False)
    reversed_by = models.ForeignKey(
        "self",
        verbose_name=_("reversed by entry no."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reverses",
        db_index=False,
    )

    objects = BankLedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("bank account ledger entry")
        verbose_name_plural = _("bank account ledger entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(open=~Q(remaining=ZERO)), name="bank_entry_open_means_remaining"
            ),
            models.CheckConstraint(
                condition=(
                    Q(amount__gte=0, remaining__gte=0, remaining__lte=models.F("amount"))
                    | Q(amount__lte=0, remaining__lte=0, remaining__gte=models.F("amount"))
                ),
                name="bank_entry_remaining_never_flips",
            ),
        ]
        indexes = [
            models.Index(
                fields=("bank_account", "posting_date", "id"), name="bank_entry_by_account"
            ),
            models.Index(fields=("posting_date", "id"), name="bank_entry_by_date"),
            models.Index(
                fields=("bank_account", "id"),
                name="bank_entry_open",
                condition=Q(open=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_no} {self.amount}"
