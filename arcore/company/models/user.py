"""The people who sign in, their language and their own posting period."""

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arcore.company.models.posting_days import posting_period_in_book_days
from arcore.company.posting_period import PostingRange


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["password", "last_login"],
)
class User(AbstractUser):
    """Someone who signs in; what they may do comes from their role, a group."""

    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    allow_posting_from = models.DateField(
        _("posting allowed from"),
        null=True,
        blank=True,
        help_text=_("If either date is set, it replaces the company's posting period."),
    )
    allow_posting_to = models.DateField(_("posting allowed to"), null=True, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_posting_period_runs_forward",
                condition=Q(allow_posting_to__gte=F("allow_posting_from")),
                violation_error_message=_("The posting period ends before it begins."),
            ),
            posting_period_in_book_days("user"),
            models.CheckConstraint(
                name="user_language_known", condition=Q(language__in=Language.values)
            ),
        ]

    @property
    def posting_range(self) -> PostingRange:
        return PostingRange(self.allow_posting_from, self.allow_posting_to)
