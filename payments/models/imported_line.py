"""One movement of the account as the bank described it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FactorField, MoneyField
from arcore.values.money import ZERO


class ImportedLine(models.Model):
    """What the file said of one line, whole; the journal line beside it may be edited.

    `amount` is net of charges, money in positive. `seen_before` marks a line whose
    fingerprint was imported earlier: it is kept here and never reaches a journal.
    """

    statement = models.ForeignKey(
        "payments.ImportedStatement",
        verbose_name=_("imported statement"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,
    )
    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sequence = models.PositiveIntegerField(_("line"))
    entry = models.PositiveIntegerField(_("entry of the bank"))
    booking_date = models.DateField(_("booking date"))
    value_date = models.DateField(_("value date"), null=True, blank=True)
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=10)
    original_amount = MoneyField(_("original amount"), null=True, blank=True)
    original_currency = models.CharField(_("original currency"), max_length=10, blank=True)
    exchange_rate = FactorField(_("exchange rate"), null=True, blank=True)
    charges = models.JSONField(_("charges"), default=list, blank=True)
    charge_amount = MoneyField(_("charges taken off"), default=ZERO)
    is_reversal = models.BooleanField(_("reversal"), default=False)
    status = models.CharField(_("status"), max_length=10, blank=True)
    bank_transaction_code = models.CharField(
        _("bank transaction code"), max_length=70, blank=True
    )
    proprietary_code = models.CharField(_("bank's own code"), max_length=70, blank=True)
    counterparty_name = models.CharField(_("related party name"), max_length=250, blank=True)
    counterparty_account = models.CharField(
        _("related party bank account"), max_length=70, blank=True
    )
    counterparty_bic = models.CharField(_("related party BIC"), max_length=20, blank=True)
    counterparty_address = models.CharField(
        _("related party address"), max_length=500, blank=True
    )
    counterparty_city = models.CharField(_("related party city"), max_length=140, blank=True)
    counterparty_country = models.CharField(
        _("related party country"), max_length=10, blank=True
    )
    ultimate_counterparty_name = models.CharField(
        _("ultimate related party"), max_length=250, blank=True
    )
    remittance_text = models.TextField(_("transaction text"), blank=True)
    structured_reference = models.CharField(_("payment reference"), max_length=140, blank=True)
    structured_reference_kind = models.CharField(max_length=20, blank=True)
    document_numbers = models.JSONField(_("document numbers"), default=list, blank=True)
    end_to_end_id = models.CharField(_("end-to-end id"), max_length=140, blank=True)
    mandate_id = models.CharField(_("mandate id"), max_length=140, blank=True)
    instruction_id = models.CharField(_("instruction id"), max_length=140, blank=True)
    payment_information_id = models.CharField(max_length=140, blank=True)
    account_servicer_reference = models.CharField(
        _("bank's reference"), max_length=140, blank=True
    )
    uetr = models.CharField("UETR", max_length=40, blank=True)
    return_reason = models.CharField(_("return reason"), max_length=40, blank=True)
    return_text = models.TextField(_("return text"), blank=True)
    extra_text = models.TextField(_("additional info"), blank=True)
    raw_fragment = models.TextField(_("as written in the file"), blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    from_batch = models.BooleanField(_("part of a batch"), default=False)
    batch_count = models.PositiveIntegerField(_("payments in the batch"), default=0)
    running_balance = MoneyField(_("running balance"), null=True, blank=True)
    seen_before = models.BooleanField(_("imported before"), default=False)

    class Meta:
        ordering = ("statement", "sequence")
        verbose_name = _("imported line")
        verbose_name_plural = _("imported lines")
        constraints = [
            models.UniqueConstraint(
                fields=("statement", "sequence"), name="imported_line_sequence_once"
            ),
            models.UniqueConstraint(
                fields=("bank_account", "fingerprint"),
                condition=Q(seen_before=False) & ~Q(fingerprint=""),
                name="imported_line_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_date} {self.amount}"
