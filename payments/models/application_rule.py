"""Which criteria give which confidence."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.matching.default_rules import DEFAULT_RULES
from payments.models.choices import AmountMatch, Confidence, DebitMatch, NumberMatch, PartyMatch


class PaymentApplicationRuleQuerySet(models.QuerySet):
    """The rule table as a whole."""

    @transaction.atomic
    def restore_defaults(self) -> None:
        """Throw away every rule and write the 25 default ones again."""
        self.all().delete()
        self.bulk_create(self.model(**rule) for rule in DEFAULT_RULES)


class PaymentApplicationRule(models.Model):
    """A pair of line and entry gets the highest-scoring rule whose criteria all fit.

    score = (confidence + 1) x 1000 - priority, so High 1 scores 3999.
    """

    confidence = models.PositiveSmallIntegerField(
        _("match confidence"),
        choices=[(c.value, c.label) for c in Confidence if c <= Confidence.HIGH],
    )
    priority = models.PositiveSmallIntegerField(_("priority"))
    party = models.CharField(
        _("related party matched"), max_length=10, choices=PartyMatch, default=PartyMatch.ANY
    )
    number = models.CharField(
        _("document no. matched"), max_length=10, choices=NumberMatch, default=NumberMatch.ANY
    )
    amount = models.CharField(
        _("amount incl. tolerance matched"),
        max_length=10,
        choices=AmountMatch,
        default=AmountMatch.ANY,
    )
    debit = models.CharField(
        _("direct debit collection matched"),
        max_length=10,
        choices=DebitMatch,
        default=DebitMatch.ANY,
    )
    review_required = models.BooleanField(_("review required"), default=False)
    apply_immediately = models.BooleanField(_("apply immediately"), default=False)
    score = models.GeneratedField(
        expression=(F("confidence") + 1) * 1000 - F("priority"),
        output_field=models.PositiveIntegerField(_("score")),
        db_persist=True,
        verbose_name=_("score"),
    )

    objects = PaymentApplicationRuleQuerySet.as_manager()

    class Meta:
        ordering = ("-score",)
        verbose_name = _("payment application rule")
        verbose_name_plural = _("payment application rules")
        constraints = [
            models.UniqueConstraint(
                fields=("confidence", "priority"),
                name="application_rule_priority_once",
                violation_error_message=_("This priority is used already in this confidence."),
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=3),
                name="application_rule_confidence_known",
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=999),
                name="application_rule_priority_in_range",
                violation_error_message=_("The priority is a number from 1 to 999."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_confidence_display()} {self.priority}"
