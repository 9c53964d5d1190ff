"""Vendor ledger entries and their detailed entries: the customers' mirror."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.open_entry import DetailedEntry, OpenEntry
from ledger.querysets.open_entries import OpenEntryQuerySet


class VendorLedgerEntry(OpenEntry):
    """One posted line of a vendor; invoices are negative, payments positive."""

    vendor = models.ForeignKey(
        "ledger.Vendor",
        verbose_name=_("vendor"),
        on_delete=models.PROTECT,
        related_name="ledger_entries",
        db_index=False,
    )
    posting_group = models.ForeignKey(
        "ledger.VendorPostingGroup",
        verbose_name=_("vendor posting group"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = OpenEntryQuerySet.as_manager()

    class Meta(OpenEntry.Meta):
        verbose_name = _("vendor ledger entry")
        verbose_name_plural = _("vendor ledger entries")
        permissions = [
            (
                "amend_vendorledgerentry",
                _("Can change due date, hold and discount of posted vendor entries"),
            )
        ]
        indexes = [
            models.Index(fields=("vendor", "open", "due_date"), name="vend_entry_of_vendor"),
            models.Index(fields=("posting_date", "id"), name="vend_entry_by_posting"),
            models.Index(fields=("document_no", "id"), name="vend_entry_by_document"),
            models.Index(fields=("due_date", "id"), name="vend_entry_by_due"),
            models.Index(fields=("remaining", "id"), name="vend_entry_by_remaining"),
            models.Index(fields=("amount", "id"), name="vend_entry_by_amount"),
            models.Index(
                fields=("vendor",), name="vend_entry_reversed", condition=Q(reversed=True)
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:vendor_entry_detail", args=[self.pk])


class DetailedVendorEntry(DetailedEntry):
    """One amount of a vendor ledger entry."""

    entry = models.ForeignKey(
        "ledger.VendorLedgerEntry",
        verbose_name=_("vendor ledger entry"),
        on_delete=models.PROTECT,
        related_name="details",
        db_index=False,
    )
    vendor = models.ForeignKey(
        "ledger.Vendor",
        verbose_name=_("vendor"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    applied_entry = models.ForeignKey(
        "ledger.VendorLedgerEntry",
        verbose_name=_("applied vendor ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta(DetailedEntry.Meta):
        verbose_name = _("detailed vendor ledger entry")
        verbose_name_plural = _("detailed vendor ledger entries")
        indexes = [
            models.Index(fields=("entry", "posting_date"), name="vend_detail_by_entry"),
            models.Index(
                fields=("vendor", "posting_date", "id"),
                include=("amount_lcy",),
                name="vend_detail_by_vendor",
            ),
            models.Index(
                fields=("application_no", "transaction", "id"),
                name="vend_detail_by_application",
                condition=Q(application_no__isnull=False),
            ),
            models.Index(
                fields=("vendor", "posting_date", "id"),
                name="vend_detail_revalued",
                condition=Q(application_no__isnull=True)
                & ~Q(entry_type=DetailedEntry.EntryType.INITIAL),
            ),
        ]
