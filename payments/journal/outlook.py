"""A look ahead at a journal that is too long for a page: a job works it out and takes it down.

It counts for one version of the batch, on one day; whatever changes meanwhile is refused when the
batch is posted, for the answers keep what they were about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from customers.models import Customer
from ledger.applying.asking import accepted_names, asked_of, name_of
from ledger.models import GLAccount, Vendor
from ledger.posting import Asked, PartyKind, Plan, PostingRefused, Question, Refusal, preview
from ledger.posting.for_sources import Drawn
from payments.journal.answers import answers_in
from payments.journal.posting import post_batch
from payments.models import JournalBatch, JournalOutlook

REFUSALS_KEPT = 1_000
ROWS_KEPT = 60


def outlook_of_batch(batch: JournalBatch, today: date) -> JournalOutlook | None:
    """The look ahead that counts for the batch as it is today; None if there is none."""
    outlooks = JournalOutlook.objects.filter(batch=batch, version=batch.version, day=today)
    return outlooks.select_related("progress").order_by("-pk").first()


def take_down(outlook: JournalOutlook, user_id: int | None) -> None:
    """Work out what posting would write and keep what is shown of it.

    Nothing is kept where a newer look ahead took its place meanwhile.
    """
    command = post_batch(
        outlook.batch_id, version=outlook.version, user_id=user_id, today=outlook.day
    )
    try:
        found = preview(command)
    except PostingRefused as refused:
        content = _refused(refused.refusals)
    else:
        content = _planned(found.plan) if found.plan else _refused(found.refusals)
    JournalOutlook.objects.filter(pk=outlook.pk).update(content=content)


def refusals_of(outlook: JournalOutlook) -> list[Refusal]:
    """Why it can't be posted, the first of them."""
    return [Refusal(message, line) for line, message in outlook.facts.get("refusals", ())]


def questions_of(outlook: JournalOutlook) -> list[Question]:
    """What is asked before it is posted; `accepted` is how it was worked out."""
    return [_question(one) for one in outlook.facts.get("questions", ())]


def is_as_answered(outlook: JournalOutlook, questions: Sequence[Question]) -> bool:
    """Whether it was worked out with the answers that the lines hold now."""
    held = accepted_names(answers_in(outlook.batch_id))
    return held.keys() == {name_of(one) for one in questions if one.accepted}


def _refused(refusals: Sequence[Refusal]) -> dict[str, Any]:
    first = sorted(refusals, key=lambda refusal: refusal.line or 0)[:REFUSALS_KEPT]
    return {"refusals": [[one.line, one.message] for one in first], "refused": len(refusals)}


def _planned(plan: Plan) -> dict[str, Any]:
    """Totals of everything, the first rows, every question."""
    touched = [p for p in plan.positions if p.touched or p.line is not None]
    return {
        "transactions": len(plan.transactions),
        "closed": sum(1 for p in touched if p.existing is not None and p.remaining == ZERO),
        "debit": sum((g.amount for g in plan.general if g.amount > 0), ZERO),
        "entries": len(touched),
        "accounts": _by_account(plan),
        "types": _by_type(plan),
        "first": _first_entries(plan, touched[:ROWS_KEPT]),
        "questions": [asdict(one) for one in asked_of(plan)],
    }


def _by_account(plan: Plan) -> list[dict[str, Any]]:
    """Debit and credit of each G/L account, in the order of their numbers."""
    debit: dict[int, Decimal] = defaultdict(Decimal)
    credit: dict[int, Decimal] = defaultdict(Decimal)
    for row in plan.general:
        side = debit if row.amount > 0 else credit
        side[row.account_id] += abs(row.amount)
    accounts = GLAccount.objects.filter(pk__in={*debit, *credit}).order_by("no")
    return [
        {"account": str(one), "debit": debit.get(one.pk), "credit": credit.get(one.pk)}
        for one in accounts
    ]


def _by_type(plan: Plan) -> list[dict[str, Any]]:
    """How many entries of each document type and currency are made, and their sum."""
    count: dict[tuple[str, str], int] = defaultdict(int)
    amount: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for position in plan.positions:
        if position.line is not None:
            key = (position.document_type, position.currency_id)
            count[key] += 1
            amount[key] += position.line.amount
    return [
        {
            "type": kind,
            "currency": code,
            "count": count[kind, code],
            "amount": amount[kind, code],
        }
        for kind, code in sorted(count)
    ]


def _first_entries(plan: Plan, positions: Sequence[Any]) -> list[dict[str, Any]]:
    names: dict[PartyKind, Mapping[int, Any]] = {
        PartyKind.CUSTOMER: Customer.objects.in_bulk(_ids(positions, PartyKind.CUSTOMER)),
        PartyKind.VENDOR: Vendor.objects.in_bulk(_ids(positions, PartyKind.VENDOR)),
    }
    return [
        {
            "document": "" if isinstance(p.document_no, Drawn) else p.document_no,
            "type": p.document_type,
            "party": str(names[p.kind].get(p.party_id, "")),
            "due_date": p.due_date,
            "before": p.existing.remaining if p.existing else p.line.amount,
            "after": p.remaining,
            "currency": p.currency_id,
        }
        for p in positions
    ]


def _ids(positions: Iterable[Any], kind: PartyKind) -> set[int]:
    return {p.party_id for p in positions if p.kind is kind}


def _question(kept: Mapping[str, Any]) -> Question:
    days = ("paid_on", "discount_date", "tolerance_date")
    return Question(
        **{
            **kept,
            "asked": Asked(kept["asked"]),
            "kind": PartyKind(kept["kind"]),
            "documents": tuple(kept["documents"]),
            "amount": Decimal(kept["amount"]),
            "at_most": Decimal(kept["at_most"]),
            **{name: kept[name] and date.fromisoformat(kept[name]) for name in days},
        }
    )
