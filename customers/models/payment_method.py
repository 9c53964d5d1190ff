"""Payment methods; the account of an immediate payment is ledger posting setup."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentMethod(models.Model):
    """How a customer pays. A direct-debit method carries the terms used while it is chosen."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100)
    direct_debit = models.BooleanField(_("direct debit"), default=False)
    direct_debit_terms = models.ForeignKey(
        "customers.PaymentTerms",
        verbose_name=_("direct debit payment terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("payment method")
        verbose_name_plural = _("payment methods")

    def __str__(self) -> str:
        return f"{self.code} {self.description}"
