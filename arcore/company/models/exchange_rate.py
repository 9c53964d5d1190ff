"""Exchange rates: so much of a currency is worth so much local currency from a day on."""

from datetime import date
from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arcore.company.errors import RateMissing
from arcore.company.fields import FactorField
from arcore.company.models.currency import Currency
from arcore.values.book_days import FIRST_DAY, LAST_DAY
from arcore.values.money import round_amount

FACTOR_STEP = Decimal("0.000000001")


class ExchangeRateQuerySet(models.QuerySet["ExchangeRate"]):
    def rate_on(self, currency: Currency | str, day: date) -> "ExchangeRate":
        """The rate in force that day: the newest that starts on or before it.

        Raises RateMissing when the currency has none yet.
        """
        code = currency.code if isinstance(currency, Currency) else currency
        rate = (
            self.filter(currency_id=code, starting_date__lte=day)
            .order_by("-starting_date")
            .first()
        )
        if rate is None:
            raise RateMissing(
                gettext(
                    "%(currency)s has no exchange rate on %(day)s. Ask an accountant to enter "
                    "one that starts on or before that day."
                )
                % {"currency": code, "day": date_format(day, "SHORT_DATE_FORMAT")}
            )
        return rate


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ExchangeRate(models.Model):
    """From `starting_date` on, `exchange_rate_amount` of the currency is worth
    `relational_exchange_rate_amount` in local currency (100 USD = 92.50)."""

    currency = models.ForeignKey(
        Currency, verbose_name=_("currency"), on_delete=models.PROTECT, related_name="rates"
    )
    starting_date = models.DateField(_("starting date"))
    exchange_rate_amount = FactorField(_("amount of the currency"), default=Decimal(1))
    relational_exchange_rate_amount = FactorField(_("worth in local currency"))

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency", "-starting_date"]
        indexes = [models.Index(fields=("starting_date", "id"), name="exchange_rate_by_date")]
        constraints = [
            models.UniqueConstraint(
                name="exchange_rate_one_a_day",
                fields=["currency", "starting_date"],
                violation_error_message=_("This currency already has a rate from that day."),
            ),
            models.CheckConstraint(
                name="exchange_rate_starts_in_book_days",
                condition=Q(starting_date__range=(FIRST_DAY, LAST_DAY)),
                violation_error_message=_("The year must lie between 1990 and 2100."),
            ),
            models.CheckConstraint(
                name="exchange_rate_amounts_positive",
                condition=Q(exchange_rate_amount__gt=0, relational_exchange_rate_amount__gt=0),
                violation_error_message=_("Both amounts of an exchange rate are above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.starting_date}"

    @property
    def factor(self) -> Decimal:
        """Local currency for one unit of the currency, to nine decimals.

        100 USD = 92.50 -> 0.925000000.
        """
        return round_amount(
            self.relational_exchange_rate_amount / self.exchange_rate_amount, FACTOR_STEP
        )
