"""Base table and columns: dense rows, tabular figures, one link per row for the keyboard."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import django_tables2
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django_tables2 import Column
from django_tables2.utils import Accessor

from arcore.ui.amounts import currency_decimals, show_amount
from arcore.ui.dates import show_date
from arcore.ui.keyset import Sort


class Table(django_tables2.Table):
    """Declare columns; the list view adds order and pages.

    `row_url(record)` is where a row leads; by default the record's `get_absolute_url`.
    """

    class Meta:
        template_name = "ui/table.html"
        attrs = {"class": "table table-sm kit-table"}
        orderable = False
        default = ""

    def __init__(self, *args: Any, request: Any = None, **options: Any) -> None:
        self.sort_links: dict[str, SortLink] = {}
        options.setdefault("template_name", "ui/table.html")
        options.setdefault("orderable", False)
        options.setdefault("attrs", {"class": "table table-sm kit-table"})
        options.setdefault("default", "")
        super().__init__(*args, **options)
        self.request = request  # handed on, it would order and page the rows once more

    def row_url(self, record: Any) -> str:
        found = getattr(record, "get_absolute_url", None)
        return found() if found else ""

    def headers(self) -> list[tuple[Any, "SortLink | None"]]:
        """Each shown column with its sort link, where the list may be ordered by it."""
        return [(column, self.sort_links.get(column.name)) for column in self.columns]

    def labelled_rows(self) -> Iterator[tuple[Any, Iterator[tuple[Any, Any, str]]]]:
        """Each row with its cells; a cell says what it is where a telephone shows no header."""
        labels = [conditional_escape(column.header) for column in self.columns]
        for row in self.rows:
            cells = zip(row.items(), labels, strict=True)
            yield row, ((column, cell, label) for (column, cell), label in cells)


class SortLink:
    """A column header's link: where it leads and how the list is ordered now."""

    def __init__(self, url: str, now: Sort | None) -> None:
        self.url = url
        self.icon = "sort" if now is None else "down" if now.descending else "up"
        self.direction = "" if now is None else "descending" if now.descending else "ascending"


class LinkColumn(Column):
    """The column that opens the row: the keyboard walks along these links."""

    def render(self, value: Any, record: Any, table: Table) -> Any:
        url = table.row_url(record)
        if not url:
            return value
        return format_html('<a class="row-link" href="{}">{}</a>', url, value)


class BriefColumn(Column):
    """A text that gives way where the amounts need the width; whole under the pointer."""

    def __init__(self, *args: Any, briefer: bool = False, **options: Any) -> None:
        _add_class(options, "briefer" if briefer else "brief")
        super().__init__(*args, **options)

    def render(self, value: Any) -> SafeString:
        return format_html('<span title="{}">{}</span>', value, value)

    def value(self, value: Any) -> str:
        return str(value)


class MoneyColumn(Column):
    """An amount in tabular figures, negative in red, blank when there is none.

    `currency` is an accessor to the currency's code on the record: it sets the decimals, and a
    code is shown behind the amount unless `show_code` is off.
    """

    def __init__(self, *args: Any, currency: str = "", show_code: bool = True, **options: Any):
        self.currency, self.show_code = currency, show_code
        _add_class(options, "num")
        super().__init__(*args, **options)

    def render(self, value: Decimal, record: Any) -> SafeString | str:
        code = self.code_of(record)
        shown = show_amount(value, currency_decimals(code))
        sign = "neg" if value < 0 else "zero" if value == 0 else "pos"
        if code and self.show_code:
            return format_html(
                '<span class="amount {}">{}</span> <span class="code">{}</span>',
                sign,
                shown,
                code,
            )
        return format_html('<span class="amount {}">{}</span>', sign, shown)

    def value(self, value: Decimal) -> Decimal:
        return value

    def code_of(self, record: Any) -> str:
        """The code of the amount's currency, blank for the local one."""
        found = self.currency and Accessor(self.currency).resolve(record, quiet=True)
        return str(found or "")


class NumberColumn(Column):
    """A plain number, right-aligned in tabular figures, with the decimals it has."""

    def __init__(self, *args: Any, decimals: int | None = None, **options: Any) -> None:
        self.decimals = decimals
        _add_class(options, "num")
        super().__init__(*args, **options)

    def render(self, value: Any) -> str:
        if self.decimals is None and isinstance(value, Decimal):
            value = value.normalize()
            return show_amount(value, max(0, -int(value.as_tuple().exponent)))
        return show_amount(value, self.decimals or 0)

    def value(self, value: Any) -> Any:
        return value


class DateColumn(Column):
    """A day in the user's format; `overdue` marks days before a day given by the table."""

    def __init__(self, *args: Any, **options: Any) -> None:
        _add_class(options, "date")
        super().__init__(*args, **options)

    def render(self, value: Any) -> str:
        return show_date(value)

    def value(self, value: Any) -> Any:
        return value


class StatusColumn(Column):
    """A small badge; `tones` maps the stored value to good, info, warn, bad or plain."""

    def __init__(
        self, *args: Any, tones: Mapping[Any, str] | None = None, **options: Any
    ) -> None:
        self.tones = dict(tones or {})
        super().__init__(*args, **options)

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString | str:
        stored = bound_column.accessor.resolve(record, quiet=True)
        if value in ("", None):
            return ""
        return format_html(
            '<span class="tag tag-{}">{}</span>', self.tones.get(stored, "plain"), value
        )


class BooleanColumn(Column):
    """A tick or nothing, read aloud as yes or no."""

    def render(self, value: Any) -> SafeString | str:
        from django.utils.translation import gettext as _

        if not value:
            return ""
        return format_html('<span class="tick" role="img" aria-label="{}">✓</span>', _("yes"))

    def value(self, value: Any) -> bool:
        return bool(value)


def _add_class(options: dict[str, Any], name: str) -> None:
    attrs = options.setdefault("attrs", {})
    for part in ("th", "td", "tf"):
        own = attrs.setdefault(part, {})
        own["class"] = f"{name} {own.get('class', '')}".strip()
