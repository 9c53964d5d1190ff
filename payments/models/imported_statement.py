"""What a bank's file said, kept as it was read."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class ImportedStatement(models.Model):
    """One statement of one bank account in an imported file; kept even when nothing was new.

    Balances and sums are signed, money in positive, in `currency`. `statement_key` is what
    makes the statement the same again: account, id, numbers, page and dates.
    """

    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="imported_statements",
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=15)
    format = models.CharField(_("format"), max_length=20)
    version = models.CharField(_("version"), max_length=60, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    encoding = models.CharField(_("encoding"), max_length=30, blank=True)
    position = models.PositiveIntegerField(_("position in the file"), default=1)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    imported_at = models.DateTimeField(_("imported at"), default=timezone.now)
    message_id = models.CharField(_("message id"), max_length=140, blank=True)
    statement_id = models.CharField(_("statement id"), max_length=140, blank=True)
    sequence_number = models.BigIntegerField(_("sequence number"), null=True, blank=True)
    legal_sequence_number = models.BigIntegerField(
        _("legal sequence number"), null=True, blank=True
    )
    page_number = models.BigIntegerField(_("page number"), null=True, blank=True)
    is_last_page = models.BooleanField(_("last page"), default=True)
    from_date = models.DateField(_("from date"), null=True, blank=True)
    to_date = models.DateField(_("to date"), null=True, blank=True)
    created_at = models.DateTimeField(_("created by the bank at"), null=True, blank=True)
    account_iban = models.CharField(_("IBAN in the file"), max_length=40, blank=True)
    account_number = models.CharField(_("account no. in the file"), max_length=70, blank=True)
    account_owner = models.CharField(_("account owner"), max_length=250, blank=True)
    account_bic = models.CharField(_("BIC in the file"), max_length=20, blank=True)
    currency = models.CharField(_("currency"), max_length=10, blank=True)
    opening_balance = MoneyField(_("opening balance"), null=True, blank=True)
    opening_date = models.DateField(_("opening balance date"), null=True, blank=True)
    opening_code = models.CharField(max_length=10, blank=True)
    closing_balance = MoneyField(_("closing balance"), null=True, blank=True)
    closing_date = models.DateField(_("closing balance date"), null=True, blank=True)
    closing_code = models.CharField(max_length=10, blank=True)
    declared_count = models.BigIntegerField(_("entries announced"), null=True, blank=True)
    declared_sum = MoneyField(_("sum announced"), null=True, blank=True)
    line_count = models.PositiveIntegerField(_("lines"), default=0)
    line_sum = MoneyField(_("sum of lines"), default=ZERO)
    entry_count = models.PositiveIntegerField(_("entries"), default=0)
    unbooked_count = models.PositiveIntegerField(_("entries not booked yet"), default=0)
    warnings = models.JSONField(
        _("warnings"), default=list, blank=True, help_text=_("Code, message and place of each.")
    )
    override_reason = models.CharField(
        _("reason for importing all the same"), max_length=250, blank=True
    )
    statement_key = ArrayField(models.CharField(max_length=250), default=list, editable=False)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("imported statement")
        verbose_name_plural = _("imported statements")
        constraints = [
            models.UniqueConstraint(
                fields=("bank_account", "file_sha256", "position"),
                name="imported_file_once",
            ),
            models.UniqueConstraint(
                fields=("bank_account", "statement_key"),
                condition=~Q(statement_id="") | Q(sequence_number__isnull=False),
                name="imported_statement_once",
            ),
        ]
        indexes = [
            models.Index(fields=("file_sha256",), name="imported_statement_file"),
            models.Index(fields=("bank_account", "id"), name="imported_statement_by_bank"),
        ]

    def __str__(self) -> str:
        return self.statement_id or self.file_name
