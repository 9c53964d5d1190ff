"""Setup, maintained by the administrator in the Django admin."""

from .company import CompanyAdmin
from .currencies import CurrencyAdmin
from .deletion import KeptWhenUsed
from .number_series import NumberSeriesAdmin, SeriesUseAdmin
from .people import PersonAdmin

__all__ = [
    "CompanyAdmin",
    "CurrencyAdmin",
    "KeptWhenUsed",
    "NumberSeriesAdmin",
    "PersonAdmin",
    "SeriesUseAdmin",
]
