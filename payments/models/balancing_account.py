"""The account on the other side: what template, batch and registration setup may choose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.choices import BalancingType


class BalancingAccount(models.Model):
    """A G/L or a bank account, whichever `balancing_type` says; or none yet."""

    balancing_type = models.CharField(
        _("balancing account type"),
        max_length=10,
        choices=BalancingType,
        blank=True,
        default="",
    )
    balancing_account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("balancing G/L account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    balancing_bank = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("balancing bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True

    @property
    def balancing_side(self):
        """The account, of whichever type; None while nothing is chosen."""
        return self.balancing_account or self.balancing_bank


def one_balancing_account(name: str) -> models.CheckConstraint:
    """The account of the type that is chosen and no other; for the model's constraints."""
    return models.CheckConstraint(
        condition=Q(balancing_type="", balancing_account=None, balancing_bank=None)
        | Q(balancing_type="account", balancing_account__isnull=False) & Q(balancing_bank=None)
        | Q(balancing_type="bank", balancing_bank__isnull=False) & Q(balancing_account=None),
        name=name,
        violation_error_message=_(
            "Choose the balancing account that fits its type, and no other one."
        ),
    )
