"""What customer and vendor ledger entries share: the open entry and its detailed entries.

Signs: a customer's debits are positive, a vendor's credits (what we owe) negative; both ledgers
run on the same application engine. Remaining amount, remaining LCY and open are sums of the
detailed entries; they are stored for speed and the database guards them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FactorField, MoneyField
from arcore.values.money import ZERO
from ledger.models.document_type import DocumentType


class OpenEntry(models.Model):
    """One posted line of a customer or vendor (spec ledger-and-application, section 1)."""

    transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    posting_date = models.DateField(_("posting date"))
    document_date = models.DateField(_("document date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    payment_reference = models.CharField(_("payment reference"), max_length=50, blank=True)
    description = models.CharField(_("description"), max_length=250, blank=True)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    original_factor = FactorField(_("original currency factor"))
    adjusted_factor = FactorField(_("adjusted currency factor"))
    due_date = models.DateField(_("due date"))
    on_hold = models.CharField(_("on hold"), max_length=10, blank=True)
    source = models.CharField(_("source"), max_length=40)
    journal_batch = models.CharField(_("journal batch"), max_length=40, blank=True)
    salesperson = models.CharField(_("salesperson"), max_length=20, blank=True)

    amount = MoneyField(_("original amount"))
    amount_lcy = MoneyField(_("original amount (LCY)"))
    remaining = MoneyField(_("remaining amount"))
    remaining_lcy = MoneyField(_("remaining amount (LCY)"))
    open = models.BooleanField(_("open"))
    positive = models.GeneratedField(
        expression=Q(amount__gt=0),  # type: ignore[arg-type]
        output_field=models.BooleanField(),
        db_persist=True,
    )

    discount_date = models.DateField(_("discount date"), null=True, blank=True)
    original_discount = MoneyField(_("original payment discount possible"), default=ZERO)
    remaining_discount = MoneyField(_("remaining payment discount possible"), default=ZERO)
    discount_tolerance_date = models.DateField(
        _("payment discount tolerance date"), null=True, blank=True
    )
    max_tolerance = MoneyField(_("max. payment tolerance"), default=ZERO)
    accepted_tolerance = MoneyField(_("accepted payment tolerance"), default=ZERO)
    accepted_discount_tolerance = models.BooleanField(
        _("accepted payment discount tolerance"), default=False
    )

    closed_by = models.ForeignKey(
        "self",
        verbose_name=_("closed by entry no."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_entries",
    )
    closed_at = models.DateField(_("closed at"), null=True, blank=True)
    closed_by_amount = MoneyField(_("closed by amount"), default=ZERO)
    closed_by_amount_lcy = MoneyField(_("closed by amount (LCY)"), default=ZERO)
    closed_by_currency_amount = MoneyField(
        _("closed by amount (closing currency)"), default=ZERO
    )

    reversed = models.BooleanField(_("reversed"), default=False)
    reversed_by = models.ForeignKey(
        "self",
        verbose_name=_("reversed by entry no."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reverses",
        db_index=False,
    )

    class Meta:
        abstract = True
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(open=~Q(remaining=ZERO)), name="%(class)s_open_means_remaining"
            ),
            models.CheckConstraint(
                condition=(
                    Q(amount__gte=0, remaining__gte=0, remaining__lte=models.F("amount"))
                    | Q(amount__lte=0, remaining__lte=0, remaining__gte=models.F("amount"))
                ),
                name="%(class)s_remaining_never_flips",
            ),
            models.CheckConstraint(
                condition=Q(open=True)
                | Q(remaining_lcy=ZERO, remaining_discount=ZERO, max_tolerance=ZERO),
                name="%(class)s_closed_means_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_type_display()} {self.document_no}"


class DetailedEntry(models.Model):
    """One amount that makes up an open entry's remaining amount; appended, never edited."""

    class EntryType(models.TextChoices):
        INITIAL = "initial", _("Initial entry")
        APPLICATION = "application", _("Application")
        DISCOUNT = "discount", _("Payment discount")
        DISCOUNT_VAT_EXCL = "discount_vat_excl", _("Payment discount (VAT excl.)")
        DISCOUNT_VAT = "discount_vat", _("Payment discount (VAT adjustment)")
        TOLERANCE = "tolerance", _("Payment tolerance")
        TOLERANCE_VAT_EXCL = "tolerance_vat_excl", _("Payment tolerance (VAT excl.)")
        TOLERANCE_VAT = "tolerance_vat", _("Payment tolerance (VAT adjustment)")
        DISCOUNT_TOLERANCE = "disc_tolerance", _("Payment discount tolerance")
        DISCOUNT_TOLERANCE_VAT_EXCL = (
            "disc_tolerance_vat_excl",
            _("Payment discount tolerance (VAT excl.)"),
        )
        DISCOUNT_TOLERANCE_VAT = (
            "disc_tolerance_vat",
            _("Payment discount tolerance (VAT adjustment)"),
        )
        REALIZED_GAIN = "realized_gain", _("Realized gain")
        REALIZED_LOSS = "realized_loss", _("Realized loss")
        UNREALIZED_GAIN = "unrealized_gain", _("Unrealized gain")
        UNREALIZED_LOSS = "unrealized_loss", _("Unrealized loss")
        APPLICATION_ROUNDING = "appln_rounding", _("Application rounding")
        CORRECTION = "correction", _("Correction of remaining amount")

    transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    entry_type = models.CharField(_("entry type"), max_length=25, choices=EntryType)
    posting_date = models.DateField(_("posting date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)
    amount = MoneyField(_("amount"))
    amount_lcy = MoneyField(_("amount (LCY)"))
    application_no = models.BigIntegerField(_("application no."), null=True, blank=True)
    initial_due_date = models.DateField(_("initial due date"))
    discount_before = MoneyField(
        _("payment discount possible before application"), default=ZERO
    )
    max_tolerance_before = MoneyField(
        _("max. payment tolerance before application"), default=ZERO
    )
    unapplied = models.BooleanField(_("unapplied"), default=False)
    unapplied_by = models.ForeignKey(
        "self",
        verbose_name=_("unapplied by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_entry_type_display()} {self.amount}"
