"""The chart of accounts."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class GLAccount(models.Model):
    """A general ledger account. `direct_posting` off: only subledger postings may use it."""

    class Category(models.TextChoices):
        ASSETS = "assets", _("Assets")
        LIABILITIES = "liabilities", _("Liabilities")
        EQUITY = "equity", _("Equity")
        INCOME = "income", _("Income")
        EXPENSE = "expense", _("Expense")

    no = models.CharField(_("no."), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    category = models.CharField(_("category"), max_length=15, choices=Category)
    direct_posting = models.BooleanField(_("direct posting"), default=True)
    blocked = models.BooleanField(_("blocked"), default=False)

    class Meta:
        ordering = ("no",)
        verbose_name = _("G/L account")
        verbose_name_plural = _("G/L accounts")

    def __str__(self) -> str:
        return f"{self.no} {self.name}"

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:account", args=[self.pk])
