"""Number series: where the next number of a customer or document comes from.

A number is drawn by raising `last_number` on the series' own row, so a rollback gives it
back and two at once wait for each other. Numbers of posted documents are drawn by the
posting road with SQL of its own over the same columns.
"""

from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from arcore.company.errors import NumberDateRefused, NumbersExhausted, SeriesMissing
from arcore.company.purposes import Purpose

# With a prefix of ten a number never outgrows the 20 characters of a document number.
HIGHEST_NUMBER = 9_999_999_999


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    def for_purpose(self, purpose: str) -> "NumberSeries":
        """The series assigned to the purpose; raises SeriesMissing when there is none."""
        series = self.filter(uses__purpose=purpose).first()
        if series is None:
            raise SeriesMissing(
                gettext(
                    "No number series is assigned for “%(purpose)s”. Ask an administrator to "
                    "assign one."
                )
                % {"purpose": Purpose(purpose).label}
            )
        return series

    def draw(self, purpose: str, day: date, count: int = 1) -> list[str]:
        """The next `count` numbers for the purpose, taken for good when the caller commits.

        Runs inside the caller's transaction and makes others who draw from the series
        wait for it. Raises SeriesMissing, NumberDateRefused when the series keeps date
        order and `day` is before its last date, NumbersExhausted at the end.
        """
        locked = self.select_for_update(no_key=True, of=("self",))
        series = locked.for_purpose(purpose)
        series.refuse_draw(day, count)
        first = series.last_number + 1
        series.last_number += count
        series.last_date = max(day, series.last_date or day)
        series.save(update_fields=["last_number", "last_date"])
        return [series.format(first + step) for step in range(count)]

    def draw_one(self, purpose: str, day: date) -> str:
        """The next number for the purpose; promises and refusals of `draw`."""
        return self.draw(purpose, day)[0]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["last_number", "last_date"],
)
class NumberSeries(models.Model):
    """Prefix and counter; the number after `last_number` is the next to be drawn."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    description = models.CharField(_("description"), max_length=100, blank=True)
    prefix = models.CharField(_("prefix"), max_length=10, blank=True)
    digits = models.PositiveSmallIntegerField(_("digits"), default=6)
    starting_number = models.BigIntegerField(_("starting number"), default=1)
    last_number = models.BigIntegerField(_("last number used"), editable=False)
    last_date = models.DateField(_("last date used"), null=True, blank=True, editable=False)
    manual_allowed = models.BooleanField(
        _("manual numbers allowed"),
        default=False,
        help_text=_("A number may be typed in instead of being drawn."),
    )
    date_order = models.BooleanField(
        _("date order"),
        default=False,
        help_text=_("A date earlier than the last one used is refused."),
    )
    gapless = models.BooleanField(
        _("without gaps"), default=False, help_text=_("The law wants every number to exist.")
    )

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = pgettext_lazy("plural", "number series")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="number_series_code_given",
                condition=~Q(code=""),
                violation_error_message=_("A number series needs a code."),
            ),
            models.CheckConstraint(
                name="number_series_digits_one_to_ten",
                condition=Q(digits__gte=1, digits__lte=10),
                violation_error_message=_("A number has one to ten digits."),
            ),
            models.CheckConstraint(
                name="number_series_starts_above_zero",
                condition=Q(starting_number__gte=1, starting_number__lte=HIGHEST_NUMBER),
                violation_error_message=_("The starting number is between 1 and 9999999999."),
            ),
            models.CheckConstraint(
                name="number_series_last_number_in_range",
                condition=Q(
                    last_number__gte=F("starting_number") - 1, last_number__lte=HIGHEST_NUMBER
                ),
                violation_error_message=_(
                    "The last number used lies before the starting number or beyond the end."
                ),
            ),
            models.CheckConstraint(
                name="number_series_gapless_is_never_manual",
                condition=Q(gapless=False) | Q(manual_allowed=False),
                violation_error_message=_(
                    "A series without gaps can't allow numbers to be typed in."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.last_number is None:
            self.last_number = self.starting_number - 1
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A series that has given numbers keeps their form; another form is another series."""
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or before.last_number < before.starting_number:
            return
        for name in ("prefix", "digits", "starting_number"):
            if getattr(before, name) != getattr(self, name):
                message = gettext(
                    "Numbers were drawn from this series: make a new series and assign it instead."
                )
                raise ValidationError({name: message})

    def format(self, number: int) -> str:
        """Prefix and digits: format(117) of a series `24-` with four digits -> `24-0117`.

        A number with more digits than foreseen is written in full.
        """
        return f"{self.prefix}{number:0{self.digits}d}"

    def refuse_draw(self, day: date, count: int) -> None:
        """Raise NumberDateRefused or NumbersExhausted unless `count` numbers can be drawn."""
        if count < 1:
            raise ValueError(f"Can't draw {count} numbers.")
        if self.date_order and self.last_date is not None and day < self.last_date:
            raise NumberDateRefused(
                gettext(
                    "Number series %(series)s keeps date order: its last number is dated "
                    "%(last)s, so %(day)s is too early. Choose %(last)s or later."
                )
                % {
                    "series": self.code,
                    "last": date_format(self.last_date, "SHORT_DATE_FORMAT"),
                    "day": date_format(day, "SHORT_DATE_FORMAT"),
                }
            )
        if self.last_number + count > HIGHEST_NUMBER:
            raise NumbersExhausted(
                gettext(
                    "Number series %(series)s has no numbers left. Ask an administrator to "
                    "assign another series."
                )
                % {"series": self.code}
            )
