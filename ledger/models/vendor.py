"""Vendors; their ledger runs on the same engine as the customers'."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.values.search_key import search_key


class Vendor(models.Model):
    """Who is owed. Blocked: blank, Payment (no payments out), All (nothing)."""

    class Blocked(models.TextChoices):
        BLANK = "", _("(blank)")
        PAYMENT = "payment", _("Payment")
        ALL = "all", _("All")

    no = models.CharField(_("no."), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=100, blank=True)
    post_code = models.CharField(_("post code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    swift = models.CharField(_("SWIFT/BIC"), max_length=11, blank=True)
    blocked = models.CharField(
        _("blocked"), max_length=10, choices=Blocked, blank=True, default=""
    )
    posting_group = models.ForeignKey(
        "ledger.VendorPostingGroup",
        verbose_name=_("vendor posting group"),
        on_delete=models.PROTECT,
        related_name="vendors",
    )
    payment_terms = models.ForeignKey(
        "customers.PaymentTerms",
        verbose_name=_("payment terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    search_key = models.CharField(max_length=120, editable=False, default="")

    class Meta:
        ordering = ("no",)
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        indexes = [models.Index(fields=("search_key", "id"), name="vendor_by_name")]

    def __str__(self) -> str:
        return f"{self.no} {self.name}"

    def save(self, *args, **kwargs):
        """Keep the unaccented key in step with the name."""
        self.search_key = search_key(self.name)[:120]
        super().save(*args, **kwargs)
