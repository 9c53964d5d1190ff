"""A customer's own bank account: where refunds go and what a statement line names."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import BicField, IbanField


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["match_key"],
)
class CustomerBankAccount(models.Model):
    """`match_key` is what matching compares: IBAN, else account number, letters and digits only."""

    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.CASCADE,
        related_name="bank_accounts",
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=100, blank=True)
    iban = IbanField(_("IBAN"))
    swift = BicField(_("SWIFT/BIC"))
    branch_no = models.CharField(_("bank branch no."), max_length=20, blank=True)
    account_no = models.CharField(_("bank account no."), max_length=34, blank=True)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    match_key = models.GeneratedField(
        expression=models.Func(
            models.Func(
                models.Case(
                    models.When(iban="", then=models.F("account_no")),
                    default=models.F("iban"),
                ),
                models.Value("[^A-Za-z0-9]"),
                models.Value(""),
                models.Value("g"),
                function="regexp_replace",
            ),
            function="upper",
        ),
        output_field=models.CharField(max_length=34),
        db_persist=True,
    )

    class Meta:
        ordering = ("customer", "code")
        verbose_name = _("customer bank account")
        verbose_name_plural = _("customer bank accounts")
        constraints = [
            models.UniqueConstraint(
                fields=("customer", "code"),
                name="customer_bank_account_code_once",
                violation_error_message=_("This customer has a bank account with this code."),
            ),
            models.UniqueConstraint(
                fields=("id", "customer"), name="customer_bank_account_with_owner"
            ),
            models.CheckConstraint(
                condition=~models.Q(code=""), name="customer_bank_account_has_code"
            ),
            models.CheckConstraint(
                condition=~models.Q(iban="") | ~models.Q(account_no=""),
                name="customer_bank_account_has_number",
                violation_error_message=_("Give an IBAN or a bank account no."),
            ),
        ]
        indexes = [models.Index(fields=("match_key",), name="customer_bank_match_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.iban or self.account_no}"
