"""Made-up IBANs of the right shape, with valid check digits, national ones where we know them."""

from random import Random

from stdnum import iban as stdnum_iban

# d digit, a capital letter; everything else stands for itself. Banks that don't exist.
SHAPES = {
    "DE": "50010517dddddddddd", "IT": "X0542811101000000dddddd", "NL": "ABNAdddddddddd",
    "GB": "NWBK601613dddddddd", "LU": "001ddddddddddddd", "AT": "12000ddddddddddd",
    "DK": "0040dddddddddd", "IE": "AIBK931152dddddddd", "CH": "00762dddddddddddd",
}  # fmt: skip
BICS = {
    "FR": "AGRIFRPP", "DE": "INGDDEFF", "BE": "GKCCBEBB", "IT": "BLOPIT22", "NL": "ABNANL2A",
    "ES": "CAIXESBB", "GB": "NWBKGB2L", "LU": "BCEELULL", "AT": "BKAUATWW", "PT": "BCOMPTPL",
    "DK": "DABADKKK", "IE": "AIBKIE2D", "CH": "UBSWCHZH",
}  # fmt: skip


def make_iban(country: str, chance: Random) -> str:
    """An IBAN of the country; blank where there are none (US)."""
    if country == "US":
        return ""
    bban = _bban(country, chance)
    return f"{country}{stdnum_iban.calc_check_digits(f'{country}00{bban}')}{bban}"


def _bban(country: str, chance: Random) -> str:
    if country == "FR":
        bank, branch = (
            chance.choice(("30004", "10278", "13106")),
            f"{chance.randrange(1000):05d}",
        )
        account = _digits(11, chance)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
        return f"{bank}{branch}{account}{key:02d}"
    if country == "BE":
        stem = f"539{_digits(7, chance)}"
        return f"{stem}{int(stem) % 97 or 97:02d}"
    if country == "PT":
        stem = f"00330000{_digits(11, chance)}"
        return f"{stem}{98 - int(stem) * 100 % 97:02d}"
    if country == "ES":
        account = _digits(10, chance)
        return f"21000418{_spanish('0021000418')}{_spanish(account)}{account}"
    return "".join(_digits(1, chance) if c == "d" else c for c in SHAPES[country])


def _spanish(ten_digits: str) -> int:
    """The check digit over ten digits of a Spanish account number."""
    weighed = sum(int(d) * 2**place for place, d in enumerate(ten_digits)) % 11
    return 1 if weighed == 1 else 11 - weighed if weighed else 0


def _digits(count: int, chance: Random) -> str:
    return "".join(str(chance.randrange(10)) for _place in range(count))
