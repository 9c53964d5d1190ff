"""Into which batch and against which account a user registers payments."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.choices import BalancingType


class RegistrationSetup(models.Model):
    """One row a user (spec ledger-and-application, section 6).

    Without `use_as_default` the page asks for it whenever it is opened. `version` grows with
    every tick of the user and with every posting, so the same ticks never post twice.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="registration_setup",
    )
    batch = models.ForeignKey(
        "payments.JournalBatch",
        verbose_name=_("journal batch"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_(
            "Its number series numbers the payments. Batches without one are left out."
        ),
    )
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
    use_as_default = models.BooleanField(
        _("use as default"),
        default=False,
        help_text=_("Otherwise this page is shown each time you begin to register payments."),
    )
    auto_fill_date = models.BooleanField(
        _("fill in the date received"),
        default=True,
        help_text=_("A ticked document gets today's date."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("payment registration setup")
        verbose_name_plural = _("payment registration setups")
        constraints = [
            models.CheckConstraint(
                condition=Q(balancing_type="", balancing_account=None, balancing_bank=None)
                | Q(balancing_type="account", balancing_account__isnull=False)
                & Q(balancing_bank=None)
                | Q(balancing_type="bank", balancing_bank__isnull=False)
                & Q(balancing_account=None),
                name="registration_one_balancing_account",
                violation_error_message=_(
                    "Choose the balancing account that fits its type, and no other one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} → {self.balancing_side}"

    @property
    def balancing_side(self):
        """Where the money goes, of whichever type; None while nothing is chosen."""
        return self.balancing_account or self.balancing_bank
