"""Form fields that read amounts and dates by the user's language and refuse nonsense."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.ui.amounts import BadAmount, read_amount, show_amount
from arcore.ui.dates import BadDate, read_date, show_date, type_date

CENTS = 2


class MoneyInput(forms.TextInput):
    """A right-aligned amount, written in the user's language."""

    def __init__(self, attrs: dict[str, Any] | None = None, decimals: int = CENTS) -> None:
        self.decimals = decimals
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, (Decimal, int)):
            return show_amount(Decimal(value), self.decimals)
        return None if value in (None, "") else str(value)


class DateInput(forms.TextInput):
    """A date as text: pasteable, with the shortcuts of `ui/dates.js` (t, 15, 1503, +7)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-date": "", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            value = (
                timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
            )
        if isinstance(value, date):
            return type_date(value)
        return None if value in (None, "") else str(value)


class MoneyFormField(forms.Field):
    """A Decimal with at most `decimals` decimals, empty when allowed.

    `minimum` and `maximum` are inclusive; `max_digits` counts all digits.
    """

    widget = MoneyInput

    def __init__(
        self,
        *,
        max_digits: int = 18,
        decimals: int = CENTS,
        minimum: Decimal | None = None,
        maximum: Decimal | None = None,
        **options: Any,
    ) -> None:
        self.max_digits, self.decimals = max_digits, decimals
        self.minimum, self.maximum = minimum, maximum
        options.setdefault("widget", MoneyInput(decimals=decimals))
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            amount = read_amount(str(value), digits=self.max_digits, decimals=self.decimals)
        except BadAmount as bad:
            raise ValidationError(str(bad), code="invalid") from bad
        self._check_range(amount)
        return amount

    def _check_range(self, amount: Decimal) -> None:
        if self.minimum is not None and amount < self.minimum:
            raise ValidationError(
                _("Must be %(limit)s or more."),
                code="minimum",
                params={"limit": show_amount(self.minimum, self.decimals)},
            )
        if self.maximum is not None and amount > self.maximum:
            raise ValidationError(
                _("Must be %(limit)s or less."),
                code="maximum",
                params={"limit": show_amount(self.maximum, self.decimals)},
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != (None if initial in self.empty_values else initial)
        except ValidationError:
            return True


class DateFormField(forms.Field):
    """A day between 1990 and 2100; `earliest` and `latest` narrow it, both inclusive."""

    widget = DateInput

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **options: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            day = read_date(str(value))
        except BadDate as bad:
            raise ValidationError(str(bad), code="invalid") from bad
        if self.earliest and day < self.earliest:
            raise ValidationError(
                _("Must be %(limit)s or later."), params={"limit": show_date(self.earliest)}
            )
        if self.latest and day > self.latest:
            raise ValidationError(
                _("Must be %(limit)s or earlier."), params={"limit": show_date(self.latest)}
            )
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


class RangeInput(forms.MultiWidget):
    """Two inputs, `<name>_from` and `<name>_to`, under one label."""

    template_name = "ui/forms/range.html"

    def __init__(self, inputs: Sequence[forms.Widget], attrs: Any = None) -> None:
        super().__init__(dict(zip(("from", "to"), inputs, strict=True)), attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]


class _RangeFormField(forms.MultiValueField):
    """A slice (from, to), either end open; refuses an end before the start."""

    def compress(self, data_list: list[Any]) -> slice | None:
        if not data_list or all(end is None for end in data_list):
            return None
        start, stop = data_list
        if start is not None and stop is not None and stop < start:
            raise ValidationError(_("The end lies before the start."), code="reversed")
        return slice(start, stop)


def _own_widget(field: forms.Field) -> forms.Widget:
    widget = field.widget
    return widget() if isinstance(widget, type) else widget


class DateRangeFormField(_RangeFormField):
    def __init__(self, **options: Any) -> None:
        fields = (DateFormField(required=False), DateFormField(required=False))
        widget = RangeInput([_own_widget(field) for field in fields])
        super().__init__(fields, widget=widget, require_all_fields=False, **options)


class AmountRangeFormField(_RangeFormField):
    def __init__(self, decimals: int = CENTS, **options: Any) -> None:
        fields = tuple(MoneyFormField(required=False, decimals=decimals) for _end in "ab")
        widget = RangeInput([_own_widget(field) for field in fields])
        super().__init__(fields, widget=widget, require_all_fields=False, **options)
