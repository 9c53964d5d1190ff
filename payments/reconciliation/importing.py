"""A bank statement file becomes journals, in one transaction, or is refused with every reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.models import BankAccount
from ledger.posting.for_sources import locks
from payments.models import (
    BankReconciliationSetup,
    ImportedLine,
    ImportedStatement,
    ReconciliationJournal,
)
from payments.reconciliation.bank_facts import accounts_named_by, facts_of, was_never_reconciled
from payments.reconciliation.come_again import missing_of, one_reason_if_known
from payments.reconciliation.import_rows import copy_lines, make_journal_lines
from payments.reconciliation.numbering import take_number
from payments.statements.check import check_statements, known_fingerprints
from payments.statements.csv_profile import CsvProfile
from payments.statements.facts import BankAccountFacts, is_account_of
from payments.statements.parsed import (
    ImportProblem,
    ParsedStatement,
    Severity,
    StatementKind,
    StatementRefused,
)
from payments.statements.read import ParsedFile, read_statements
from payments.statements.receive import Readable

SETUP_TABLE = "payments_bankreconciliationsetup"


@dataclass(frozen=True)
class Imported:
    """What an import made: journals, warnings, and how many lines were known before."""

    journals: tuple[ReconciliationJournal, ...]
    statements: tuple[ImportedStatement, ...]
    warnings: tuple[ImportProblem, ...]
    seen_before: int


@dataclass(frozen=True)
class ImportChoices:
    """What the user says beside the file; `override_reason` imports in spite of the balance."""

    bank_account: BankAccount | None = None
    profile: CsvProfile | None = None
    override_reason: str = ""


@dataclass
class _Account:
    account: BankAccount
    setup: BankReconciliationSetup
    facts: BankAccountFacts = field(default_factory=BankAccountFacts)


def import_file(
    stream: Readable, name: str, user: User, today: date, choices: ImportChoices | None = None
) -> Imported:
    """Store every statement of the file and open a journal for each that holds something new.

    Raises StatementRefused with all reasons; then nothing is stored. An override reason lets
    a file pass whose only refusals may be overridden (the caller checks the permission).
    """
    choices = choices or ImportChoices()
    with read_statements(stream, name, choices.profile) as parsed, transaction.atomic():
        accounts = _locked_accounts(parsed.statements, choices.bank_account)
        statements = missing_of(parsed.statements)
        for known in accounts:
            known.facts = facts_of(known.account, known.setup, statements)
        problems = _control(parsed, statements, accounts, choices)
        return _store(parsed, statements, accounts, problems, user, today, choices)


def _locked_accounts(
    statements: Sequence[ParsedStatement], chosen: BankAccount | None
) -> list[_Account]:
    """The accounts of the file, each held so that two imports into it come one after another."""
    found = [chosen] if chosen else accounts_named_by(statements)
    setups = {account.pk: BankReconciliationSetup.of(account) for account in found}
    locks.take_rows(SETUP_TABLE, [setup.pk for setup in setups.values()])
    for setup in setups.values():
        setup.refresh_from_db()
    return [_Account(account, setups[account.pk]) for account in found]


def _control(
    parsed: ParsedFile,
    statements: Sequence[ParsedStatement],
    accounts: Sequence[_Account],
    choices: ImportChoices,
) -> list[ImportProblem]:
    """All warnings; raises when something refuses the file that nobody may override."""
    problems = list(parsed.warnings)
    problems += [problem for one in statements for problem in one.warnings]
    checked, unknown = list(statements), []
    if choices.bank_account is None:
        unknown = [one for one in statements if _is_unknown(one, accounts)]
        checked = [one for one in statements if one not in unknown]
    problems += [_unknown_account(one) for one in unknown]
    if checked:
        problems += check_statements(checked, [known.facts for known in accounts])
    problems = one_reason_if_known(problems)
    refusals = [problem for problem in problems if problem.refuses]
    allowed = choices.override_reason and all(problem.overridable for problem in refusals)
    if refusals and not allowed:
        raise StatementRefused(problems)
    return problems


def _is_unknown(statement: ParsedStatement, accounts: Sequence[_Account]) -> bool:
    if not statement.account:
        return statement.format == "csv"
    return not any(is_account_of(statement, known.facts) for known in accounts)


def _unknown_account(statement: ParsedStatement) -> ImportProblem:
    where = _("statement %(statement)d") % {"statement": statement.position}
    if not statement.account:
        message = _("A CSV file does not name its account: choose the bank account.")
        return ImportProblem("account-needed", Severity.REFUSE, message, where)
    message = _(
        "No bank account of ours has the IBAN or number %(account)s. Enter it on the bank "
        "account's card, then import the file again."
    ) % {"account": statement.account}
    return ImportProblem("account-unknown", Severity.REFUSE, message, where)


def _store(
    parsed: ParsedFile,
    wanted: Sequence[ParsedStatement],
    accounts: Sequence[_Account],
    problems: Sequence[ImportProblem],
    user: User,
    today: date,
    choices: ImportChoices,
) -> Imported:
    journals, statements, seen = [], [], 0
    for one in wanted:
        known = _account_of(one, accounts)
        statement = _stored_statement(one, known.account, problems, user, choices)
        statements.append(statement)
        lines = known_fingerprints(parsed.lines(one), known.facts)
        seen += sum(1 for _line in copy_lines(statement, lines))
        if one.kind is StatementKind.NOTIFICATION:
            continue  # explains entries of a statement, never changes a balance
        if ImportedLine.objects.filter(statement=statement, seen_before=False).exists():
            journals.append(_journal(one, statement, known, user, today))
    if not journals:
        raise StatementRefused([_nothing_new(seen)])
    return Imported(
        tuple(journals),
        tuple(statements),
        tuple(problem for problem in problems if not problem.refuses),
        seen,
    )


def _account_of(statement: ParsedStatement, accounts: Sequence[_Account]) -> _Account:
    for known in accounts:
        if is_account_of(statement, known.facts):
            return known
    return accounts[0]  # a CSV names none; the controls refuse everything else


def _stored_statement(
    one: ParsedStatement,
    account: BankAccount,
    problems: Sequence[ImportProblem],
    user: User,
    choices: ImportChoices,
) -> ImportedStatement:
    same: dict[str, Any] = {
        name: getattr(one, name)
        for name in (
            "format", "version", "file_name", "file_sha256", "encoding", "position",
            "message_id", "statement_id", "sequence_number", "legal_sequence_number",
            "page_number", "is_last_page", "from_date", "to_date",
            "account_iban", "account_number", "account_owner", "account_bic", "currency",
            "declared_count", "declared_sum", "line_count", "line_sum", "entry_count",
            "unbooked_count",
        )
    }  # fmt: skip
    if one.created_at is not None:
        aware = timezone.is_aware(one.created_at)
        same["created_at"] = one.created_at if aware else timezone.make_aware(one.created_at)
    for end, balance in (("opening", one.opening), ("closing", one.closing)):
        if balance is not None:
            same[f"{end}_balance"] = balance.amount
            same[f"{end}_date"] = balance.day
            same[f"{end}_code"] = balance.code
    return ImportedStatement.objects.create(
        bank_account=account,
        kind=one.kind.value,
        imported_by=user,
        warnings=[{"code": p.code, "message": p.message, "where": p.where} for p in problems],
        override_reason=choices.override_reason,
        statement_key=list(one.key),
        **same,
    )


def _journal(
    one: ParsedStatement,
    statement: ImportedStatement,
    known: _Account,
    user: User,
    today: date,
) -> ReconciliationJournal:
    if _starts_the_account(known) and one.opening is not None:
        known.setup.balance_last_statement = one.opening.amount
        known.setup.save(update_fields=["balance_last_statement"])
    journal = ReconciliationJournal.objects.create(
        bank_account=known.account,
        statement_no=take_number(known.setup, today),
        statement_date=one.statement_date,
        balance_last_statement=known.setup.balance_last_statement,
        ending_balance=one.closing.amount if one.closing is not None else None,
        imported_statement=statement,
        created_by=user,
    )
    make_journal_lines(journal, statement)
    return journal


def _starts_the_account(known: _Account) -> bool:
    """Whether this statement gives the balance that the account's first one starts from.

    An account new with 0.00 looks never reconciled until its first journal is posted.
    """
    waiting = ReconciliationJournal.objects.filter(
        bank_account=known.account, imported_statement__isnull=False
    )
    return was_never_reconciled(known.setup) and not waiting.exists()


def _nothing_new(seen: int) -> ImportProblem:
    message = (
        _(
            "All %(count)d lines of the file were imported before. Nothing is left to do with it."
        )
        % {"count": seen}
        if seen
        else _("The file holds no booked entries, so there is nothing to import.")
    )
    return ImportProblem("nothing-new", Severity.REFUSE, message)
