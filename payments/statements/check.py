"""Run all controls over the statements of a file, and mark lines imported before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from .controls import CONTROLS
from .facts import BankAccountFacts, is_account_of
from .parsed import ImportProblem, ParsedLine, ParsedStatement, Severity


def check_statement(statement: ParsedStatement, facts: BankAccountFacts) -> list[ImportProblem]:
    """Every problem of one statement against one bank account."""
    return [problem for control in CONTROLS for problem in control(statement, facts)]


def check_statements(
    statements: Sequence[ParsedStatement], accounts: Sequence[BankAccountFacts]
) -> list[ImportProblem]:
    """Every problem of a file whose statements may belong to several of `accounts`.

    Each statement is checked against the account that it names, and continues where the
    statement before it of the same account ended.
    """
    problems: list[ImportProblem] = []
    known = list(accounts)
    seen: set[int] = set()
    for statement in statements:
        place = _place_of(statement, known)
        facts = known[place] if place is not None else _stranger(statement, known)
        seen.add(place if place is not None else -1)
        problems += check_statement(statement, facts)
        if place is not None:
            known[place] = _continued(facts, statement)
    if len(seen) > 1:
        message = _("The file holds statements of %(count)d accounts.") % {"count": len(seen)}
        problems.append(ImportProblem("several-accounts", Severity.WARN, message))
    return problems


def known_fingerprints(
    lines: Iterable[ParsedLine], facts: BankAccountFacts, chunk_size: int = 5_000
) -> Iterator[tuple[ParsedLine, bool]]:
    """Each line with whether it was imported before: mark such lines, do not import them.

    Asks in chunks, so that a long statement is never held in memory.
    """
    chunk: list[ParsedLine] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == chunk_size:
            yield from _marked(chunk, facts)
            chunk = []
    yield from _marked(chunk, facts)


def _marked(
    chunk: list[ParsedLine], facts: BankAccountFacts
) -> Iterator[tuple[ParsedLine, bool]]:
    seen = facts.seen_fingerprints([line.fingerprint for line in chunk]) if chunk else set()
    return ((line, line.fingerprint in seen) for line in chunk)


def _place_of(statement: ParsedStatement, known: Sequence[BankAccountFacts]) -> int | None:
    if statement.format == "csv" and len(known) == 1:
        return 0
    return next((i for i, facts in enumerate(known) if is_account_of(statement, facts)), None)


def _stranger(
    statement: ParsedStatement, known: Sequence[BankAccountFacts]
) -> BankAccountFacts:
    """Facts for an account that is none of ours: it has no balance or number to continue."""
    chosen = known[0] if len(known) == 1 else BankAccountFacts()
    return BankAccountFacts(
        iban=chosen.iban,
        account_no=chosen.account_no,
        currency=statement.currency,
        seen_file_hashes=chosen.seen_file_hashes,
    )


def _continued(facts: BankAccountFacts, statement: ParsedStatement) -> BankAccountFacts:
    """The facts as they will be once the statement is imported."""
    closing, number = statement.closing, statement.sequence_number
    return replace(
        facts,
        last_closing=facts.last_closing if closing is None else closing.amount,
        last_sequence=facts.last_sequence if number is None else number,
        seen_statement_keys=facts.seen_statement_keys | {statement.key},
    )
