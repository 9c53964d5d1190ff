"""`{% load ui %}`: amounts, dates, icons and the small pieces that pages share."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arcore.ui.amounts import currency_decimals, show_amount
from arcore.ui.dates import show_date
from arcore.ui.pieces import AgePart

register = template.Library()

ALIASES = {"debug": "info", "": "info", "danger": "error"}


@register.simple_tag
def icon(name: str = "") -> SafeString | str:
    """A decorative icon of the sprite; give the button or link its own words."""
    if not name:
        return ""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        ALIASES.get(name, name),
    )


@register.simple_tag
def money(amount: Decimal | None, currency: str = "", *, code: bool = True) -> SafeString | str:
    """An amount in the user's format and the currency's decimals; the code behind it.

    `{% money entry.remaining entry.currency_code %}`; nothing for None.
    """
    if amount is None or amount == "":
        return ""
    shown = show_amount(Decimal(amount), currency_decimals(str(currency or "")))
    sign = "neg" if amount < 0 else "zero" if amount == 0 else "pos"
    if currency and code:
        return format_html(
            '<span class="amount {}">{}</span> <span class="code">{}</span>',
            sign,
            shown,
            currency,
        )
    return format_html('<span class="amount {}">{}</span>', sign, shown)


@register.simple_tag
def day(value: date | None) -> SafeString | str:
    """A date in the user's format, machine-readable underneath; nothing for None."""
    if value is None or value == "":
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), show_date(value))


@register.simple_tag
def badge(label: Any, tone: str = "plain") -> SafeString | str:
    """A small badge: tone good, info, warn, bad or plain; nothing for an empty label."""
    return format_html('<span class="tag tag-{}">{}</span>', tone, label) if label else ""


@register.simple_tag
def document_link(document: Any, label: str = "") -> SafeString | str:
    """A link to anything with `get_absolute_url`, by its number; plain text without one."""
    if not document:
        return ""
    text = label or str(document)
    find = getattr(document, "get_absolute_url", None)
    return format_html('<a class="doc-link" href="{}">{}</a>', find(), text) if find else text


@register.filter
def minutes(span: timedelta) -> int:
    """Whole minutes, rounded up: 90 seconds are 2."""
    return -(-int(span.total_seconds()) // 60)


BLOCKED_TONES = {"all": "bad", "ship": "warn", "invoice": "warn", "payment": "warn"}


@register.simple_tag
def blocked_badge(value: str, label: Any) -> SafeString | str:
    """How far a customer or vendor is blocked; nothing for one who is not."""
    if not value:
        return ""
    return format_html(
        '<span class="tag tag-{}">{} {}</span>',
        BLOCKED_TONES.get(str(value).lower(), "bad"),
        icon("blocked"),
        label,
    )


STRIP_WIDTH = 1000  # units of the drawing, not pixels
OLDEST_STEP = 4


@register.inclusion_tag("ui/ageing.html")
def ageing_strip(parts: Sequence[AgePart], currency: str = "") -> dict[str, Any]:
    """What is owed by age, as one bar and in figures; `parts` run from not due to oldest.

    Credits (negative parts) have no length in the bar, only their figure.
    """
    owed = sum((max(part.amount, Decimal(0)) for part in parts), Decimal(0))
    drawn, x, reached = [], 0, Decimal(0)
    for step, part in enumerate(parts):
        reached += max(part.amount, Decimal(0))
        end = round(reached / owed * STRIP_WIDTH) if owed else 0
        drawn.append({"part": part, "x": x, "width": end - x, "step": min(step, OLDEST_STEP)})
        x = end
    decimals = currency_decimals(str(currency or ""))
    words = ", ".join(f"{part.label}: {show_amount(part.amount, decimals)}" for part in parts)
    return {"parts": drawn, "words": words, "currency": currency}
