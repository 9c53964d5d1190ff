"""Our own bank accounts and the G/L account each one stands for."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BankAccount(models.Model):
    """The sum of its bank ledger entries equals the balance of its G/L account."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    swift = models.CharField(_("SWIFT/BIC"), max_length=11, blank=True)
    branch_no = models.CharField(_("bank branch no."), max_length=20, blank=True)
    account_no = models.CharField(_("bank account no."), max_length=34, blank=True)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    account = models.OneToOneField(
        "ledger.GLAccount",
        verbose_name=_("G/L account"),
        on_delete=models.PROTECT,
        related_name="bank_account",
    )
    blocked = models.BooleanField(_("blocked"), default=False)

    class Meta:
        ordering = ("code",)
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:bank_account", args=[self.pk])
