"""Customer ledger entries and their detailed entries."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.open_entry import DetailedEntry, OpenEntry
from ledger.querysets.customer_entries import CustomerLedgerEntryQuerySet


class CustomerLedgerEntry(OpenEntry):
    """One posted line of a customer; debits are positive."""

    class Dispute(models.TextChoices):
        NONE = "", _("Not disputed")
        DISPUTED = "disputed", _("Disputed")

    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        related_name="ledger_entries",
        db_index=False,
    )
    posting_group = models.ForeignKey(
        "customers.CustomerPostingGroup",
        verbose_name=_("customer posting group"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    payment_terms = models.ForeignKey(
        "customers.PaymentTerms",
        verbose_name=_("payment terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    payment_method = models.ForeignKey(
        "customers.PaymentMethod",
        verbose_name=_("payment method"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    dispute = models.CharField(
        _("dispute status"), max_length=10, choices=Dispute, blank=True, default=""
    )
    promised_pay_date = models.DateField(_("promised pay date"), null=True, blank=True)
    last_reminder_level = models.PositiveSmallIntegerField(_("last reminder level"), default=0)

    objects = CustomerLedgerEntryQuerySet.as_manager()

    class Meta(OpenEntry.Meta):
        verbose_name = _("customer ledger entry")
        verbose_name_plural = _("customer ledger entries")
        permissions = [
            (
                "amend_customerledgerentry",
                _("Can change due date, hold, dispute and promise of posted entries"),
            )
        ]
        indexes = [
            models.Index(
                fields=("customer", "open", "due_date"), name="cust_entry_of_customer"
            ),
            models.Index(fields=("customer", "id"), name="cust_entry_by_customer"),
            models.Index(fields=("posting_date", "id"), name="cust_entry_by_posting"),
            models.Index(fields=("document_no", "id"), name="cust_entry_by_document"),
            models.Index(fields=("due_date", "id"), name="cust_entry_by_due"),
            models.Index(fields=("remaining", "id"), name="cust_entry_by_remaining"),
            models.Index(fields=("amount", "id"), name="cust_entry_by_amount"),
            models.Index(
                fields=("customer",), name="cust_entry_reversed", condition=Q(reversed=True)
            ),
            models.Index(
                fields=("due_date", "id"), name="cust_entry_open_by_due", condition=Q(open=True)
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:customer_entry_detail", args=[self.pk])


class DetailedCustomerEntry(DetailedEntry):
    """One amount of a customer ledger entry."""

    entry = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        related_name="details",
        db_index=False,
    )
    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    applied_entry = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("applied customer ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta(DetailedEntry.Meta):
        verbose_name = _("detailed customer ledger entry")
        verbose_name_plural = _("detailed customer ledger entries")
        indexes = [
            models.Index(fields=("entry", "posting_date"), name="cust_detail_by_entry"),
            models.Index(
                fields=("customer", "posting_date", "id"),
                include=("amount_lcy",),
                name="cust_detail_by_customer",
            ),
            models.Index(
                fields=("application_no", "transaction", "id"),
                name="cust_detail_by_application",
                condition=Q(application_no__isnull=False),
            ),
            models.Index(
                fields=("customer", "posting_date", "id"),
                name="cust_detail_revalued",
                condition=Q(application_no__isnull=True)
                & ~Q(entry_type=DetailedEntry.EntryType.INITIAL),
            ),
        ]
