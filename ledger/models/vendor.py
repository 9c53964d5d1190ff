"""The vendor card; the vendors' ledger runs on the same engine as the customers'."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arcore.company.fields import BicField, IbanField
from customers.countries import check_country
from customers.models.card import Card, version_grows


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["search_key"],
)
class Vendor(Card):
    """Who is owed. Like a customer it counts its `version` and keeps every state it had."""

    class Blocked(models.TextChoices):
        BLANK = "", pgettext_lazy("blocked", "(blank)")
        PAYMENT = "payment", pgettext_lazy("blocked", "Payment")
        ALL = "all", pgettext_lazy("blocked", "All")

    no = models.CharField(
        _("no."),
        max_length=20,
        unique=True,
        error_messages={
            "unique": _("Another vendor has this number already: choose another one.")
        },
    )
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=100, blank=True)
    post_code = models.CharField(_("post code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[check_country]
    )
    iban = IbanField(_("IBAN"))
    swift = BicField(_("SWIFT/BIC"))
    blocked = models.CharField(
        _("blocked"), max_length=10, choices=Blocked, blank=True, default=Blocked.BLANK
    )
    posting_group = models.ForeignKey(
        "ledger.VendorPostingGroup",
        verbose_name=_("vendor posting group"),
        on_delete=models.PROTECT,
        related_name="vendors",
    )
    payment_terms = models.ForeignKey(
        "customers.PaymentTerms",
        verbose_name=_("payment terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("no",)
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        triggers = [version_grows("vendor")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(no="") & ~models.Q(name=""),
                name="vendor_has_number_and_name",
                violation_error_message=_("A vendor needs a number and a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"),
                name="vendor_country_is_two_letters",
                violation_error_message=_("A country is two capital letters, as in FR or GB."),
            ),
            models.CheckConstraint(
                condition=models.Q(blocked__in=("", "payment", "all")),
                name="vendor_blocked_known",
            ),
        ]
        indexes = [
            models.Index(fields=("search_key", "id"), name="vendor_by_name"),
            models.Index(fields=("city", "id"), name="vendor_by_city"),
            models.Index(fields=("country", "id"), name="vendor_by_country"),
            models.Index(fields=("blocked", "id"), name="vendor_by_blocked"),
            GinIndex(
                fields=("search_key",), opclasses=("gin_trgm_ops",), name="vendor_search_trgm"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The card."""
        return reverse("vendors:detail", args=[self.pk])
