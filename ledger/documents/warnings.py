"""Credit limit and overdue warnings: notices with their figures, never errors (section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from arcore.company.models import Company
from arcore.company.models.company import CreditWarnings
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.documents.dates import CREDITS
from ledger.documents.exposure import Exposure, exposure_of
from ledger.models import SalesDocument, SalesLine

LIMIT_CHECKED = (CreditWarnings.BOTH, CreditWarnings.LIMIT)
OVERDUE_CHECKED = (CreditWarnings.BOTH, CreditWarnings.OVERDUE)


@dataclass(frozen=True, slots=True)
class CreditNotice:
    """The sentences to show, and the figures behind them in local currency."""

    messages: tuple[str, ...]
    exposure: Exposure
    credit_limit: Decimal


def credit_notice(
    customer: Customer,
    today: date,
    document: SalesDocument | None = None,
    *,
    lines: Sequence[SalesLine] | None = None,
    limit_only: bool = False,
    amount: Decimal = ZERO,
) -> CreditNotice | None:
    """What to warn about the bill-to customer; None when there is nothing.

    Warns when exposure > limit and limit is not 0: 200.00 against 199.99 warns, against
    200.00 is silent. Due today is not overdue. Changing lines asks for `limit_only`, with
    the `lines` as they are typed.
    Credits only lower what is owed and never warn. `amount` is what a journal line adds, in
    local currency, where there is no document.
    """
    if document is not None and document.type in CREDITS:
        return None
    company = Company.get()
    if company.credit_warnings == CreditWarnings.NONE:
        return None
    decimals = company.local_currency.decimals
    exposure = exposure_of(
        customer.pk, today, company.local_currency.precision, document, lines
    )
    if amount:
        exposure = replace(exposure, this_document=exposure.this_document + amount)
    limit, found = customer.credit_limit, []
    if company.credit_warnings in LIMIT_CHECKED and limit and exposure.total > limit:
        message = _("Credit limit exceeded: %(owed)s against %(limit)s.")
        facts = {"owed": _show(exposure.total, decimals), "limit": _show(limit, decimals)}
        found.append(message % facts)
    if (
        company.credit_warnings in OVERDUE_CHECKED
        and not limit_only
        and exposure.overdue > ZERO
    ):
        message = _("Overdue balance: %(overdue)s.")
        found.append(message % {"overdue": _show(exposure.overdue, decimals)})
    return CreditNotice(tuple(found), exposure, limit) if found else None


def _show(amount: Decimal, decimals: int) -> str:
    return number_format(amount, decimals, use_l10n=True, force_grouping=True)
