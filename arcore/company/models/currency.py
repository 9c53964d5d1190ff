"""Currencies: how finely each is counted and written."""

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FiniteDecimalField, MoneyField
from arcore.values.money import ZERO


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
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
    payment_tolerance_percent = FiniteDecimalField(
        _("payment tolerance %"),
        max_digits=5,
        decimal_places=2,
        default=ZERO,
        help_text=_(
            "Share of an invoice in this currency that may be written off. For the local "
            "currency the company's own values count."
        ),
    )
    payment_tolerance_max = MoneyField(
        _("max. payment tolerance"),
        default=ZERO,
        help_text=_("In this currency; 0 sets no limit to the share."),
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
            models.CheckConstraint(
                name="currency_payment_tolerance_percent_in_range",
                condition=Q(payment_tolerance_percent__range=(0, 100)),
                violation_error_message=_("A payment tolerance lies between 0 and 100 %."),
            ),
            models.CheckConstraint(
                name="currency_payment_tolerance_max_not_negative",
                condition=Q(payment_tolerance_max__gte=0),
                violation_error_message=_("A max. payment tolerance can't be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def precision(self) -> Decimal:
        """The smallest amount of this currency: 0.01 with two decimals."""
        return Decimal(1).scaleb(-self.decimals)
