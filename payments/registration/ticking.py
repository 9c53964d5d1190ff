"""What ticking a line or typing into it does; unticking takes everything away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from payments.registration.suggested_amount import suggested_amount
from payments.registration.values import Document, Received

DAY, AMOUNT, DISCOUNT_DATE, EXTERNAL = "day", "amount", "discount_date", "external_document_no"


def tick(document: Document, today: date, *, auto_fill: bool) -> Received:
    """A line just ticked: today if dates are filled in, and the amount that follows from it."""
    day = today if auto_fill else None
    return Received(day=day, amount=suggested_amount(document, day, None))


def enter(
    document: Document,
    before: Received | None,
    typed: Mapping[str, Any],
    today: date,
    *,
    auto_fill: bool,
) -> Received:
    """The line with what was typed; typing into a line that is not ticked ticks it.

    The amount follows date and discount date as long as it is the suggested one.
    """
    line = before or tick(document, today, auto_fill=auto_fill)
    followed = line.amount == suggested_amount(document, line.day, line.discount_date)
    line = replace(line, **typed)
    if line.discount_date == document.discount_date:
        line = replace(line, discount_date=None)  # moved back
    if followed and AMOUNT not in typed:
        amount = suggested_amount(document, line.day, line.discount_date)
        line = replace(line, amount=amount)
    return line
