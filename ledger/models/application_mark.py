"""Marks: open entries chosen for an application that somebody prepares."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class ApplicationMark(models.Model):
    """One open entry in one set ("applies-to ID"): no two sets ever hold the same entry.

    `owner` names the set: `journal-line:<pk>` for a journal line, `customer-entry:<pk>` or
    `vendor-entry:<pk>` for a posted entry that is to be applied. `amount` is the amount to
    apply, with the entry's sign. A mark is no posting: it goes when the set is posted or emptied,
    or what it is for is closed.
    """

    customer_entry = models.OneToOneField(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mark",
    )
    vendor_entry = models.OneToOneField(
        "ledger.VendorLedgerEntry",
        verbose_name=_("vendor ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mark",
    )
    owner = models.CharField(_("applies-to ID"), max_length=40)
    amount = MoneyField(_("amount to apply"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    marked_at = models.DateTimeField(_("marked at"))

    class Meta:
        ordering = ("id",)
        verbose_name = _("mark of an entry to apply")
        verbose_name_plural = _("marks of entries to apply")
        permissions = [
            ("post_application", _("Can post applications of posted entries")),
            ("unapply_application", _("Can undo applications")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(customer_entry__isnull=True) ^ Q(vendor_entry__isnull=True),
                name="application_mark_one_entry",
            ),
            models.CheckConstraint(
                condition=~Q(amount=ZERO), name="application_mark_applies_something"
            ),
            models.CheckConstraint(condition=~Q(owner=""), name="application_mark_has_owner"),
        ]
        indexes = [models.Index(fields=("owner",), name="application_mark_by_owner")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.amount}"
