"""Posting setup: which account for which group, method or currency."""

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def _account(label, *, null: bool = False):
    return models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=label,
        on_delete=models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
    )


class PartyPostingSetup(models.Model):
    """Accounts of one group of customers or vendors; only the control account is required."""

    interest_account = _account(_("interest account"), null=True)
    additional_fee_account = _account(_("additional fee account"), null=True)
    discount_debit_account = _account(_("payment discount debit account"), null=True)
    discount_credit_account = _account(_("payment discount credit account"), null=True)
    tolerance_debit_account = _account(_("payment tolerance debit account"), null=True)
    tolerance_credit_account = _account(_("payment tolerance credit account"), null=True)
    rounding_account = _account(_("rounding account"), null=True)
    application_rounding_account = _account(_("application rounding account"), null=True)

    class Meta:
        abstract = True


def _refuse_other_control_account(setup: Any, entries: models.QuerySet) -> None:
    """A control account keeps standing for the entries posted to it (check_books' law)."""
    if setup.pk is None or not entries.exists():
        return
    before = type(setup)._default_manager.get(pk=setup.pk)
    if before.control_account_id != setup.control_account_id:
        message = _(
            "Entries are posted to account %(no)s: keep it, or make a new posting group for "
            "another account."
        )
        raise ValidationError({"control_account": message % {"no": before.control_account.no}})


class CustomerPostingSetup(PartyPostingSetup):
    """Accounts of one customer posting group."""

    group = models.OneToOneField(
        "customers.CustomerPostingGroup",
        verbose_name=_("customer posting group"),
        on_delete=models.PROTECT,
        related_name="setup",
    )
    control_account = _account(_("receivables account"))

    class Meta:
        verbose_name = _("customer posting setup")
        verbose_name_plural = _("customer posting setup")

    def __str__(self) -> str:
        return str(self.group)

    def clean(self) -> None:
        """The receivables account stays once entries of the group are posted."""
        if self.group_id is not None:
            entries = apps.get_model("ledger", "CustomerLedgerEntry").objects
            _refuse_other_control_account(self, entries.filter(posting_group=self.group_id))


class VendorPostingGroup(PartyPostingSetup):
    """Code and accounts of one group of vendors."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100)
    control_account = _account(_("payables account"))

    class Meta:
        ordering = ("code",)
        verbose_name = _("vendor posting group")
        verbose_name_plural = _("vendor posting groups")

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    def clean(self) -> None:
        """The payables account stays once entries of the group are posted."""
        entries = apps.get_model("ledger", "VendorLedgerEntry").objects
        _refuse_other_control_account(self, entries.filter(posting_group=self.pk))


class GeneralPostingSetup(models.Model):
    """Sales accounts of a business group and a product group."""

    business_group = models.ForeignKey(
        "customers.BusinessGroup",
        verbose_name=_("business posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    product_group = models.ForeignKey(
        "ledger.ProductGroup",
        verbose_name=_("product posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    sales_account = _account(_("sales account"))
    credit_memo_account = _account(_("sales credit memo account"))

    class Meta:
        verbose_name = _("general posting setup")
        verbose_name_plural = _("general posting setup")
        constraints = [
            models.UniqueConstraint(
                fields=("business_group", "product_group"), name="general_posting_setup_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business_group.code} / {self.product_group.code}"


class VatPostingSetup(models.Model):
    """VAT rate and account of a VAT business group and a VAT product group."""

    vat_business_group = models.ForeignKey(
        "customers.VatBusinessGroup",
        verbose_name=_("VAT business posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    vat_product_group = models.ForeignKey(
        "ledger.VatProductGroup",
        verbose_name=_("VAT product posting group"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    rate = models.DecimalField(_("VAT %"), max_digits=5, decimal_places=2, default=Decimal(0))
    identifier = models.CharField(_("VAT identifier"), max_length=20)
    sales_vat_account = _account(_("sales VAT account"), null=True)
    adjust_for_payment_discount = models.BooleanField(
        _("adjust VAT for payment discount"), default=False
    )
    clause = models.CharField(_("VAT clause"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("VAT posting setup")
        verbose_name_plural = _("VAT posting setup")
        constraints = [
            models.UniqueConstraint(
                fields=("vat_business_group", "vat_product_group"),
                name="vat_posting_setup_once",
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0, rate__lte=100), name="vat_rate_in_range"
            ),
            models.CheckConstraint(
                condition=Q(rate=0) | Q(sales_vat_account__isnull=False),
                name="vat_rate_needs_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vat_business_group.code} / {self.vat_product_group.code} {self.rate} %"


class PaymentMethodSetup(models.Model):
    """The balancing account that makes a payment method pay at once (spec section 5)."""

    method = models.OneToOneField(
        "customers.PaymentMethod",
        verbose_name=_("payment method"),
        on_delete=models.PROTECT,
        related_name="setup",
    )
    account = _account(_("balancing G/L account"), null=True)
    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("balancing bank account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("payment method balancing account")
        verbose_name_plural = _("payment method balancing accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=True) ^ Q(bank_account__isnull=True),
                name="payment_method_setup_one_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.method.code} → {self.account or self.bank_account}"

    def clean(self) -> None:
        """A balancing account excludes direct debit on the method."""
        if self.method_id and self.method.direct_debit:
            raise ValidationError(
                _(
                    "A direct debit method can't have a balancing account: choose another method."
                )
            )


class CurrencyPostingSetup(models.Model):
    """Gain and loss accounts of one foreign currency."""

    currency = models.OneToOneField(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="posting_setup",
    )
    realized_gain_account = _account(_("realized gain account"))
    realized_loss_account = _account(_("realized loss account"))
    unrealized_gain_account = _account(_("unrealized gain account"))
    unrealized_loss_account = _account(_("unrealized loss account"))

    class Meta:
        verbose_name = _("currency posting setup")
        verbose_name_plural = _("currency posting setup")

    def __str__(self) -> str:
        return str(self.currency)
