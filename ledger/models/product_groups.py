"""Codes of what is sold: the product half of the posting and VAT setup."""

from django.utils.translation import gettext_lazy as _

from customers.models.groups import GroupCode


class ProductGroup(GroupCode):
    """With the business group, decides the sales account."""

    class Meta(GroupCode.Meta):
        verbose_name = _("product posting group")
        verbose_name_plural = _("product posting groups")


class VatProductGroup(GroupCode):
    """With the VAT business group, decides the VAT rate."""

    class Meta(GroupCode.Meta):
        verbose_name = _("VAT product posting group")
        verbose_name_plural = _("VAT product posting groups")
