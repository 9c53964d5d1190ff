"""Posted shipments, return receipts, invoices and credit memos: immutable copies."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.document_parts import QUANTITY, DocumentHeader, DocumentLine


class PostedHeader(DocumentHeader):
    """A posted document points at its register and at the draft it came from."""

    register = models.ForeignKey(
        "ledger.Register",
        verbose_name=_("register"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    source_document = models.ForeignKey(
        "ledger.SalesDocument",
        verbose_name=_("sales document"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    order_no = models.CharField(_("order no."), max_length=20, blank=True)

    class Meta:
        abstract = True
        ordering = ("-id",)


class PostedLine(DocumentLine):
    """A posted line points at the draft line it came from."""

    source_line = models.ForeignKey(
        "ledger.SalesLine",
        verbose_name=_("sales line"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True
        ordering = ("line_no",)

    def __str__(self) -> str:
        return f"{self.line_no} {self.description}"


_INVOICED_WITHIN_QUANTITY = models.Q(quantity__lte=0) | models.Q(
    invoiced__gte=0, invoiced__lte=models.F("quantity")
)


class GoodsLine(PostedLine):
    """Goods that moved: `invoiced` grows as invoices take the quantity.

    An undone line has a negative mirror.
    """

    invoiced = models.DecimalField(_("quantity invoiced"), default=Decimal(0), **QUANTITY)
    undone_line = models.OneToOneField(
        "self",
        verbose_name=_("undoes line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
    )

    class Meta(PostedLine.Meta):
        abstract = True


class PostedShipment(PostedHeader):
    """Goods that left; no ledger entry comes from it."""

    class Meta(PostedHeader.Meta):
        verbose_name = _("posted shipment")
        verbose_name_plural = _("posted shipments")
        indexes = [
            models.Index(fields=("sell_to", "id"), name="shipment_by_sell_to"),
            models.Index(fields=("posting_date", "id"), name="shipment_by_date"),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("documents:posted_shipment", args=[self.pk])


class PostedShipmentLine(GoodsLine):
    """Goods of one order line that left together."""

    document = models.ForeignKey(
        "ledger.PostedShipment",
        verbose_name=_("posted shipment"),
        on_delete=models.PROTECT,
        related_name="lines",
    )

    class Meta(PostedLine.Meta):
        verbose_name = _("posted shipment line")
        verbose_name_plural = _("posted shipment lines")
        constraints = [
            models.CheckConstraint(
                condition=_INVOICED_WITHIN_QUANTITY,
                name="shipment_line_invoiced_within_quantity",
            )
        ]


class PostedReturnReceipt(PostedHeader):
    """Goods that came back; no ledger entry comes from it."""

    class Meta(PostedHeader.Meta):
        verbose_name = _("posted return receipt")
        verbose_name_plural = _("posted return receipts")
        indexes = [
            models.Index(fields=("sell_to", "id"), name="receipt_by_sell_to"),
            models.Index(fields=("posting_date", "id"), name="receipt_by_date"),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("documents:posted_return_receipt", args=[self.pk])


class PostedReturnReceiptLine(GoodsLine):
    """Goods of one return order line that came back together; `invoiced` is what was credited."""

    document = models.ForeignKey(
        "ledger.PostedReturnReceipt",
        verbose_name=_("posted return receipt"),
        on_delete=models.PROTECT,
        related_name="lines",
    )

    class Meta(PostedLine.Meta):
        verbose_name = _("posted return receipt line")
        verbose_name_plural = _("posted return receipt lines")
        constraints = [
            models.CheckConstraint(
                condition=_INVOICED_WITHIN_QUANTITY,
                name="receipt_line_invoiced_within_quantity",
            )
        ]


class PostedInvoice(PostedHeader):
    """An invoice as the customer got it, with the customer ledger entry it opened."""

    entry = models.OneToOneField(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        related_name="posted_invoice",
    )

    class Meta(PostedHeader.Meta):
        verbose_name = _("posted invoice")
        verbose_name_plural = _("posted invoices")
        indexes = [
            models.Index(fields=("sell_to", "id"), name="invoice_by_sell_to"),
            models.Index(fields=("bill_to", "id"), name="invoice_by_bill_to"),
            models.Index(fields=("posting_date", "id"), name="invoice_by_date"),
            models.Index(fields=("due_date", "id"), name="invoice_by_due"),
            models.Index(fields=("total_gross", "id"), name="invoice_by_total"),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("documents:posted_invoice", args=[self.pk])


class PostedInvoiceLine(PostedLine):
    """A line of a posted invoice; collected lines name the shipment line they invoiced."""

    document = models.ForeignKey(
        "ledger.PostedInvoice",
        verbose_name=_("posted invoice"),
        on_delete=models.PROTECT,
        related_name="lines",
    )

    class Meta(PostedLine.Meta):
        verbose_name = _("posted invoice line")
        verbose_name_plural = _("posted invoice lines")


class PostedCreditMemo(PostedHeader):
    """A credit memo as the customer got it, with the customer ledger entry it opened."""

    entry = models.OneToOneField(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        related_name="posted_credit_memo",
    )
    corrects = models.ForeignKey(
        "ledger.PostedInvoice",
        verbose_name=_("corrects invoice"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="correcting_credit_memos",
    )

    class Meta(PostedHeader.Meta):
        verbose_name = _("posted credit memo")
        verbose_name_plural = _("posted credit memos")
        indexes = [
            models.Index(fields=("sell_to", "id"), name="credit_memo_by_sell_to"),
            models.Index(fields=("bill_to", "id"), name="credit_memo_by_bill_to"),
            models.Index(fields=("posting_date", "id"), name="credit_memo_by_date"),
            models.Index(fields=("total_gross", "id"), name="credit_memo_by_total"),
        ]

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("documents:posted_credit_memo", args=[self.pk])


class PostedCreditMemoLine(PostedLine):
    """A line of a posted credit memo."""

    document = models.ForeignKey(
        "ledger.PostedCreditMemo",
        verbose_name=_("posted credit memo"),
        on_delete=models.PROTECT,
        related_name="lines",
    )

    class Meta(PostedLine.Meta):
        verbose_name = _("posted credit memo line")
        verbose_name_plural = _("posted credit memo lines")
