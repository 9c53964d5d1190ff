"""Who the vendors are. Those that the bank's text mappings know are booked without a bill."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from random import Random

from arcore.company.models import User
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.world.ibans import BICS, make_iban
from ledger.models import Vendor
from ledger.vendors.changing import change_vendor
from ledger.vendors.creation import create_vendor


class Standing(Enum):
    """How the company gets along with a vendor."""

    GOOD = auto()
    DISPUTED = auto()  # not paid, bills no more since half way; blocked for payments in the end
    GIVEN_UP = auto()  # paid, bills no more since half way; blocked for everything in the end


@dataclass(frozen=True)
class Trader:
    """A vendor to be; bills lie between `least` and `most` without VAT, in its currency."""

    name: str
    address: str
    post_code: str
    city: str
    country: str
    account: str
    terms: str
    least: int
    most: int
    currency: str = "EUR"
    standing: Standing = Standing.GOOD


TRADERS = (
    Trader("Imprimerie des Terreaux", "4 rue Romarin", "69001", "Lyon", "FR",
           "purchases", "30D", 180, 900),
    Trader("Messageries du Rhône SAS", "31 avenue Leclerc", "69007", "Lyon", "FR",
           "freight", "14D", 300, 1_400),
    Trader("Énergies Confluence", "2 cours Charlemagne", "69002", "Lyon", "FR",
           "energy", "14D", 250, 700),
    Trader("Emballages Val de Saône SARL", "ZI Nord", "69400", "Villefranche-sur-Saône", "FR",
           "purchases", "1M(8D)", 400, 2_200),
    Trader("Pneus Saint-Clair", "118 route de Genas", "69500", "Bron", "FR",
           "purchases", "1M(8D)", 900, 4_200),
    Trader("Selles & Cuirs d’Ardèche", "6 quai de la Cance", "07100", "Annonay", "FR",
           "purchases", "60D", 600, 2_600),
    Trader("Velotech Basel AG", "Dornacherstrasse 210", "4053", "Basel", "CH",
           "purchases", "30D", 1_200, 5_200, "CHF"),
    Trader("Ridgeway Lights Ltd", "9 Canal Wharf", "LS11 5PS", "Leeds", "GB",
           "purchases", "30D", 500, 1_900, "GBP"),
    Trader("Textiles Croix-Rousse", "15 rue d’Austerlitz", "69004", "Lyon", "FR",
           "purchases", "30D", 300, 1_500, standing=Standing.DISPUTED),
    Trader("Pédales du Forez", "8 rue de la République", "42600", "Montbrison", "FR",
           "purchases", "30D", 250, 1_100, standing=Standing.GIVEN_UP),
)  # fmt: skip
BLOCKS = {
    Standing.DISPUTED: Vendor.Blocked.PAYMENT,
    Standing.GIVEN_UP: Vendor.Blocked.ALL,
}


def make_vendors(setup: Setup, day: date, chance: Random) -> list[tuple[Trader, Vendor]]:
    """Their cards, entered by the administrator."""
    return [(trader, _card(setup, trader, day, chance)) for trader in TRADERS]


def _card(setup: Setup, trader: Trader, day: date, chance: Random) -> Vendor:
    facts = {
        "name": trader.name,
        "address": trader.address,
        "post_code": trader.post_code,
        "city": trader.city,
        "country": trader.country,
        "posting_group": setup.groups.vendor,
        "payment_terms": setup.terms[trader.terms],
        "iban": make_iban(trader.country, chance),
        "swift": BICS[trader.country],
    }
    return create_vendor(facts, user=setup.users["admin"], day=day)


def block_vendors(vendors: list[tuple[Trader, Vendor]], user: User) -> None:
    """Set the blocks, so that the history tells who did it."""
    for trader, vendor in vendors:
        if block := BLOCKS.get(trader.standing):
            change_vendor(vendor.pk, {"blocked": block}, user=user, version=None)
