"""What a draft and its posted copies share: the header and the line, and how quantities look."""

from decimal import Decimal
from typing import Any

from django.db import models
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
