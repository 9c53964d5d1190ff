"""What one customer owes and may owe, as the card shows it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.company.models import Currency
from arcore.ui.pieces import AgePart
from customers.models import Customer
from ledger.ageing import Ageing, ageing_now
from ledger.documents.exposure import exposure_of


@dataclass(frozen=True)
class Receivables:
    """In local currency. `left` is what the credit limit still allows, None without a limit."""

    currency: str
    ageing: Ageing
    parts: list[AgePart]
    outstanding: Decimal
    exposure: Decimal
    limit: Decimal
    left: Decimal | None


def receivables_of(customer: Customer, today: date, currency: Currency) -> Receivables:
    """Three queries, whatever the number of entries and documents."""
    ageing = ageing_now(today, [customer.pk])
    exposure = exposure_of(customer.pk, today, currency.precision)
    limit = customer.credit_limit
    return Receivables(
        currency=currency.code,
        ageing=ageing,
        parts=age_parts(ageing),
        outstanding=exposure.outstanding,
        exposure=exposure.total,
        limit=limit,
        left=limit - exposure.total if limit else None,
    )


def age_parts(ageing: Ageing) -> list[AgePart]:
    """The five buckets for the ageing strip."""
    return [
        AgePart(_("Not due"), ageing.not_due),
        AgePart(_("1–30 days"), ageing.days_1_30),
        AgePart(_("31–60 days"), ageing.days_31_60),
        AgePart(_("61–90 days"), ageing.days_61_90),
        AgePart(_("Over 90 days"), ageing.over_90),
    ]
