"""One line of a payment reconciliation journal."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from payments.models.choices import AccountType, Confidence


class LineStatus(models.TextChoices):
    """What the clerk sees; worked out from confidence and applied parts."""

    NOT_APPLIED = "not_applied", _("Not applied")
    AUTOMATIC = "automatic", _("Matched automatically")
    MAPPING = "mapping", _("Matched by mapping")
    MANUAL = "manual", _("Applied manually")
    REVIEWED = "reviewed", _("Reviewed")


class LineChange(models.TextChoices):
    """What was done to a line last, for whoever meant to change it at the same time."""

    MATCHED = "matched", _("applied automatically")
    APPLIED = "applied", _("applied by hand")
    ACCEPTED = "accepted", _("accepted")
    REMOVED = "removed", _("application removed")
    ON_ACCOUNT = "on_account", _("rest put on account")
    TRANSFERRED = "transferred", _("difference transferred")
    EDITED = "edited", _("edited")


class ReconciliationLineQuerySet(models.QuerySet):
    """Questions about journal lines."""

    def with_difference(self):
        """Lines whose amount is not wholly applied."""
        return self.exclude(amount=F("applied_amount"))

    def to_review(self):
        """Lines matched by a rule that wants a person to look, and nobody has yet."""
        return self.filter(review_required=True, confidence__lt=Confidence.MANUAL)


class ReconciliationLine(models.Model):
    """A movement and what it is applied to. Amounts: bank account's currency, money in positive.

    `applied_amount` is the money of its applied parts (discount taken is not money).
    `match_details` says why, in codes and figures that are worded when shown. A child line
    (`parent`) carries what was transferred to another account.
    """

    journal = models.ForeignKey(
        "payments.ReconciliationJournal",
        verbose_name=_("payment reconciliation journal"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    line_no = models.PositiveIntegerField(_("line no."))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent line"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    imported_line = models.ForeignKey(
        "payments.ImportedLine",
        verbose_name=_("imported line"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="journal_lines",
    )
    transaction_date = models.DateField(_("transaction date"))
    value_date = models.DateField(_("value date"), null=True, blank=True)
    amount = MoneyField(_("statement amount"))
    text = models.TextField(_("transaction text"), max_length=2000, blank=True)
    additional_info = models.TextField(_("additional info"), max_length=2000, blank=True)
    related_party_name = models.CharField(_("related party name"), max_length=250, blank=True)
    related_party_address = models.CharField(
        _("related party address"), max_length=500, blank=True
    )
    related_party_city = models.CharField(_("related party city"), max_length=140, blank=True)
    related_party_account = models.CharField(
        _("related party bank account"), max_length=70, blank=True
    )
    payment_reference = models.CharField(_("payment reference"), max_length=140, blank=True)
    transaction_id = models.CharField(_("transaction ID"), max_length=140, blank=True)
    end_to_end_id = models.CharField(_("end-to-end id"), max_length=140, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    bank_transaction_code = models.CharField(
        _("bank transaction code"), max_length=70, blank=True
    )
    is_reversal = models.BooleanField(_("reversal"), default=False)
    document_no = models.CharField(_("document no."), max_length=30, blank=True)

    account_type = models.CharField(
        _("account type"), max_length=10, choices=AccountType, blank=True, default=""
    )
    account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("G/L account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
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
    other_bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    applied_amount = MoneyField(_("applied amount"), default=ZERO)
    applied_count = models.PositiveIntegerField(_("applied entries"), default=0)
    confidence = models.PositiveSmallIntegerField(
        _("match confidence"), choices=Confidence, default=Confidence.NONE
    )
    score = models.PositiveIntegerField(_("score"), default=0)
    review_required = models.BooleanField(_("review required"), default=False)
    match_details = models.JSONField(_("match details"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    last_change = models.CharField(
        _("last change"), max_length=15, choices=LineChange, blank=True, default=""
    )

    objects = ReconciliationLineQuerySet.as_manager()

    class Meta:
        ordering = ("journal", "line_no")
        verbose_name = _("reconciliation line")
        verbose_name_plural = _("reconciliation lines")
        constraints = [
            models.UniqueConstraint(
                fields=("journal", "line_no"), name="reconciliation_line_no_once"
            ),
            models.CheckConstraint(
                condition=(
                    Q(account_type="", account=None, customer=None, vendor=None)
                    & Q(other_bank_account=None)
                    | Q(account_type="account", customer=None, vendor=None)
                    & Q(account__isnull=False, other_bank_account=None)
                    | Q(account_type="customer", account=None, vendor=None)
                    & Q(customer__isnull=False, other_bank_account=None)
                    | Q(account_type="vendor", account=None, customer=None)
                    & Q(vendor__isnull=False, other_bank_account=None)
                    | Q(account_type="bank", account=None, customer=None, vendor=None)
                    & Q(other_bank_account__isnull=False)
                ),
                name="reconciliation_line_one_account",
            ),
        ]
        indexes = [
            models.Index(
                fields=("journal", "transaction_date", "id"), name="recon_line_by_date"
            ),
            models.Index(fields=("journal", "amount", "id"), name="recon_line_by_amount"),
            models.Index(
                fields=("journal", "confidence", "id"), name="recon_line_by_confidence"
            ),
            models.Index(
                fields=("transaction_id",),
                name="recon_line_by_transaction_id",
                condition=~Q(transaction_id=""),
            ),
            models.Index(
                fields=("fingerprint",),
                name="recon_line_by_fingerprint",
                condition=~Q(fingerprint=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("reconciliation:line", args=[self.pk])

    @property
    def difference(self) -> Decimal:
        """What is not applied yet: amount less applied amount."""
        return self.amount - self.applied_amount

    @property
    def status(self) -> LineStatus:
        """The status shown for its confidence; not applied when nothing is."""
        if self.confidence == Confidence.ACCEPTED:
            return LineStatus.REVIEWED
        if self.confidence == Confidence.MANUAL:
            return LineStatus.MANUAL
        if self.confidence == Confidence.MAPPING:
            return LineStatus.MAPPING
        if self.confidence == Confidence.NONE and not self.applied_count:
            return LineStatus.NOT_APPLIED
        return LineStatus.AUTOMATIC

    @property
    def party(self):
        """The account, customer, vendor or bank account that the line is posted against."""
        return self.account or self.customer or self.vendor or self.other_bank_account
