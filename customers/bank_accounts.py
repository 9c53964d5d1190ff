"""A customer's bank accounts as typed in the rows below the card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from customers.models import Customer, CustomerBankAccount
from customers.refused import CustomerRefused, Refusal, refuse_customer, told_by_model

FIELDS = ("code", "name", "iban", "swift", "branch_no", "account_no", "currency_id")


@dataclass(frozen=True)
class BankAccountRow:
    """One typed row: `id` of an existing account or None; an account in no row stays."""

    line: int
    code: str = ""
    name: str = ""
    iban: str = ""
    swift: str = ""
    branch_no: str = ""
    account_no: str = ""
    currency_id: str | None = None
    id: int | None = None
    preferred: bool = False
    removed: bool = False


@dataclass(frozen=True)
class ReadAccount:
    """A row with its account as it will be stored, and whether that differs from now."""

    row: BankAccountRow
    account: CustomerBankAccount
    is_changed: bool


def read_bank_accounts(
    customer: Customer, rows: Sequence[BankAccountRow]
) -> tuple[list[ReadAccount], list[Refusal]]:
    """Each row with its account, not yet saved, and everything that speaks against saving."""
    known = (
        {account.pk: account for account in customer.bank_accounts.all()} if customer.pk else {}
    )
    read, refusals = [], list(_rows_together(rows))
    for row in rows:
        account = (
            CustomerBankAccount(customer=customer) if row.id is None else known.get(row.id)
        )
        if account is None:
            if not row.removed:
                message = _("This bank account no longer exists. Remove the row.")
                refusals.append(Refusal(message, "", row.line))
            continue
        before = _facts(account)
        if not row.removed:
            _fill(account, row)
            refusals += told_by_model(account, row.line, exclude={"customer", "currency"})
        is_changed = row.removed or row.id is None or _facts(account) != before
        read.append(ReadAccount(row, account, is_changed))
    return read, refusals


def write_bank_accounts(customer: Customer, read: Sequence[ReadAccount]) -> bool:
    """Save what `read_bank_accounts` read and keep the preferred one; raises CustomerRefused.

    Says whether anything was different.
    """
    preferred = customer.preferred_bank_account_id
    for typed in read:
        if typed.row.removed and typed.account.pk:
            preferred = None if typed.account.pk == preferred else preferred
            _delete(typed.row, typed.account)
    for typed in read:
        if typed.row.removed:
            continue
        if typed.is_changed:
            typed.account.customer = customer
            _save(typed.row, typed.account)
        if typed.row.preferred:
            preferred = typed.account.pk
        elif preferred == typed.account.pk:
            preferred = None
    if preferred != customer.preferred_bank_account_id:
        customer.preferred_bank_account_id = preferred
        customer.save(update_fields=["preferred_bank_account"])
    return any(typed.is_changed for typed in read)


def _rows_together(rows: Sequence[BankAccountRow]) -> Iterator[Refusal]:
    kept = [row for row in rows if not row.removed]
    seen: set[str] = set()
    for row in kept:
        if row.code.upper() in seen:
            message = _("Code %(code)s is used twice: each bank account needs its own.")
            yield Refusal(message % {"code": row.code}, "code", row.line)
        seen.add(row.code.upper())
    for row in [row for row in kept if row.preferred][1:]:
        message = _("Only one bank account can be the preferred one.")
        yield Refusal(message, "preferred", row.line)


def _facts(account: CustomerBankAccount) -> tuple[Any, ...]:
    return tuple(getattr(account, field) for field in FIELDS)


def _fill(account: CustomerBankAccount, row: BankAccountRow) -> None:
    for field in FIELDS:
        setattr(account, field, getattr(row, field))
    account.code = row.code.strip().upper()


def _save(row: BankAccountRow, account: CustomerBankAccount) -> None:
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as refused:
        message = _("Another bank account of this customer has the code %(code)s.")
        raise CustomerRefused(
            [Refusal(message % {"code": account.code}, "code", row.line)]
        ) from refused


def _delete(row: BankAccountRow, account: CustomerBankAccount) -> None:
    try:
        account.delete()
    except ProtectedError as refused:
        users = ", ".join(str(user) for user in sorted(refused.protected_objects, key=str)[:3])
        message = _("Bank account %(code)s is in use and can't be removed: %(users)s.")
        facts = {"code": account.code, "users": users}
        refuse_customer([Refusal(message % facts, "", row.line)])
