"""What was changed on a posted customer or vendor ledger entry: who, when, why, from and to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryAmendment(models.Model):
    """One changed field of one entry; written by `ledger.posting`, never edited.

    The entry's customer or vendor stands here too: their timeline reads changes by moment.
    `before` and `after` are the values as text: dates in ISO form, amounts with three decimals
    and a point, methods by code, "" for none. `newest_detail` is the id of the entry's newest
    detailed entry by then: what was applied later has newer ones, whatever the clocks of the
    servers said.
    """

    class Field(models.TextChoices):
        DUE_DATE = "due_date", _("due date")
        ON_HOLD = "on_hold", _("on hold")
        DISPUTE = "dispute", _("dispute status")
        PROMISED_PAY_DATE = "promised_pay_date", _("promised pay date")
        DESCRIPTION = "description", _("description")
        PAYMENT_REFERENCE = "payment_reference", _("payment reference")
        EXTERNAL_DOCUMENT_NO = "external_document_no", _("external document no.")
        PAYMENT_METHOD = "payment_method", _("payment method")
        DISCOUNT_DATE = "discount_date", _("discount date")
        DISCOUNT_TOLERANCE_DATE = "discount_tolerance_date", _("discount tolerance date")
        REMAINING_DISCOUNT = "remaining_discount", _("remaining discount possible")
        MAX_TOLERANCE = "max_tolerance", _("max. payment tolerance")

    entry = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
    )
    vendor_entry = models.ForeignKey(
        "ledger.VendorLedgerEntry",
        verbose_name=_("vendor ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
    )
    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    vendor = models.ForeignKey(
        "ledger.Vendor",
        verbose_name=_("vendor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    field = models.CharField(_("field"), max_length=30, choices=Field)
    before = models.CharField(_("before"), max_length=250, blank=True)
    after = models.CharField(_("after"), max_length=250, blank=True)
    reason = models.CharField(_("reason"), max_length=250)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    amended_at = models.DateTimeField(_("amended at"))
    newest_detail = models.BigIntegerField(editable=False, db_default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("change of a posted entry")
        verbose_name_plural = _("changes of posted entries")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")),
                name="amendment_changes_something",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="amendment_says_why"),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True) ^ models.Q(vendor_entry__isnull=True),
                name="amendment_of_one_entry",
            ),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True, customer__isnull=True)
                | models.Q(entry__isnull=False, customer__isnull=False),
                name="amendment_of_its_customer",
            ),
            models.CheckConstraint(
                condition=models.Q(vendor_entry__isnull=True, vendor__isnull=True)
                | models.Q(vendor_entry__isnull=False, vendor__isnull=False),
                name="amendment_of_its_vendor",
            ),
        ]
        indexes = [
            models.Index(
                fields=("customer", "amended_at"),
                name="amendment_by_customer",
                condition=models.Q(customer__isnull=False),
            ),
            models.Index(
                fields=("vendor", "amended_at"),
                name="amendment_by_vendor",
                condition=models.Q(vendor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.before} → {self.after}"
