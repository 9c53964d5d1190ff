"""Payment terms: due date, discount date and discount percentage (spec section 4)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import DateFormulaField


class PaymentTerms(models.Model):
    """Formulas are applied to the document date, never to the posting date."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100)
    due_formula = DateFormulaField(_("due date formula"), blank=True)
    discount_formula = DateFormulaField(_("discount date formula"), blank=True)
    discount_percent = models.DecimalField(
        _("payment discount %"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    discount_on_credit_memos = models.BooleanField(
        _("calculate due date and discount on credit memos"), default=False
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("payment terms")
        verbose_name_plural = _("payment terms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(discount_percent__gte=0, discount_percent__lte=100),
                name="payment_terms_percent_in_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"
