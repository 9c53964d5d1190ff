"""Sales documents in preparation: quote, order, invoice, credit memo, return order.

A posted document is another table (`posted_documents`): a copy that never changes.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.document_parts import QUANTITY, DocumentHeader, DocumentLine


class SalesDocument(DocumentHeader):
    """A draft. `version` grows with every change and every posting: it guards both."""

    class Type(models.TextChoices):
        QUOTE = "quote", _("Quote")
        ORDER = "order", _("Order")
        INVOICE = "invoice", _("Invoice")
        CREDIT_MEMO = "credit_memo", _("Credit memo")
        RETURN_ORDER = "return_order", _("Return order")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        RELEASED = "released", _("Released")
        POSTED = "posted", _("Posted")
        CONVERTED = "converted", _("Converted")

    type = models.CharField(_("type"), max_length=15, choices=Type)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    posting_group = models.ForeignKey(
        "customers.CustomerPostingGroup",
        verbose_name=_("customer posting group"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    business_group = models.ForeignKey(
        "customers.BusinessGroup",
        verbose_name=_("business posting group"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    vat_business_group = models.ForeignKey(
        "customers.VatBusinessGroup",
        verbose_name=_("VAT business posting group"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    due_date_manual = models.BooleanField(_("due date set by hand"), default=False)
    balancing_account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("balancing G/L account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Set by the payment method: the document is paid when it is posted."),
    )
    balancing_bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("balancing bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    applies_to = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("applies to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    corrects = models.ForeignKey(
        "ledger.PostedInvoice",
        verbose_name=_("corrects invoice"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    from_quote = models.ForeignKey(
        "self",
        verbose_name=_("from quote"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="made_documents",
        db_index=False,
    )
    on_hold = models.CharField(_("on hold"), max_length=10, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("sales document")
        verbose_name_plural = _("sales documents")
        permissions = [
            ("release_salesdocument", _("Can release and reopen sales documents")),
            ("post_salesdocument", _("Can post sales documents")),
            (
                "correct_salesdocument",
                _("Can undo shipments and return receipts, and cancel posted invoices"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(balancing_account__isnull=True)
                | Q(balancing_bank_account__isnull=True),
                name="sales_document_one_balancing_account",
            ),
            models.CheckConstraint(
                condition=Q(discount_percent__gte=0, discount_percent__lte=100),
                name="sales_document_discount_in_range",
            ),
            models.CheckConstraint(
                condition=Q(factor__gt=0), name="sales_document_factor_positive"
            ),
        ]
        indexes = [
            models.Index(fields=("type", "status", "id"), name="sales_document_by_type"),
            models.Index(fields=("sell_to", "status"), name="sales_document_by_sell_to"),
            models.Index(fields=("bill_to", "status"), name="sales_document_by_bill_to"),
            models.Index(fields=("posting_date", "id"), name="sales_document_by_date"),
            models.Index(fields=("due_date", "id"), name="sales_document_by_due"),
            models.Index(fields=("total_gross", "id"), name="sales_document_by_total"),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("documents:detail", args=[self.pk])


class SalesLine(DocumentLine):
    """A draft line with what has been and what is to be shipped and invoiced.

    outstanding = quantity - shipped; shipped not invoiced = shipped - invoiced. Of a return
    order, shipped stands for received and invoiced for credited.
    """

    document = models.ForeignKey(
        "ledger.SalesDocument",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    to_ship = models.DecimalField(_("quantity to ship"), default=Decimal(0), **QUANTITY)
    to_invoice = models.DecimalField(_("quantity to invoice"), default=Decimal(0), **QUANTITY)
    shipped = models.DecimalField(_("quantity shipped"), default=Decimal(0), **QUANTITY)
    invoiced = models.DecimalField(_("quantity invoiced"), default=Decimal(0), **QUANTITY)
    shipment_line = models.ForeignKey(
        "ledger.PostedShipmentLine",
        verbose_name=_("shipment line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="collecting_lines",
    )
    receipt_line = models.ForeignKey(
        "ledger.PostedReturnReceiptLine",
        verbose_name=_("return receipt line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="collecting_lines",
        db_index=False,
    )
    returned_line = models.ForeignKey(
        "ledger.PostedInvoiceLine",
        verbose_name=_("returned invoice line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="returning_lines",
        db_index=False,
    )

    class Meta(DocumentLine.Meta):
        verbose_name = _("sales line")
        verbose_name_plural = _("sales lines")
        constraints = [
            models.UniqueConstraint(fields=("document", "line_no"), name="sales_line_no_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, unit_price__gte=0), name="sales_line_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(shipped__gte=0, shipped__lte=F("quantity")),
                name="sales_line_shipped_within_quantity",
            ),
            models.CheckConstraint(
                condition=Q(invoiced__gte=0, invoiced__lte=F("quantity")),
                name="sales_line_invoiced_within_quantity",
            ),
            models.CheckConstraint(
                condition=Q(to_ship__gte=0, to_invoice__gte=0),
                name="sales_line_to_do_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(discount_percent__gte=0, discount_percent__lte=100),
                name="sales_line_discount_in_range",
            ),
            models.CheckConstraint(
                condition=Q(shipment_line__isnull=True) | Q(receipt_line__isnull=True),
                name="sales_line_collects_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=("receipt_line",),
                condition=Q(receipt_line__isnull=False),
                name="sales_line_by_receipt_line",
            ),
            models.Index(
                fields=("returned_line",),
                condition=Q(returned_line__isnull=False),
                name="sales_line_by_returned_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.description}"

    @property
    def collected_line(self) -> Any:
        """The posted shipment or return receipt line that this line bills; None for its own."""
        return self.shipment_line or self.receipt_line
