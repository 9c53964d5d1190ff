"""Made-up VAT registration numbers that pass their country's check."""

from random import Random
from types import ModuleType

from stdnum import luhn
from stdnum.util import get_cc_module

# d digit; the rest stands for itself. Thrown again until the country's own check holds.
SHAPES = {
    "DE": "ddddddddd", "BE": "0ddddddddd", "IT": "0ddddddd019", "NL": "dddddddddB01",
    "ES": "B08dddddd", "GB": "ddddddddd", "LU": "dddddddd", "AT": "Udddddddd",
    "PT": "5dddddddd", "DK": "dddddddd", "IE": "dddddddW",
}  # fmt: skip
MOST_THROWS = 5_000


def make_vat_no(country: str, chance: Random) -> tuple[str, str]:
    """VAT number with country code, and company registration no.; blank where there is none."""
    if country == "FR":
        stem = f"{chance.randrange(30_000_000, 90_000_000)}"
        siren = stem + luhn.calc_check_digit(stem)
        return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}", siren
    if country not in SHAPES:
        return "", ""
    check = get_cc_module(country.lower(), "vat")
    assert isinstance(check, ModuleType)
    for _throw in range(MOST_THROWS):
        digits = "".join(str(chance.randrange(10)) if c == "d" else c for c in SHAPES[country])
        if check.is_valid(digits):
            return f"{country}{digits}", ""
    return "", ""
