"""What a line will be applied to when it is posted."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from payments.models.choices import AmountMatch, Confidence, DebitMatch, NumberMatch, PartyMatch


class AppliedEntry(models.Model):
    """A mark of its own: the ledger entry knows nothing of it until the journal is posted.

    Lines of several journals may name the same entry; posting decides who comes first.
    `amount` is what it takes off the entry, with the entry's sign; `discount` is the part of
    it that is payment discount and not money. Without an entry the amount goes on account.
    Invoice 1000.00 paid with 980.00 in time: amount 1000.00, discount 20.00, paid 980.00.
    """

    line = models.ForeignKey(
        "payments.ReconciliationLine",
        verbose_name=_("reconciliation line"),
        on_delete=models.CASCADE,
        related_name="applied_entries",
        db_index=False,
    )
    customer_entry = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applied_in",
    )
    vendor_entry = models.ForeignKey(
        "ledger.VendorLedgerEntry",
        verbose_name=_("vendor ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applied_in",
    )
    bank_entry = models.ForeignKey(
        "ledger.BankLedgerEntry",
        verbose_name=_("bank account ledger entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applied_in",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    amount = MoneyField(_("applied amount"))
    discount = MoneyField(_("payment discount"), default=ZERO)
    confidence = models.PositiveSmallIntegerField(
        _("match confidence"), choices=Confidence, default=Confidence.NONE
    )
    score = models.PositiveIntegerField(_("score"), default=0)
    party_match = models.CharField(
        _("related party"), max_length=10, choices=PartyMatch, default=PartyMatch.ANY
    )
    number_match = models.CharField(
        _("document no."), max_length=10, choices=NumberMatch, default=NumberMatch.ANY
    )
    amount_match = models.CharField(
        _("amount"), max_length=10, choices=AmountMatch, default=AmountMatch.ANY
    )
    debit_match = models.CharField(
        _("direct debit"), max_length=10, choices=DebitMatch, default=DebitMatch.ANY
    )
    reasons = models.JSONField(_("reasons"), default=list, blank=True)

    class Meta:
        ordering = ("line", "order", "id")
        verbose_name = _("applied entry")
        verbose_name_plural = _("applied entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(customer_entry=None, vendor_entry=None)
                | Q(customer_entry=None, bank_entry=None)
                | Q(vendor_entry=None, bank_entry=None),
                name="applied_entry_names_one_entry",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="applied_entry_not_zero"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, discount__gte=0, discount__lte=F("amount"))
                | Q(amount__lt=0, discount__lte=0, discount__gte=F("amount")),
                name="applied_entry_discount_within_amount",
            ),
            models.UniqueConstraint(
                fields=("line", "customer_entry"), name="applied_customer_entry_once"
            ),
            models.UniqueConstraint(
                fields=("line", "vendor_entry"), name="applied_vendor_entry_once"
            ),
            models.UniqueConstraint(
                fields=("line", "bank_entry"), name="applied_bank_entry_once"
            ),
            models.UniqueConstraint(
                fields=("line",),
                condition=Q(customer_entry=None, vendor_entry=None, bank_entry=None),
                name="applied_on_account_once",
            ),
        ]
        indexes = [models.Index(fields=("line", "order"), name="applied_entry_by_line")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.amount}"

    @property
    def paid(self) -> Decimal:
        """The money of it: amount less discount."""
        return self.amount - self.discount

    @property
    def entry(self):
        """The ledger entry, whichever ledger it is of; None when on account."""
        return self.customer_entry or self.vendor_entry or self.bank_entry
