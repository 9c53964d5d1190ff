"""Currencies: how finely each is counted and written."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class Currency(models.Model):
    """A currency, known by its ISO 4217 code, which is the key other tables store."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    description = models.CharField(_("description"), max_length=50)
    symbol = models.CharField(_("symbol"), max_length=5, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=2)
    application_rounding_precision = MoneyField(
        _("application rounding precision"),
        default=ZERO,
        help_text=_(
            "A rest up to this amount, left by applying between currencies, is closed; "
            "0 closes none."
        ),
    )
    euro_member = models.BooleanField(_("euro member"), default=False)

    class Meta:
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="currency_code_is_three_letters",
                condition=Q(code__regex="^[A-Z]{3}$"),
                violation_error_message=_("A currency code is three capital letters."),
            ),
            models.CheckConstraint(
                name="currency_decimals_up_to_three",
                condition=Q(decimals__lte=3),
                violation_error_message=_("A currency has at most three decimals."),
            ),
            models.CheckConstraint(
                name="currency_application_rounding_not_negative",
                condition=Q(application_rounding_precision__gte=0),
                violation_error_message=_("A rounding precision can't be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def precision(self) -> Decimal:
        """The smallest amount of this currency: 0.01 with two decimals."""
        return Decimal(1).scaleb(-self.decimals)
