"""Company-wide switches of matching: the advanced settings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.choices import NameMatching

THE_ONE = 1


class MatchingSettings(models.Model):
    """One row. Which ledgers are searched and shown, and how names are compared."""

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    match_customers = models.BooleanField(_("match customer ledger entries"), default=True)
    match_vendors = models.BooleanField(_("match vendor ledger entries"), default=True)
    match_bank = models.BooleanField(_("match bank account ledger entries"), default=True)
    show_customers = models.BooleanField(
        _("customer ledger entries among candidates"), default=True
    )
    show_vendors = models.BooleanField(
        _("vendor ledger entries among candidates"), default=True
    )
    show_bank = models.BooleanField(
        _("bank account ledger entries among candidates"), default=True
    )
    name_matching = models.CharField(
        _("related party name matching"),
        max_length=15,
        choices=NameMatching,
        default=NameMatching.NEARNESS,
    )
    closing_documents = models.BooleanField(
        _("search numbers of closed documents"),
        default=False,
        help_text=_("For bank entries, also numbers of documents that the payment closed."),
    )
    unranked_candidates = models.BooleanField(
        _("candidates without ranking"),
        default=False,
        help_text=_("The manual list is ranked only on demand."),
    )
    apply_immediately = models.BooleanField(
        _("apply immediately"),
        default=False,
        help_text=_("Stop searching for a line after a rule marked so has matched."),
    )

    class Meta:
        verbose_name = _("matching settings")
        verbose_name_plural = _("matching settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=THE_ONE),
                name="matching_settings_is_one",
                violation_error_message=_("There is one set of matching settings."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("matching settings"))

    @classmethod
    def get(cls) -> "MatchingSettings":
        """The settings; the defaults, unsaved, when none are stored."""
        return cls.objects.first() or cls()
