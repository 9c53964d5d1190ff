"""Facts of the customers and vendors that something is posted to, with their groups' accounts."""

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from ledger.posting.known import Party, PartyAccounts, PartyKind
from ledger.posting.sql import Query

_OWN = (
    *("id", "no", "name", "blocked", "privacy_blocked", "posting_group_id"),
    *("application_method", "block_payment_tolerance"),
)
_ACCOUNTS = (
    *("control_account_id", "discount_debit_account_id", "discount_credit_account_id"),
    *("tolerance_debit_account_id", "tolerance_credit_account_id"),
    *("rounding_account_id", "application_rounding_account_id"),
)
_GROUP = (
    "(SELECT o.code FROM customers_customerpostinggroup o WHERE o.id = {}.posting_group_id)"
)

_CUSTOMERS = """
SELECT {columns}
FROM customers_customer c
LEFT JOIN ledger_customerpostingsetup s ON s.group_id = c.posting_group_id
WHERE c.id = ANY({ids})
"""

_VENDORS = f"""
SELECT v.id, v.no, v.name, v.blocked, false AS privacy_blocked, v.posting_group_id,
       '' AS application_method, false AS block_payment_tolerance,
       {", ".join(f"g.{column}" for column in _ACCOUNTS)}, g.code AS group_code
FROM ledger_vendor v JOIN ledger_vendorpostinggroup g ON g.id = v.posting_group_id
WHERE v.id = ANY(%s)
"""


def customer_columns(customer: str, setup: str, prefix: str = "") -> str:
    """What `read_parties` wants to know, from the aliases of a customer and its posting setup."""
    columns = [f"{customer}.{column} AS {prefix}{column}" for column in _OWN]
    columns += [f"{setup}.{column} AS {prefix}{column}" for column in _ACCOUNTS]
    return ", ".join([*columns, f"{_GROUP.format(customer)} AS {prefix}group_code"])


_CUSTOMER_GROUPS = f"""
SELECT s.group_id AS id, {", ".join(f"s.{column}" for column in _ACCOUNTS)}, o.code AS group_code
FROM ledger_customerpostingsetup s JOIN customers_customerpostinggroup o ON o.id = s.group_id
WHERE s.group_id = ANY(%s)
"""

_VENDOR_GROUPS = f"""
SELECT g.id, {", ".join(f"g.{column}" for column in _ACCOUNTS)}, g.code AS group_code
FROM ledger_vendorpostinggroup g WHERE g.id = ANY(%s)
"""

_EACH_CUSTOMER = _CUSTOMERS.format(columns=customer_columns("c", "s"), ids="%s")


def parties(kind: PartyKind, ids: Iterable[int]) -> Query:
    """Customers or vendors with the accounts of their posting groups."""
    text = _EACH_CUSTOMER if kind is PartyKind.CUSTOMER else _VENDORS
    return Query(text, (sorted(set(ids)),))


def customers_of(subquery: str, params: Sequence[Any]) -> Query:
    """The customers whose ids a subquery of the source gives."""
    text = _CUSTOMERS.format(columns=customer_columns("c", "s"), ids=f"ARRAY({subquery})")
    return Query(text, params)


def groups(kind: PartyKind, ids: Iterable[int]) -> Query:
    """The accounts of posting groups themselves, whoever's they are."""
    text = _CUSTOMER_GROUPS if kind is PartyKind.CUSTOMER else _VENDOR_GROUPS
    return Query(text, (sorted(set(ids)),))


def read_groups(rows: Iterable[Any]) -> dict[int, PartyAccounts]:
    """By the id of the posting group."""
    _own, accounts = _getters("")
    return {row.id: PartyAccounts(*accounts(row)) for row in rows}


def read_parties(kind: PartyKind, rows: Iterable[Any], prefix: str = "") -> dict[int, Party]:
    """By id; `prefix` stands before the columns where they came along with other rows."""
    found: dict[int, Party] = {}
    own, accounts = _getters(prefix)
    for row in rows:
        party_id, no, name, blocked, privacy_blocked, group_id, method, blocks = own(row)
        if party_id not in found:
            found[party_id] = Party(
                kind=kind,
                id=party_id,
                no=no,
                name=name,
                blocked=blocked,
                privacy_blocked=privacy_blocked,
                posting_group_id=group_id,
                accounts=PartyAccounts(*accounts(row)),
                applies_to_oldest=method == "oldest",
                block_payment_tolerance=blocks,
            )
    return found


@cache
def _getters(prefix: str) -> tuple[Any, Any]:
    return (
        attrgetter(*(prefix + column for column in _OWN)),
        attrgetter(*(prefix + column for column in (*_ACCOUNTS, "group_code"))),
    )
