"""A house with a bank account, an accountant, and the shortest way to a journal."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from arcore.company.models import User
from payments.models import BankReconciliationSetup, ReconciliationJournal, ReconciliationLine
from payments.reconciliation.importing import Imported, import_file
from tests.builders import House
from tests.payments.reconciliation.camt import DAY, Money, camt, statement

TODAY = date(2026, 5, 5)


@pytest.fixture
def accountant(house: House) -> User:
    return house.user("jane", "accountant")


def import_entries(user: User, *entries: Money, **options: Any) -> ReconciliationJournal:
    """The journal of a file with one statement; nothing is matched."""
    content = camt(statement(entries, **options))
    return import_content(user, content).journals[0]


def import_content(user: User, content: bytes, choices: Any = None) -> Imported:
    """What importing these bytes made."""
    return import_file(io.BytesIO(content), "may.xml", user, TODAY, choices)


@pytest.fixture
def journal_of(accountant: User) -> Callable[..., ReconciliationJournal]:
    def build(*entries: Money, **options: Any) -> ReconciliationJournal:
        return import_entries(accountant, *entries, **options)

    return build


@pytest.fixture
def line_of(journal_of) -> Callable[..., ReconciliationLine]:
    """The only line of a journal."""

    def build(amount: str, text: str = "", **fields: Any) -> ReconciliationLine:
        return journal_of(Money(amount, text, **fields)).lines.get()

    return build


@pytest.fixture
def setup_of(house: House) -> BankReconciliationSetup:
    return BankReconciliationSetup.of(house.bank)


__all__ = ["DAY", "TODAY", "Money", "import_content", "import_entries"]
