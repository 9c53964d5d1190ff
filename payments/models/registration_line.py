"""A ticked document: what a user says was received for it, until it is posted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO


class RegistrationLine(models.Model):
    """One open customer entry that one user ticked; unticking deletes the row.

    Amounts have the entry's sign. `discount_date` is set where the user moved the entry's; it is
    saved on the entry when the payment is posted. `seen_remaining` is what was open when the
    line was written last: money that came in between is told, never paid twice.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="registration_lines",
        db_index=False,
    )
    entry = models.ForeignKey(
        "ledger.CustomerLedgerEntry",
        verbose_name=_("customer ledger entry"),
        on_delete=models.PROTECT,
        related_name="registration_lines",
    )
    date_received = models.DateField(_("date received"), null=True, blank=True)
    amount_received = MoneyField(_("amount received"), default=ZERO)
    discount_date = models.DateField(_("discount date"), null=True, blank=True)
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    seen_remaining = MoneyField(_("remaining amount as seen"))

    class Meta:
        ordering = ("id",)
        verbose_name = _("registered payment")
        verbose_name_plural = _("registered payments")
        permissions = [("post_registrationline", _("Can post registered payments"))]
        constraints = [
            models.UniqueConstraint(fields=("user", "entry"), name="registration_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.amount_received}"
