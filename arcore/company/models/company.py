"""The company whose books these are. One company is one database, so one row."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arcore.company.errors import CompanyMissing
from arcore.company.fields import (
    BicField,
    DateFormulaField,
    FiniteDecimalField,
    IbanField,
    MoneyField,
)
from arcore.company.models.currency import Currency
from arcore.company.models.posting_days import posting_period_in_book_days
from arcore.company.posting_period import PostingRange
from arcore.values.money import ZERO

THE_ONE = 1


class CreditWarnings(models.TextChoices):
    BOTH = "both", _("Credit limit and overdue balance")
    LIMIT = "limit", _("Credit limit")
    OVERDUE = "overdue", _("Overdue balance")
    NONE = "none", _("No warning")


class ApplyBetweenCurrencies(models.TextChoices):
    NONE = "none", _("No currencies")
    EURO = "euro", _("Euro members")
    ALL = "all", _("All currencies")


class TolerancePosting(models.TextChoices):
    """Which accounts of the posting group take an accepted difference."""

    TOLERANCE = "tolerance", _("Payment tolerance accounts")
    DISCOUNT = "discount", _("Payment discount accounts")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Company(models.Model):
    """Name, address and bank as printed on papers, and the rules of the house."""

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=100, blank=True)
    address_2 = models.CharField(_("address 2"), max_length=100, blank=True)
    post_code = models.CharField(_("post code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=50, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, as in FR or GB.")
    )
    vat_registration_no = models.CharField(_("VAT registration no."), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    iban = IbanField(_("IBAN"))
    bic = BicField(_("BIC"))
    local_currency = models.ForeignKey(
        Currency, verbose_name=_("local currency"), on_delete=models.PROTECT, related_name="+"
    )
    allow_posting_from = models.DateField(_("posting allowed from"), null=True, blank=True)
    allow_posting_to = models.DateField(_("posting allowed to"), null=True, blank=True)
    credit_warnings = models.CharField(
        _("credit warnings"),
        max_length=10,
        choices=CreditWarnings,
        default=CreditWarnings.BOTH,
    )
    discount_excl_vat = models.BooleanField(
        _("payment discount excluding VAT"),
        default=False,
        help_text=_("Payment discount is worked out on the amount without VAT."),
    )
    adjust_for_payment_discount = models.BooleanField(
        _("adjust VAT for payment discount"),
        default=False,
        help_text=_(
            "A discount or tolerance granted is split into its net amount and VAT, where the VAT "
            "posting setup allows it; not together with discounts excluding VAT."
        ),
    )
    shipment_on_invoice = models.BooleanField(
        _("shipment on invoice"),
        default=False,
        help_text=_("A direct invoice also creates a shipment."),
    )
    payment_discount_grace = DateFormulaField(
        _("payment discount grace period"),
        help_text=_("Date formula, such as 5D, added to the payment discount date."),
    )
    discount_tolerance_warning = models.BooleanField(
        _("payment discount tolerance warning"),
        default=False,
        help_text=_(
            "Ask for each late discount within the grace period; otherwise it is accepted."
        ),
    )
    discount_tolerance_posting = models.CharField(
        _("payment discount tolerance is posted to"),
        max_length=10,
        choices=TolerancePosting,
        default=TolerancePosting.TOLERANCE,
    )
    payment_tolerance_percent = FiniteDecimalField(
        _("payment tolerance %"),
        max_digits=5,
        decimal_places=2,
        default=ZERO,
        help_text=_("Share of an invoice that may be written off; 0 sets no share."),
    )
    payment_tolerance_max = MoneyField(
        _("max. payment tolerance"),
        default=ZERO,
        help_text=_(
            "Most that may be written off on one invoice; 0 sets no limit to the share. For "
            "invoices in local currency; other currencies have their own."
        ),
    )
    payment_tolerance_warning = models.BooleanField(
        _("payment tolerance warning"),
        default=False,
        help_text=_("Ask before a difference is written off; otherwise it is accepted."),
    )
    payment_tolerance_posting = models.CharField(
        _("payment tolerance is posted to"),
        max_length=10,
        choices=TolerancePosting,
        default=TolerancePosting.TOLERANCE,
    )
    apply_between_currencies = models.CharField(
        _("application between currencies"),
        max_length=10,
        choices=ApplyBetweenCurrencies,
        default=ApplyBetweenCurrencies.ALL,
    )

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("company")
        constraints = [
            models.CheckConstraint(
                name="company_is_one",
                condition=Q(id=THE_ONE),
                violation_error_message=_("There is one company in a database."),
            ),
            models.CheckConstraint(
                name="company_country_is_two_letters",
                condition=Q(country__regex="^([A-Z]{2})?$"),
                violation_error_message=_("A country is two capital letters, as in FR or GB."),
            ),
            posting_period_in_book_days("company"),
            models.CheckConstraint(
                name="company_posting_period_runs_forward",
                condition=Q(allow_posting_to__gte=F("allow_posting_from")),
                violation_error_message=_("The posting period ends before it begins."),
            ),
            models.CheckConstraint(
                name="company_credit_warnings_known",
                condition=Q(credit_warnings__in=CreditWarnings.values),
            ),
            models.CheckConstraint(
                name="company_apply_between_currencies_known",
                condition=Q(apply_between_currencies__in=ApplyBetweenCurrencies.values),
            ),
            models.CheckConstraint(
                name="company_discount_adjusted_incl_vat_only",
                condition=Q(discount_excl_vat=False) | Q(adjust_for_payment_discount=False),
                violation_error_message=_(
                    "A payment discount excluding VAT leaves no VAT to adjust: choose one of "
                    "the two."
                ),
            ),
            models.CheckConstraint(
                name="company_payment_tolerance_percent_in_range",
                condition=Q(payment_tolerance_percent__range=(0, 100)),
                violation_error_message=_("A payment tolerance lies between 0 and 100 %."),
            ),
            models.CheckConstraint(
                name="company_payment_tolerance_max_not_negative",
                condition=Q(payment_tolerance_max__gte=0),
                violation_error_message=_("A max. payment tolerance can't be negative."),
            ),
            models.CheckConstraint(
                name="company_tolerance_posting_known",
                condition=Q(payment_tolerance_posting__in=TolerancePosting.values)
                & Q(discount_tolerance_posting__in=TolerancePosting.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> "Company":
        """The company with its local currency; raises CompanyMissing before set-up."""
        company = cls.objects.select_related("local_currency").first()
        if company is None:
            raise CompanyMissing(
                gettext("The company is not set up yet. Ask an administrator to enter it.")
            )
        return company

    @property
    def posting_range(self) -> PostingRange:
        return PostingRange(self.allow_posting_from, self.allow_posting_to)
