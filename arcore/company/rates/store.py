"""Store exchange rates: the newest word for a currency and a day counts, the history keeps all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from arcore.company.models import ExchangeRate
from arcore.company.rates.reading import ReadRate


@dataclass(frozen=True, slots=True)
class ToStore:
    """What storing does with a rate: `before` is what the day has now, amount and worth."""

    rate: ReadRate
    before: tuple[Decimal, Decimal] | None

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def changes(self) -> bool:
        return self.before not in (None, (self.rate.amount, self.rate.worth))


def compared(rates: Sequence[ReadRate]) -> list[ToStore]:
    """Each rate beside the one that its currency has from that day now, in one query."""
    held = ExchangeRate.objects.filter(
        currency__in={rate.currency for rate in rates},
        starting_date__in={rate.day for rate in rates},
    )
    now: dict[tuple[str, date], tuple[Decimal, Decimal]] = {
        (one.currency_id, one.starting_date): (
            one.exchange_rate_amount,
            one.relational_exchange_rate_amount,
        )
        for one in held
    }
    return [ToStore(rate, now.get((rate.currency, rate.day))) for rate in rates]


@transaction.atomic
def store_rates(rates: Sequence[ReadRate]) -> list[ToStore]:
    """Add the new ones and change those that differ; all of them or none."""
    plan = compared(rates)
    ExchangeRate.objects.bulk_create(
        (
            ExchangeRate(
                currency_id=one.rate.currency,
                starting_date=one.rate.day,
                exchange_rate_amount=one.rate.amount,
                relational_exchange_rate_amount=one.rate.worth,
            )
            for one in plan
            if one.is_new or one.changes
        ),
        update_conflicts=True,
        unique_fields=["currency", "starting_date"],
        update_fields=["exchange_rate_amount", "relational_exchange_rate_amount"],
    )
    return plan
