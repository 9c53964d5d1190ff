"""Journal batches: where lines wait until they are posted together."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from payments.models.balancing_account import BalancingAccount, one_balancing_account


class JournalBatch(BalancingAccount):
    """A batch outlives its lines: posting empties it. `version` grows with every change of a
    line and with every posting, so the same lines never post twice. While a job posts it
    (`posting`, as long as that has not ended) its lines stay as they are.

    Numbers of `number_series` are given to new lines as they are typed, and are gone when a
    line is deleted. Where the law wants no gaps, `posting_number_series` numbers the documents
    in the posting transaction itself.
    """

    template = models.ForeignKey(
        "payments.JournalTemplate",
        verbose_name=_("journal template"),
        on_delete=models.PROTECT,
        related_name="batches",
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=10)
    description = models.CharField(_("description"), max_length=100, blank=True)
    reason_code = models.CharField(_("reason code"), max_length=10, blank=True)
    number_series = models.ForeignKey(
        "company.NumberSeries",
        verbose_name=_("number series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Numbers the documents of new lines as they are typed."),
    )
    posting_number_series = models.ForeignKey(
        "company.NumberSeries",
        verbose_name=_("posting number series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Each document gets its final number from this series when it is posted."),
    )
    copy_to_posted = models.BooleanField(
        _("copy to posted journals"),
        default=True,
        help_text=_("Posted lines stay to be looked at and copied back."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    posting = models.ForeignKey(
        "jobs.Progress",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ("template", "name")
        verbose_name = _("journal batch")
        verbose_name_plural = _("journal batches")
        permissions = [
            ("post_journalbatch", _("Can post journals")),
            ("setup_journalbatch", _("Can make and set up journals")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("template", "name"),
                name="journal_batch_name_once",
                violation_error_message=_("The template has a batch of this name already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="journal_batch_name_given"),
            one_balancing_account("journal_batch_one_balancing_account"),
        ]

    def __str__(self) -> str:
        return f"{self.template.code} {self.name}"

    def get_absolute_url(self) -> str:
        """The journal page."""
        return reverse("journal:batch", args=[self.pk])

    def clean(self) -> None:
        """A series without gaps numbers what is posted, not what may be deleted again."""
        series = self.number_series
        if series is not None and series.gapless:
            message = gettext(
                "Series %(series)s may have no gaps, and lines may be deleted: use it as the "
                "posting number series."
            )
            raise ValidationError({"number_series": message % {"series": series.code}})

    @cached_property
    def size(self) -> int:
        """How many lines it holds; counted once."""
        return self.lines.count()

    @property
    def is_being_posted(self) -> bool:
        """Whether a job posts it just now; one that died ends when its last retry does."""
        return self.posting is not None and not self.posting.is_finished

    @property
    def series(self):
        """The series that numbers new lines: the batch's own, else the template's."""
        return self.number_series or self.template.number_series
