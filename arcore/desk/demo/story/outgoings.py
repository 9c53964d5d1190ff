"""Everything on the bank account that no customer pays: capital, suppliers, wages, fees."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arcore.desk.demo.setup.chart import Accounts
from arcore.desk.demo.story.movement import Movement
from arcore.desk.demo.story.weeks import Week
from arcore.values.money import CENT, ZERO, round_amount
from payments.models import Confidence

SUPPLIERS = (
    "Cadres Duravel SAS", "Taiwan Frame Works Ltd", "Pneus Allobroges", "Batteries Volta GmbH",
    "Shimura Components Europe B.V.", "Textiles Beaujolais", "Transports Rhodaniens",
)  # fmt: skip
# day of the month -> text, account, thousands of euros in a company of scale 1
MONTHLY = {
    3: ("LOYER ATELIER ET ENTREPOT", "rent", 14),
    5: ("ECHEANCE PRET 0042", "loan", 4),
    12: ("EDF ENTREPRISES", "energy", 2),
    15: ("URSSAF COTISATIONS", "social", 34),
    20: ("ASSURANCE FLOTTE ET LOCAUX", "insurance", 3),
    24: ("DGFIP TVA", "vat_due", 30),
    28: ("SALAIRES", "wages", 78),
}
OPENING = (("APPORT EN CAPITAL", "capital", 600), ("DEBLOCAGE PRET 0042", "loan", 250))
RESERVE = 200  # thousands; below, suppliers are paid less
CARD_FEE = Decimal("0.011")


class Household:
    """The company's own movements on its main account; `scale` shrinks all but the fees."""

    def __init__(self, accounts: Accounts, scale: float, chance: Random) -> None:
        self.accounts, self.chance = accounts, chance
        self.scale = Decimal(str(min(1.0, max(scale, 0.05))))

    def movements(
        self, week: Week, balance: Decimal, received: Decimal, cash: Decimal, cards: Decimal
    ) -> Iterator[Movement]:
        """The week's, given the balance and what came in the week before."""
        if week.index <= 1:  # the first statement
            for text, account, thousands in OPENING:
                yield self._move(week.first, text, account, self.thousands(thousands))
        yield from self._monthly(week)
        yield from self._suppliers(week, balance, received)
        if cash:
            yield self._move(week.day(1), "VERSEMENT ESPECES AGENCE LYON 2", "cash", cash)
        if cards:
            fee = round_amount(cards * CARD_FEE)
            yield self._move(week.day(2), "REMISE CARTES", "cards", cards)
            yield self._move(week.day(2), "COMMISSION CARTES", "bank_fees", -fee)

    def thousands(self, thousands: int) -> Decimal:
        """So many thousands of euros, shrunk to the company's scale."""
        return (thousands * 1000 * self.scale).quantize(CENT)

    def _monthly(self, week: Week) -> Iterator[Movement]:
        for offset in range(week.days):
            day = week.first + timedelta(days=offset)
            if day.day not in MONTHLY:
                continue
            text, account, thousands = MONTHLY[day.day]
            wobble = Decimal(self.chance.randint(-300, 300)) / 10_000
            amount = round_amount(self.thousands(thousands) * (1 + wobble))
            yield self._move(day, f"{text} {day:%m/%Y}", account, -amount)
        if any((week.first + timedelta(days=n)).day == 1 for n in range(week.days)):
            yield self._move(week.last, "FRAIS TENUE DE COMPTE", "bank_fees", Decimal("-38.60"))

    def _suppliers(self, week: Week, balance: Decimal, received: Decimal) -> Iterator[Movement]:
        rich = balance > self.thousands(RESERVE)
        left = round_amount(received * Decimal("0.84" if rich else "0.45"))
        for supplier in self.chance.sample(SUPPLIERS, 3):
            share = round_amount(left * Decimal(self.chance.randint(30, 60)) / 100)
            if share < 100:
                return
            left -= share
            text = f"VIR {supplier.upper()} FA{self.chance.randrange(1000, 9999)}"
            day = week.day(self.chance.randrange(week.days))
            yield self._move(day, text, "purchases", -share, party=supplier)

    def _move(
        self, day: date, text: str, account: str, amount: Decimal, party: str = ""
    ) -> Movement:
        return Movement(
            day, amount, text, party, account=self.accounts[account],
            confidence=Confidence.MAPPING if amount < ZERO else Confidence.MANUAL,
        )  # fmt: skip
