"""Currencies and their rates: one a month, wandering a little around where they began."""

from datetime import date
from decimal import Decimal
from random import Random

from arcore.company.models import Currency, ExchangeRate
from arcore.desk.demo.setup.chart import Accounts
from arcore.values.date_formula import DateFormula
from ledger.models import CurrencyPostingSetup

CURRENCIES = {
    "EUR": ("Euro", "€"),
    "USD": ("US dollar", "$"),
    "GBP": ("Pound sterling", "£"),
    "CHF": ("Swiss franc", "CHF"),
}
FIRST_RATE = {"USD": 92.0, "GBP": 117.0, "CHF": 104.0}  # euros for a hundred
MONTHS = 30
TOLERANCE_PERCENT, TOLERANCE_MAX = Decimal(1), Decimal(5)  # in each foreign currency
APPLICATION_ROUNDING = Decimal("0.02")


def make_currencies(accounts: Accounts) -> dict[str, Currency]:
    """Every currency by its code, with gain and loss accounts for the foreign ones."""
    made = Currency.objects.bulk_create(
        Currency(
            code=code,
            description=name,
            symbol=symbol,
            euro_member=code == "EUR",
            application_rounding_precision=APPLICATION_ROUNDING,
            payment_tolerance_percent=TOLERANCE_PERCENT,
            payment_tolerance_max=TOLERANCE_MAX,
        )
        for code, (name, symbol) in CURRENCIES.items()
    )
    by_code = {currency.code: currency for currency in made}
    CurrencyPostingSetup.objects.bulk_create(
        CurrencyPostingSetup(
            currency=by_code[code],
            realized_gain_account=accounts["exchange_gain"],
            realized_loss_account=accounts["exchange_loss"],
            unrealized_gain_account=accounts["unrealized_gain"],
            unrealized_loss_account=accounts["unrealized_loss"],
        )
        for code in FIRST_RATE
    )
    return by_code


def make_rates(currencies: dict[str, Currency], today: date, chance: Random) -> None:
    """A rate from the first of each month on, for the last thirty months."""
    this_month = today.replace(day=1)
    rates = []
    for code, level in FIRST_RATE.items():
        for back in range(MONTHS, -1, -1):
            level *= 1 + chance.uniform(-0.008, 0.008)
            rates.append(
                ExchangeRate(
                    currency=currencies[code],
                    starting_date=DateFormula.parse(f"-{back}M").apply(this_month),
                    exchange_rate_amount=Decimal(100),
                    relational_exchange_rate_amount=Decimal(f"{level:.2f}"),
                )
            )
    ExchangeRate.objects.bulk_create(rates)
