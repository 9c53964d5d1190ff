"""The accounts of posting groups that lines name instead of their customer's or vendor's."""

from collections.abc import Sequence
from typing import Any

from ledger.posting.for_sources import PartyAccounts, PartyKind, Query, facts
from payments.journal.values import Line

KINDS = (PartyKind.CUSTOMER, PartyKind.VENDOR)


def groups_queries(lines: Sequence[Line]) -> list[Query]:
    """The accounts of posting groups that lines name; nothing where none does."""
    return [facts.groups(kind, ids) for kind in KINDS if (ids := _group_ids(lines, kind))]


def read_groups(
    lines: Sequence[Line], found: Sequence[Sequence[Any]]
) -> dict[tuple[str, int], PartyAccounts]:
    """By (kind, id), from the answers to `groups_queries`."""
    kinds = [kind for kind in KINDS if _group_ids(lines, kind)]
    return {
        (kind, group_id): accounts
        for kind, rows in zip(kinds, found, strict=True)
        for group_id, accounts in facts.read_groups(rows).items()
    }


def _group_ids(lines: Sequence[Line], kind: PartyKind) -> set[int]:
    return {
        line.posting_group_id
        for line in lines
        if line.posting_group_id is not None
        and line.party_side is not None
        and line.party_side.kind == kind
    }
