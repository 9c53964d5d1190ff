"""Journal templates: what the journals of one kind have in common."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arcore.company.posting_period import PostingRange
from arcore.values.book_days import FIRST_DAY, LAST_DAY
from payments.models.balancing_account import BalancingAccount, one_balancing_account

POSSIBLE = (FIRST_DAY, LAST_DAY)


class JournalTemplate(BalancingAccount):
    """Spec ledger-and-application, section 2. A batch may say otherwise about accounts and
    number series; force document balance and the posting period are the template's."""

    class Kind(models.TextChoices):
        CASH_RECEIPTS = "cash_receipts", _("Cash receipts")
        GENERAL = "general", _("General")

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("type"), max_length=15, choices=Kind, default=Kind.CASH_RECEIPTS)
    source_code = models.CharField(
        _("source code"),
        max_length=10,
        help_text=_("Written on every entry that these journals post."),
    )
    recurring = models.BooleanField(_("recurring"), default=False)
    number_series = models.ForeignKey(
        "company.NumberSeries",
        verbose_name=_("number series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Numbers the documents of new lines, unless the batch has its own series."),
    )
    force_document_balance = models.BooleanField(
        _("force document balance"),
        default=True,
        help_text=_(
            "Each document balances by itself; otherwise only the lines of a posting date do."
        ),
    )
    posting_group_column = models.BooleanField(
        _("posting group column"),
        default=False,
        help_text=_("Lines may be posted to another group than the customer's or vendor's."),
    )
    allow_posting_from = models.DateField(
        _("posting allowed from"),
        null=True,
        blank=True,
        help_text=_("If either date is set, it replaces the user's and the company's period."),
    )
    allow_posting_to = models.DateField(_("posting allowed to"), null=True, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("journal template")
        verbose_name_plural = _("journal templates")
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(source_code=""),
                name="journal_template_codes_given",
                violation_error_message=_("A journal template needs a code and a source code."),
            ),
            one_balancing_account("journal_template_one_balancing_account"),
            models.CheckConstraint(
                condition=Q(allow_posting_to__gte=F("allow_posting_from")),
                name="journal_template_period_runs_forward",
                violation_error_message=_("The posting period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=(Q(allow_posting_from=None) | Q(allow_posting_from__range=POSSIBLE))
                & (Q(allow_posting_to=None) | Q(allow_posting_to__range=POSSIBLE)),
                name="journal_template_period_in_book_days",
                violation_error_message=_("The year must lie between 1990 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def posting_range(self) -> PostingRange:
        """The days on which its journals may post; not defined when both ends are blank."""
        return PostingRange(self.allow_posting_from, self.allow_posting_to)
