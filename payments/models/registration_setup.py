"""Into which batch and against which account a user registers payments."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.balancing_account import BalancingAccount, one_balancing_account


class RegistrationSetup(BalancingAccount):
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
            one_balancing_account("registration_one_balancing_account"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} → {self.balancing_side}"
