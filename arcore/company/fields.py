"""Columns for the values of the trade: money, exchange factors, date formulas."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from arcore.values.date_formula import MAX_LENGTH, DateFormula, DateFormulaError


class FiniteDecimalField(models.DecimalField):
    """A decimal column that PostgreSQL itself keeps free of NaN."""

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} <> 'NaN'"


class MoneyField(FiniteDecimalField):
    """An amount of money, numeric(18,3): the widest precision any currency has."""

    def __init__(
        self, *args: Any, max_digits: int = 18, decimal_places: int = 3, **kwargs: Any
    ):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)


class FactorField(FiniteDecimalField):
    """An exchange factor, numeric(18,9): local currency for one unit of the other."""

    def __init__(
        self, *args: Any, max_digits: int = 18, decimal_places: int = 9, **kwargs: Any
    ):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)


class DateFormulaField(models.CharField):
    """The tidy text of a date formula; blank is the same day.

    Cleaning and saving both refuse a text that is no formula, with ValidationError.
    """

    def __init__(
        self, *args: Any, max_length: int = MAX_LENGTH, blank: bool = True, **kwargs: Any
    ):
        kwargs.setdefault("default", "")
        super().__init__(*args, max_length=max_length, blank=blank, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["blank"] = self.blank
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if text is None else _tidy(text)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, text)
        return text

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str | DateFormula):
            value = _tidy(str(value))
        return super().get_db_prep_save(value, connection)


def _tidy(text: str) -> str:
    try:
        return str(DateFormula.parse(text))
    except DateFormulaError as refused:
        raise ValidationError(str(refused), code="date_formula") from refused
