"""What the company knows of one of its bank accounts, for the controls of a statement."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from .parsed import ParsedStatement


@dataclass(frozen=True, slots=True)
class BankAccountFacts:
    """One of our bank accounts and what was imported into it before.

    `last_closing` and `last_sequence` are those of the newest statement, None when there is
    none. `seen_file_hashes` are SHA-256 of files, `seen_statement_keys` the `key` of
    statements, `seen_fingerprints` tells which of some line fingerprints are known already.
    """

    iban: str = ""
    account_no: str = ""
    currency: str = ""
    last_closing: Decimal | None = None
    last_sequence: int | None = None
    seen_file_hashes: AbstractSet[str] = frozenset()
    seen_statement_keys: AbstractSet[tuple[str, ...]] = frozenset()
    seen_fingerprints: Callable[[Sequence[str]], AbstractSet[str]] = field(
        default=lambda fingerprints: frozenset()
    )


def is_account_of(statement: ParsedStatement, facts: BankAccountFacts) -> bool:
    """Whether a statement's IBAN or account number is that of the bank account."""
    named = {_plain(statement.account_iban), _plain(statement.account_number)} - {""}
    return bool(named & {_plain(facts.iban), _plain(facts.account_no)})


def _plain(account: str) -> str:
    return "".join(account.split()).upper()
