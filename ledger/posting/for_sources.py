"""What a source needs to build its request: frozen values, fact queries, locks, statements."""

from ledger.posting import facts, locks
from ledger.posting.request import (
    Account,
    AccountLine,
    Application,
    Bank,
    BankClosing,
    BankLine,
    Currency,
    Draw,
    Drawn,
    OpenEntry,
    Party,
    PartyAccounts,
    PartyKind,
    PartyLine,
    Period,
    PostingRequest,
    TransactionRequest,
)
from ledger.posting.sql import Query, fetch, fetch_together, run

__all__ = [
    "Account",
    "AccountLine",
    "Application",
    "Bank",
    "BankClosing",
    "BankLine",
    "Currency",
    "Draw",
    "Drawn",
    "OpenEntry",
    "Party",
    "PartyAccounts",
    "PartyKind",
    "PartyLine",
    "Period",
    "PostingRequest",
    "Query",
    "TransactionRequest",
    "facts",
    "fetch",
    "fetch_together",
    "locks",
    "run",
]
