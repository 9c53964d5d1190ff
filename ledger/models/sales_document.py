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

from arcore.company.fields import FactorField, MoneyField
from arcore.values.money import ZERO

QUANTITY: dict[str, Any] = {"max_digits": 15, "decimal_places": 5}


class DocumentHeader(models.Model):
    """What a draft and its posted copies share: parties, addresses, dates and terms."""

    no = models.CharField(_("no."), max_length=20, unique=True)
    sell_to = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("sell-to customer"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,
    )
    bill_to = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("bill-to customer"),
        on_delete=models.PROTECT,
        related_name="billed_%(class)ss",
        db_index=False,
    )
    sell_to_name = models.CharField(_("sell-to name"), max_length=100)
    sell_to_address = models.TextField(_("sell-to address"), max_length=500, blank=True)
    bill_to_name = models.CharField(_("bill-to name"), max_length=100)
    bill_to_address = models.TextField(_("bill-to address"), max_length=500, blank=True)
    bill_to_vat_no = models.CharField(_("VAT registration no."), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    posting_date = models.DateField(_("posting date"))
    document_date = models.DateField(_("document date"))
    due_date = models.DateField(_("due date"))
    discount_date = models.DateField(_("discount date"), null=True, blank=True)
    discount_percent = models.DecimalField(
        _("payment discount %"), max_digits=5, decimal_places=2, default=Decimal(0)
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
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    factor = FactorField(
        _("currency factor"),
        default=Decimal(1),
        help_text=_("Local currency for one unit of the document's currency."),
    )
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    your_reference = models.CharField(_("your reference"), max_length=50, blank=True)
    salesperson = models.CharField(_("salesperson"), max_length=20, blank=True)
    prices_including_vat = models.BooleanField(_("prices including VAT"), default=False)
    total_net = MoneyField(_("total excl. VAT"), default=ZERO)
    total_vat = MoneyField(_("total VAT"), default=ZERO)
    total_gross = MoneyField(_("total incl. VAT"), default=ZERO)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.no


class DocumentLine(models.Model):
    """What a draft line and its posted copies share. Amounts are in the document's currency."""

    class Kind(models.TextChoices):
        ITEM = "item", _("Item")
        ACCOUNT = "account", _("G/L account")
        COMMENT = "comment", _("Comment")

    line_no = models.PositiveIntegerField(_("line no."))
    kind = models.CharField(_("type"), max_length=10, choices=Kind, default=Kind.ITEM)
    item = models.ForeignKey(
        "ledger.Item",
        verbose_name=_("item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
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
    description = models.CharField(_("description"), max_length=250, blank=True)
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    quantity = models.DecimalField(_("quantity"), default=Decimal(0), **QUANTITY)
    unit_price = models.DecimalField(_("unit price"), default=Decimal(0), **QUANTITY)
    discount_percent = models.DecimalField(
        _("line discount %"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    product_group = models.ForeignKey(
        "ledger.ProductGroup",
        verbose_name=_("product posting group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    vat_product_group = models.ForeignKey(
        "ledger.VatProductGroup",
        verbose_name=_("VAT product posting group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    vat_rate = models.DecimalField(
        _("VAT %"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    net = MoneyField(_("amount excl. VAT"), default=ZERO)
    vat = MoneyField(_("VAT amount"), default=ZERO)
    gross = MoneyField(_("amount incl. VAT"), default=ZERO)

    class Meta:
        abstract = True
        ordering = ("line_no",)


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
