"""Which number series serves which purpose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.company.models.number_series import NumberSeries
from arcore.company.purposes import Purpose


class SeriesUse(models.Model):
    """One purpose, one series; a series may serve several purposes."""

    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose, unique=True)
    series = models.ForeignKey(
        NumberSeries,
        verbose_name=_("number series"),
        on_delete=models.PROTECT,
        related_name="uses",
    )

    class Meta:
        verbose_name = _("number series assignment")
        verbose_name_plural = _("number series assignments")
        ordering = ["purpose"]
        constraints = [
            models.CheckConstraint(
                name="series_use_purpose_known",
                condition=Q(purpose__in=Purpose.values),
                violation_error_message=_("This purpose is unknown."),
            )
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()
