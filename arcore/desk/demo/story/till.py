"""The bank's side of the story: what came in each week, and the statements booked from it."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.db.models import Sum

from arcore.desk.demo.dice import die
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.story.credits import Credits
from arcore.desk.demo.story.movement import Movement
from arcore.desk.demo.story.outgoings import Household
from arcore.desk.demo.story.receipts import movements_of
from arcore.desk.demo.story.receivable import Receipt
from arcore.desk.demo.story.statement import book_statement
from arcore.desk.demo.story.weeks import Week
from arcore.desk.demo.vendors.purchases import Purchases
from arcore.values.money import CENT, ZERO, round_amount
from customers.models import CustomerBankAccount
from ledger.documents.parties import factor_on
from ledger.models import GeneralLedgerEntry
from payments.models import Confidence

FIRST_MONEY = {"SECOND": 80, "SAVINGS": 150}  # thousands, handed over in the first week
FIRST_DOLLARS = Decimal(20_000)
KEPT, LEAST_HANDED_ON = 90, 10  # thousands in the second bank
WHOLE_THOUSANDS = Decimal(1000)


class Till:
    """Balances of the bank accounts and what the company has at hand."""

    def __init__(
        self,
        setup: Setup,
        credit_memos: Credits,
        purchases: Purchases,
        scale: float,
        seed: int,
    ) -> None:
        self.setup, self.credit_memos, self.purchases = setup, credit_memos, purchases
        self.chance: Random = die(seed, "wording")
        self.household = Household(setup.accounts, scale, die(seed, "household"))
        self.balance = dict.fromkeys(setup.banks, ZERO)
        self.received = ZERO
        self.in_transit = ZERO  # on the way from the second to the main bank
        self.iban_of = dict(
            CustomerBankAccount.objects.filter(code="MAIN")
            .exclude(iban="")
            .values_list("customer_id", "iban")
        )

    def bank(self, week: Week, receipts: list[Receipt]) -> None:
        """Book the week's statements of the main and the second bank."""
        by_bank: dict[str, list[Movement]] = {code: [] for code in self.balance}
        received = ZERO
        for receipt, movement in self.customer_movements(receipts):
            by_bank[receipt.payer.bank].append(movement)
            received += movement.amount
            if receipt.cut:
                self.credit_memos.forgive(receipt.pays[0], receipt.cut, week)
        by_bank["MAIN"] += self.own_movements(week)
        by_bank["MAIN"] += self.purchases.of(week)
        by_bank["SECOND"] += self._hand_on(week)
        if week.index <= 1:
            self._hand_out(week, by_bank)
        self.received = received
        for code, movements in by_bank.items():
            user, bank = self.setup.users["andre"], self.setup.banks[code]
            self.balance[code] = book_statement(bank, movements, week.last, user)

    def customer_movements(self, receipts: list[Receipt]) -> Iterator[tuple[Receipt, Movement]]:
        """What the receipts become on a statement, as far as something is still open."""
        return movements_of(receipts, self.iban_of, self.chance)

    def own_movements(self, week: Week) -> list[Movement]:
        """What the main account shows beside customers' payments."""
        cash, cards = self._at_hand("cash", week), self._at_hand("cards", week)
        movements = list(
            self.household.movements(week, self.balance["MAIN"], self.received, cash, cards)
        )
        if self.in_transit:
            text = "VIREMENT INTERNE DE CREDIT DES ALPES"
            movements.append(self._transfer(week, text, self.in_transit))
            self.in_transit = ZERO
        return movements

    def _at_hand(self, account: str, week: Week) -> Decimal:
        """What lay in the cash desk, or with the card service, when the week began."""
        found = GeneralLedgerEntry.objects.filter(
            account=self.setup.accounts[account], posting_date__lt=week.first
        )
        return (found.aggregate(total=Sum("amount"))["total"] or ZERO).quantize(CENT)

    def _hand_on(self, week: Week) -> list[Movement]:
        """The second bank keeps what it needs; the main bank sees the rest a week later."""
        surplus = self.balance["SECOND"] - self.household.thousands(KEPT)
        if surplus < self.household.thousands(LEAST_HANDED_ON):
            return []
        self.in_transit = round_amount(surplus - WHOLE_THOUSANDS / 2, WHOLE_THOUSANDS)
        if not self.in_transit:
            return []
        text = "VIREMENT INTERNE A BANQUE DES CONFLUENCES"
        return [self._transfer(week, text, -self.in_transit)]

    def _hand_out(self, week: Week, by_bank: dict[str, list[Movement]]) -> None:
        """The main bank gives the other accounts their first money."""
        dollars = self.setup.banks["USD"].currency
        first = {code: self.household.thousands(n) for code, n in FIRST_MONEY.items()}
        for code, amount in {**first, "USD": FIRST_DOLLARS}.items():
            arriving = self._transfer(week, "VIREMENT INTERNE RECU", amount)
            factor = Decimal(1)
            if code == "USD":
                factor = factor_on(dollars, arriving.day, self.setup.company)
            by_bank[code].append(arriving)
            text = f"VIREMENT INTERNE A {self.setup.banks[code].name.upper()}"
            leaving = -round_amount(amount * factor)
            by_bank["MAIN"].append(self._transfer(week, text, leaving))

    def _transfer(self, week: Week, text: str, amount: Decimal) -> Movement:
        account, day = self.setup.accounts["transfers"], week.day(3)
        return Movement(day, amount, text, account=account, confidence=Confidence.MAPPING)
