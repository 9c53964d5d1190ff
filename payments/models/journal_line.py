"""One line of a payment journal, as far as it has been typed."""

from decimal import Decimal

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import DateFormulaField, FactorField, MoneyField
from arcore.values.money import ZERO
from ledger.models import DocumentType
from payments.models.choices import AccountType, RecurringMethod


def _reference(to: str, words, **options):
    options = {"related_name": "+", **options}
    return models.ForeignKey(
        to, verbose_name=words, on_delete=models.PROTECT, null=True, blank=True, **options
    )


class JournalLine(models.Model):
    """Amounts are debits of the line's account when positive: a receipt is -100.00 on the
    customer and, by the balancing account, 100.00 on the bank.

    `token` is who made the line: sent again, it is found instead of made a second time.
    A line is saved as it is typed, so anything may still be missing; `payments.journal.checks`
    says what. `factor` is local currency for one unit, None while no rate is known; `amount_lcy`
    is what will be posted. What several entries are applied to stands in the ledger's marks
    under `mark_owner`, one document in `applies_to_customer_entry` or `applies_to_vendor_entry`.
    `accept_tolerance` and `accept_late` (ids of entries) are what the clerk answered when asked
    about a difference or a late discount, and `answered` has what each question was about then:
    its amount, by `tolerance` or `late-17` (the entry). Without a posting group of its own a line
    takes the one on the card of its customer or vendor.
    """

    batch = models.ForeignKey(
        "payments.JournalBatch",
        verbose_name=_("journal batch"),
        on_delete=models.PROTECT,
        related_name="lines",
        db_index=False,
    )
    line_no = models.PositiveIntegerField(_("line no."))
    posting_date = models.DateField(_("posting date"), null=True, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True, default=""
    )
    document_no = models.CharField(_("document no."), max_length=30, blank=True)
    external_document_no = models.CharField(
        _("external document no."), max_length=35, blank=True
    )
    account_type = models.CharField(
        _("account type"), max_length=10, choices=AccountType, blank=True, default=""
    )
    account = _reference("ledger.GLAccount", _("G/L account"), db_index=False)
    customer = _reference("customers.Customer", _("customer"))
    vendor = _reference("ledger.Vendor", _("vendor"))
    bank = _reference("ledger.BankAccount", _("bank account"), db_index=False)
    description = models.CharField(_("description"), max_length=250, blank=True)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    factor = FactorField(_("currency factor"), null=True, blank=True, default=Decimal(1))
    amount = MoneyField(_("amount"), default=ZERO)
    amount_lcy = MoneyField(_("amount (LCY)"), default=ZERO)
    balancing_type = models.CharField(
        _("balancing account type"),
        max_length=10,
        choices=AccountType,
        blank=True,
        default="",
    )
    balancing_account = _reference(
        "ledger.GLAccount", _("balancing G/L account"), db_index=False
    )
    balancing_customer = _reference("customers.Customer", _("balancing customer"))
    balancing_vendor = _reference("ledger.Vendor", _("balancing vendor"))
    balancing_bank = _reference(
        "ledger.BankAccount", _("balancing bank account"), db_index=False
    )
    applies_to_customer_entry = _reference(
        "ledger.CustomerLedgerEntry",
        _("applies-to customer entry"),
        related_name="journal_lines",
    )
    applies_to_vendor_entry = _reference(
        "ledger.VendorLedgerEntry", _("applies-to vendor entry"), related_name="journal_lines"
    )
    customer_posting_group = _reference(
        "customers.CustomerPostingGroup", _("customer posting group"), db_index=False
    )
    vendor_posting_group = _reference(
        "ledger.VendorPostingGroup", _("vendor posting group"), db_index=False
    )
    due_date = models.DateField(_("due date"), null=True, blank=True)
    payment_terms = _reference("customers.PaymentTerms", _("payment terms"), db_index=False)
    discount_percent = models.DecimalField(
        _("payment discount %"),
        max_digits=5,
        decimal_places=2,
        default=ZERO,
        validators=[MinValueValidator(ZERO), MaxValueValidator(Decimal(100))],
    )
    discount_date = models.DateField(_("discount date"), null=True, blank=True)
    payment_method = _reference("customers.PaymentMethod", _("payment method"), db_index=False)
    on_hold = models.CharField(_("on hold"), max_length=10, blank=True)
    payment_reference = models.CharField(_("payment reference"), max_length=50, blank=True)

    accept_tolerance = models.BooleanField(_("post the balance as tolerance"), default=False)
    accept_late = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("late discounts accepted"),
        default=list,
        blank=True,
    )
    answered = models.JSONField(_("amounts asked about"), default=dict, blank=True)

    recurring_method = models.CharField(
        _("recurring method"), max_length=20, choices=RecurringMethod, blank=True, default=""
    )
    frequency = DateFormulaField(_("recurring frequency"), blank=True)
    expiration_date = models.DateField(_("expiration date"), null=True, blank=True)

    token = models.CharField(max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ("batch", "line_no")
        verbose_name = _("journal line")
        verbose_name_plural = _("journal lines")
        permissions = [("import_journalline", _("Can import journal lines"))]
        constraints = [
            models.UniqueConstraint(fields=("batch", "line_no"), name="journal_line_no_once"),
            models.UniqueConstraint(
                fields=("batch", "token"),
                name="journal_line_created_once",
                condition=~Q(token=""),
            ),
            models.CheckConstraint(
                condition=(
                    (Q(account_type="account") | Q(account=None))
                    & (Q(account_type="customer") | Q(customer=None))
                    & (Q(account_type="vendor") | Q(vendor=None))
                    & (Q(account_type="bank") | Q(bank=None))
                ),
                name="journal_line_account_fits_its_type",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(balancing_type="account") | Q(balancing_account=None))
                    & (Q(balancing_type="customer") | Q(balancing_customer=None))
                    & (Q(balancing_type="vendor") | Q(balancing_vendor=None))
                    & (Q(balancing_type="bank") | Q(balancing_bank=None))
                ),
                name="journal_line_balancing_fits_its_type",
            ),
            models.CheckConstraint(
                condition=(
                    Q(applies_to_customer_entry=None)
                    | Q(customer__isnull=False)
                    | Q(balancing_customer__isnull=False)
                )
                & (
                    Q(applies_to_vendor_entry=None)
                    | Q(vendor__isnull=False)
                    | Q(balancing_vendor__isnull=False)
                ),
                name="journal_line_applies_to_its_party",
            ),
            models.CheckConstraint(
                condition=(
                    Q(customer_posting_group=None)
                    | Q(customer__isnull=False)
                    | Q(balancing_customer__isnull=False)
                )
                & (
                    Q(vendor_posting_group=None)
                    | Q(vendor__isnull=False)
                    | Q(balancing_vendor__isnull=False)
                ),
                name="journal_line_posting_group_of_its_party",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount_lcy__gte=0)
                | Q(amount__lte=0, amount_lcy__lte=0),
                name="journal_line_amounts_of_one_sign",
            ),
            models.CheckConstraint(
                condition=Q(discount_percent__gte=0, discount_percent__lte=100),
                name="journal_line_percent_in_range",
            ),
            models.CheckConstraint(
                condition=Q(factor=None) | Q(factor__gt=0), name="journal_line_factor_positive"
            ),
            models.CheckConstraint(
                condition=Q(recurring_method__in=RecurringMethod.values),
                name="journal_line_method_known",
            ),
            models.CheckConstraint(
                condition=Q(document_type__in=DocumentType.values),
                name="journal_line_document_type_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_no} {self.document_no} {self.amount}"

    def get_absolute_url(self) -> str:
        """The journal page, at this line."""
        return f"{reverse('journal:batch', args=[self.batch_id])}#line-{self.pk}"

    @property
    def mark_owner(self) -> str:
        """Who the ledger's application marks of this line belong to."""
        return f"{MARK_OWNER}{self.pk}"

    @property
    def party(self):
        """The customer or vendor of the line, on whichever side; None without one."""
        return self.customer or self.vendor or self.balancing_customer or self.balancing_vendor

    @property
    def account_side(self):
        """What the line's account is, of whichever type."""
        return self.account or self.customer or self.vendor or self.bank

    @property
    def balancing_side(self):
        """What the balancing account is, of whichever type."""
        return (
            self.balancing_account
            or self.balancing_customer
            or self.balancing_vendor
            or self.balancing_bank
        )

    @property
    def applies_to(self):
        """The one ledger entry that the line is applied to, of whichever ledger."""
        return self.applies_to_customer_entry or self.applies_to_vendor_entry

    @property
    def posting_group(self):
        """The line's own posting group, of customers or vendors; None for the party's."""
        return self.customer_posting_group or self.vendor_posting_group

    def set_posting_group(self, group) -> None:
        """Post to another group than the party's, or with None to that again."""
        is_vendors = isinstance(group, apps.get_model("ledger", "VendorPostingGroup"))
        self.vendor_posting_group = group if is_vendors else None
        self.customer_posting_group = None if is_vendors else group

    def set_account(self, kind: str, row) -> None:
        """Make a row of that type the line's account; None leaves it to be chosen."""
        self.account_type = kind
        for one, name in FIELD_OF.items():
            setattr(self, name, row if one == kind else None)

    def set_balancing(self, kind: str, row) -> None:
        """Make a row of that type the balancing account; None leaves it to be chosen."""
        self.balancing_type = kind
        for one, name in FIELD_OF.items():
            setattr(self, f"balancing_{name}", row if one == kind else None)

    def set_applies_to(self, entry) -> None:
        """Apply the line to one entry of the customer or vendor ledger, or to none."""
        is_vendors = hasattr(entry, "vendor_id")
        self.applies_to_vendor_entry = entry if is_vendors else None
        self.applies_to_customer_entry = None if is_vendors else entry

    def forget_answers(self) -> None:
        """What was asked about the line is asked again."""
        self.accept_tolerance, self.accept_late, self.answered = False, [], {}


MARK_OWNER = "journal-line:"
FIELD_OF = {
    AccountType.ACCOUNT: "account",
    AccountType.CUSTOMER: "customer",
    AccountType.VENDOR: "vendor",
    AccountType.BANK: "bank",
}
