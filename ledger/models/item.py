"""What is sold. Stock and its valuation are out of scope: an item is a price and two groups."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.values.search_key import search_key


class Item(models.Model):
    """Defaults for a sales line; prices are in local currency, without VAT."""

    no = models.CharField(_("no."), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100)
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    unit_price = models.DecimalField(
        _("unit price"), max_digits=15, decimal_places=5, default=Decimal(0)
    )
    product_group = models.ForeignKey(
        "ledger.ProductGroup",
        verbose_name=_("product posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    vat_product_group = models.ForeignKey(
        "ledger.VatProductGroup",
        verbose_name=_("VAT product posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    blocked = models.BooleanField(_("blocked"), default=False)
    search_key = models.CharField(max_length=120, editable=False, default="")

    class Meta:
        ordering = ("no",)
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit_price__gte=0), name="item_price_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.description}"

    def save(self, *args, **kwargs):
        """Keep the unaccented key in step with the description."""
        self.search_key = search_key(self.description)[:120]
        super().save(*args, **kwargs)
