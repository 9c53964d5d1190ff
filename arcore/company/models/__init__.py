from .company import Company
from .currency import Currency
from .exchange_rate import ExchangeRate
from .number_series import NumberSeries
from .series_use import SeriesUse
from .user import User

__all__ = ["Company", "Currency", "ExchangeRate", "NumberSeries", "SeriesUse", "User"]
