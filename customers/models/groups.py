"""The codes that ledger accounts hang on; which account, the ledger's posting setup says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupCode(models.Model):
    """A code with a description, chosen on cards and documents."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100)

    class Meta:
        abstract = True
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


class CustomerPostingGroup(GroupCode):
    """Decides the receivables, interest, fee, discount, tolerance and rounding accounts."""

    class Meta(GroupCode.Meta):
        verbose_name = _("customer posting group")
        verbose_name_plural = _("customer posting groups")


class BusinessGroup(GroupCode):
    """With the product group, decides the sales account."""

    class Meta(GroupCode.Meta):
        verbose_name = _("business posting group")
        verbose_name_plural = _("business posting groups")


class VatBusinessGroup(GroupCode):
    """With the VAT product group, decides the VAT rate."""

    class Meta(GroupCode.Meta):
        verbose_name = _("VAT business posting group")
        verbose_name_plural = _("VAT business posting groups")
