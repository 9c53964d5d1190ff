from .company import Company
from .currency import Currency
from .exchange_rate import ExchangeRate
from .number_series import NumberSeries
from .series_use import SeriesUse
from .user import User
from .user_role import UserRole

__all__ = [
    "Company",
    "Currency",
    "ExchangeRate",
    "NumberSeries",
    "SeriesUse",
    "User",
    "UserRole",
]
