"""What the company knows of its bank accounts before a file is imported into them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from ledger.models import BankAccount
from payments.models import BankReconciliationSetup, ImportedLine, ImportedStatement
from payments.statements.facts import BankAccountFacts
from payments.statements.parsed import ParsedStatement

# Statements looked back on for a repeated file or statement; more than years of daily ones.
LOOK_BACK = 5_000


def accounts_named_by(statements: Iterable[ParsedStatement]) -> list[BankAccount]:
    """Our bank accounts whose IBAN or account number the statements name, by id."""
    named = {
        "".join(text.split()).upper()
        for statement in statements
        for text in (statement.account_iban, statement.account_number)
        if text.strip()
    }
    accounts = BankAccount.objects.select_related("currency").exclude(
        Q(iban="") & Q(account_no="")
    )
    return [
        account
        for account in accounts.order_by("pk")
        if named & {_plain(account.iban), _plain(account.account_no)} - {""}
    ]


def facts_of(
    account: BankAccount, setup: BankReconciliationSetup, statements: Sequence[ParsedStatement]
) -> BankAccountFacts:
    """Facts for the controls of one account; read under the lock on its setup row."""
    before = ImportedStatement.objects.filter(bank_account=account)
    newest = before.order_by("-id").values("closing_balance", "sequence_number").first()
    hashes = {statement.file_sha256 for statement in statements}
    keys = [list(statement.key) for statement in statements]
    return BankAccountFacts(
        iban=account.iban,
        account_no=account.account_no,
        currency=account.currency_id,
        last_closing=_last_closing(setup, newest),
        last_sequence=newest["sequence_number"] if newest else None,
        seen_file_hashes=set(
            before.filter(
                file_sha256__in=hashes, position__in=[one.position for one in statements]
            ).values_list("file_sha256", flat=True)
        ),
        seen_statement_keys={
            tuple(key)
            for key in before.filter(statement_key__in=keys).values_list(
                "statement_key", flat=True
            )[:LOOK_BACK]
        },
        seen_fingerprints=lambda fingerprints: seen_fingerprints(account, fingerprints),
    )


def seen_fingerprints(account: BankAccount, fingerprints: Sequence[str]) -> set[str]:
    """Which of the fingerprints came with an earlier file of the account."""
    wanted = [fingerprint for fingerprint in fingerprints if fingerprint]
    return set(
        ImportedLine.objects.filter(
            bank_account=account, fingerprint__in=wanted, seen_before=False
        ).values_list("fingerprint", flat=True)
    )


def was_never_reconciled(setup: BankReconciliationSetup) -> bool:
    """Whether no statement of the account was reconciled, nor a balance entered for one."""
    return setup.last_statement_no == 0 and setup.balance_last_statement == 0


def _last_closing(setup: BankReconciliationSetup, newest: Any):
    if newest is not None:
        return newest["closing_balance"]
    return None if was_never_reconciled(setup) else setup.balance_last_statement


def _plain(account: str) -> str:
    return "".join(account.split()).upper()
