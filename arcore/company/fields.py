"""Columns for the values of the trade: money, factors, date formulas, bank identifiers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from arcore.values.bank_identifiers import BankIdentifierError, read_bic, read_iban
from arcore.values.date_formula import MAX_LENGTH, DateFormula, DateFormulaError


class FiniteDecimalField(models.DecimalField):
    """A decimal column that PostgreSQL itself keeps free of NaN."""

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} <> 'NaN'"


class MoneyField(FiniteDecimalField):
    """An amount of money, numeric(18,3): the widest precision any currency has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 3, **kwargs})


class FactorField(FiniteDecimalField):
    """An exchange factor, numeric(18,9): local currency for one unit of the other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 9, **kwargs})


class TidyTextField(models.CharField):
    """Optional text that is tidied and checked whenever it is cleaned, saved or updated.

    Refuses with ValidationError, so that no road into the database goes around the check.
    """

    width = 20

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"max_length": self.width, "blank": True, "default": "", **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "blank": self.blank, "default": self.default}

    def tidy(self, text: str) -> str:
        """The text as it is stored; raises ValidationError."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if text is None else self.tidy(text)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, text)
        return text

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str | DateFormula):
            value = self.tidy(str(value))
        return super().get_db_prep_save(value, connection)


class DateFormulaField(TidyTextField):
    """The tidy text of a date formula; blank is the same day."""

    width = MAX_LENGTH

    def tidy(self, text: str) -> str:
        try:
            return str(DateFormula.parse(text))
        except DateFormulaError as refused:
            raise ValidationError(str(refused), code="date_formula") from refused


class IbanField(TidyTextField):
    """An IBAN, stored without spaces; blank when unknown."""

    width = 34

    def formfield(self, **kwargs: Any) -> Any:
        # People paste an IBAN in groups of four; the limit counts it without spaces.
        return super().formfield(**{"max_length": 2 * self.width, **kwargs})

    def tidy(self, text: str) -> str:
        try:
            return read_iban(text)
        except BankIdentifierError as refused:
            raise ValidationError(str(refused), code="iban") from refused


class BicField(TidyTextField):
    """A BIC (SWIFT code); blank when unknown."""

    width = 11

    def tidy(self, text: str) -> str:
        try:
            return read_bic(text)
        except BankIdentifierError as refused:
            raise ValidationError(str(refused), code="bic") from refused
