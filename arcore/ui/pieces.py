"""Plain values for the small pieces that pages share."""

from dataclasses import dataclass
from decimal import Decimal

from arcore.ui.actions import Text


@dataclass(frozen=True)
class AgePart:
    """What is owed of one age, for `{% ageing_strip %}`; `url` leads to those entries."""

    label: Text
    amount: Decimal
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab of `ui/tabs.html`, a link like any other; `count` stands behind its label."""

    label: Text
    url: str
    is_current: bool = False
    count: int | None = None
