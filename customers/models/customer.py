"""The customer card (spec section 2)."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO
from customers.blocking import Blocked
from customers.countries import check_country
from customers.models.card import Card, version_grows


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["search_key"],
)
class Customer(Card):
    """Who buys and who owes. Names and addresses are copied to documents when chosen.

    The database itself counts `version` up with every change, whoever makes it, and keeps
    every state in the history: two clerks never overwrite each other unseen.
    """

    class ApplicationMethod(models.TextChoices):
        MANUAL = "manual", _("Manual")
        OLDEST = "oldest", _("Apply to oldest")

    class PartnerType(models.TextChoices):
        COMPANY = "company", _("Company")
        PERSON = "person", _("Person")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")

    no = models.CharField(
        _("no."),
        max_length=20,
        unique=True,
        error_messages={
            "unique": _("Another customer has this number already: choose another one.")
        },
    )
    name = models.CharField(_("name"), max_length=100)
    name_2 = models.CharField(_("name 2"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=100, blank=True)
    address_2 = models.CharField(_("address 2"), max_length=100, blank=True)
    post_code = models.CharField(_("post code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[check_country]
    )
    contact = models.CharField(_("contact"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    vat_registration_no = models.CharField(_("VAT registration no."), max_length=20, blank=True)
    registration_no = models.CharField(_("registration no."), max_length=30, blank=True)
    blocked = models.CharField(
        _("blocked"), max_length=10, choices=Blocked, blank=True, default=Blocked.BLANK
    )
    privacy_blocked = models.BooleanField(_("privacy blocked"), default=False)
    bill_to_customer = models.ForeignKey(
        "self",
        verbose_name=_("bill-to customer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="billed_customers",
    )
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Blank is the local currency. Existing entries keep theirs."),
    )
    posting_group = models.ForeignKey(
        "customers.CustomerPostingGroup",
        verbose_name=_("customer posting group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
    )
    business_group = models.ForeignKey(
        "customers.BusinessGroup",
        verbose_name=_("business posting group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
    )
    vat_business_group = models.ForeignKey(
        "customers.VatBusinessGroup",
        verbose_name=_("VAT business posting group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
    )
    payment_terms = models.ForeignKey(
        "customers.PaymentTerms",
        verbose_name=_("payment terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    payment_method = models.ForeignKey(
        "customers.PaymentMethod",
        verbose_name=_("payment method"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reminder_terms = models.ForeignKey(
        "customers.ReminderTerms",
        verbose_name=_("reminder terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Blank: never reminded."),
    )
    finance_charge_terms = models.ForeignKey(
        "customers.FinanceChargeTerms",
        verbose_name=_("finance charge terms"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Blank: never charged interest."),
    )
    application_method = models.CharField(
        _("application method"),
        max_length=10,
        choices=ApplicationMethod,
        default=ApplicationMethod.MANUAL,
    )
    credit_limit = MoneyField(
        _("credit limit"), default=ZERO, help_text=_("In local currency; 0 is no limit.")
    )
    block_payment_tolerance = models.BooleanField(_("block payment tolerance"), default=False)
    partner_type = models.CharField(
        _("partner type"), max_length=10, choices=PartnerType, blank=True
    )
    priority = models.PositiveSmallIntegerField(_("priority"), default=0)
    prices_including_vat = models.BooleanField(_("prices including VAT"), default=False)
    preferred_bank_account = models.ForeignKey(
        "customers.CustomerBankAccount",
        verbose_name=_("preferred bank account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    combine_shipments = models.BooleanField(_("combine shipments"), default=False)
    salesperson = models.CharField(_("salesperson"), max_length=20, blank=True)

    class Meta:
        ordering = ("no",)
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        permissions = [("block_customer", _("Can change whether a customer is blocked"))]
        triggers = [version_grows("customer")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(no="") & ~models.Q(name=""),
                name="customer_has_number_and_name",
                violation_error_message=_("A customer needs a number and a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(credit_limit__gte=0),
                name="customer_credit_limit_not_negative",
                violation_error_message=_("A credit limit can't be negative; 0 is no limit."),
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"),
                name="customer_country_is_two_letters",
                violation_error_message=_("A country is two capital letters, as in FR or GB."),
            ),
            models.CheckConstraint(
                condition=models.Q(privacy_blocked=False) | models.Q(blocked=Blocked.ALL),
                name="customer_privacy_blocked_is_blocked_all",
                violation_error_message=_("A customer blocked for privacy is blocked for all."),
            ),
            models.CheckConstraint(
                condition=models.Q(blocked__in=Blocked.values), name="customer_blocked_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(bill_to_customer=models.F("id")),
                name="customer_not_billed_to_itself",
                violation_error_message=_(
                    "A customer who pays its own invoices has no bill-to customer: leave it blank."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=("search_key", "id"), name="customer_by_name"),
            models.Index(fields=("city", "id"), name="customer_by_city"),
            models.Index(fields=("country", "id"), name="customer_by_country"),
            models.Index(fields=("blocked", "id"), name="customer_by_blocked"),
            GinIndex(
                fields=("search_key",), opclasses=("gin_trgm_ops",), name="customer_search_trgm"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The card."""
        return reverse("customers:detail", args=[self.pk])
