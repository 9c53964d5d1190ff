"""What payers write."""

import pytest

from arcore.desk.demo.clients.client import Client, Trade
from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.dice import die
from arcore.desk.demo.story.wording import transfer_text
from customers.models import Customer


def texts(habit: Habit, language: str) -> list[str]:
    card = Customer(no="C1", language=language)
    client = Client(card, Trade.SHOP, habit, 0.1, 1, 0, 104)
    chance = die(2, "texts")
    return [transfer_text(client, ["INV00127"], chance) for _one in range(40)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_careful_quote_the_number(language):
    assert all("INV00127" in text for text in texts(Habit.PUNCTUAL, language))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_careless_never_do(language):
    assert not any("INV00127" in text for text in texts(Habit.GARBLED, language))
