"""What payers write on their transfers, in their language and as carefully as they are."""

from random import Random

from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.clients.habits import Habit

WITH_NUMBERS = {
    "fr": ("REGLEMENT FACTURE {numbers}", "FACT {numbers}", "VIREMENT {numbers}"),
    "en": ("Invoice {numbers}", "Payment {numbers}", "Inv. {numbers} thank you"),
}
WITHOUT_NUMBERS = {
    "fr": ("votre facture", "REGLEMENT FOURNISSEUR", "solde compte", "vélos livrés"),
    "en": ("your invoice", "SUPPLIER PAYMENT", "account balance", "bicycles"),
}


def transfer_text(payer: Client, numbers: list[str], chance: Random) -> str:
    """The invoice numbers, or what the careless write instead."""
    language = payer.card.language
    if payer.habit == Habit.GARBLED:
        if chance.random() < 0.5:
            return chance.choice(WITHOUT_NUMBERS[language])
        numbers = [_mistyped(number, chance) for number in numbers]
    text = chance.choice(WITH_NUMBERS[language])
    return text.format(numbers=" ".join(numbers))


def _mistyped(number: str, chance: Random) -> str:
    """The last two digits swapped, or the prefix forgotten."""
    if chance.random() < 0.5 and number[-1] != number[-2]:
        return f"{number[:-2]}{number[-1]}{number[-2]}"
    return number.lstrip("INV0")
