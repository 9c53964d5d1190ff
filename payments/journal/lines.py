"""Add, change and delete lines of a batch; each change is one more version of line and batch."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Max

from arcore.company.models import Company, User
from payments.journal.completing import complete, unmark
from payments.journal.numbering import number_for, proposed_number
from payments.journal.storable import refuse_unstorable
from payments.journal.versions import change_batch, line_as_seen
from payments.models import JournalBatch, JournalLine

STEP = 10_000
PLAIN = (
    "posting_date", "document_date", "document_type", "document_no", "external_document_no",
    "description", "currency", "factor", "amount", "amount_lcy", "due_date", "payment_terms",
    "discount_percent", "discount_date", "payment_method", "on_hold", "payment_reference",
    "recurring_method", "frequency", "expiration_date",
)  # fmt: skip


def add_line(
    batch_id: int,
    values: Mapping[str, Any],
    user: User,
    *,
    token: str = "",
    before: int | None = None,
    numbered: bool = True,
) -> JournalLine:
    """A new line at the end, or before another one. The same token makes it only once.

    `values` by field; `account`, `balancing` and `applies_to` are rows of any type that
    `account_type` and `balancing_type` name. Nobody typed the document number of a line that is
    not `numbered`: it is proposed anew, for another line may have taken it meanwhile.
    """
    with change_batch(batch_id) as batch:
        made = batch.lines.filter(token=token).first() if token else None
        if made is not None:
            return made
        line = JournalLine(batch=batch, line_no=_place(batch, before), token=token)
        line.currency = values.get("currency") or Company.get().local_currency
        _take(line, values)
        if not numbered:
            line.document_no = proposed_number(batch, _last(batch))
        line.document_no = number_for(batch, line.document_no, line.posting_date)
        line.changed_by = user
        complete(line, set(values))
        refuse_unstorable(line)
        line.save()
        return line


def change_line(
    line_id: int, version: int | None, values: Mapping[str, Any], user: User | None
) -> JournalLine:
    """Change what `values` names; raises LineChanged when somebody else was first."""
    with line_as_seen(line_id, version) as line:
        typed = {name for name, value in values.items() if _differs(line, name, value)}
        _take(line, values)
        complete(line, typed)
        refuse_unstorable(line)
        line.version += 1
        line.changed_by = user
        line.save()
        return line


def delete_line(line_id: int, version: int | None) -> None:
    """Delete the line and take its marks away; one that is gone already is no error."""
    if not JournalLine.objects.filter(pk=line_id).exists():
        return
    with line_as_seen(line_id, version) as line:
        unmark(line)
        line.delete()


def _last(batch: JournalBatch) -> JournalLine | None:
    last = batch.lines.order_by("-line_no").first()
    if last is not None:
        last.batch = batch
    return last


def _take(line: JournalLine, values: Mapping[str, Any]) -> None:
    for name in PLAIN:
        if name in values and not (name == "currency" and values[name] is None):
            setattr(line, name, values[name])
    if "account" in values or "account_type" in values:
        kind = values.get("account_type", line.account_type)
        line.set_account(kind, values.get("account"))
    if "balancing" in values or "balancing_type" in values:
        kind = values.get("balancing_type", line.balancing_type)
        line.set_balancing(kind, values.get("balancing") if kind else None)
    if "applies_to" in values:
        line.set_applies_to(values["applies_to"])
    if "posting_group" in values:
        line.set_posting_group(values["posting_group"])


def _differs(line: JournalLine, name: str, value: Any) -> bool:
    current = {
        "account": lambda: line.account_side,
        "balancing": lambda: line.balancing_side,
    }.get(name, lambda: getattr(line, name))()
    return current != value


def _place(batch: JournalBatch, before: int | None) -> int:
    """The line number behind the last line, or in the middle of the gap before another one."""
    held = batch.lines.filter(pk=before or 0)
    at = held.values_list("line_no", flat=True).first()
    if at is None:
        return (batch.lines.aggregate(last=Max("line_no"))["last"] or 0) + STEP
    below = batch.lines.filter(line_no__lt=at).aggregate(last=Max("line_no"))["last"] or 0
    if at - below < 2:
        _make_room(batch.pk)
        return _place(batch, before)
    return (at + below) // 2


_SPREAD = """
UPDATE payments_journalline l SET line_no = n.place * %s + %s
FROM (SELECT id, row_number() OVER (ORDER BY line_no) AS place
      FROM payments_journalline WHERE batch_id = %s) n
WHERE l.id = n.id
"""
OUT_OF_THE_WAY = 1_000_000_000


def _make_room(batch_id: int) -> None:
    """Number all lines by ten thousands again: first out of the way of their own numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, [1, OUT_OF_THE_WAY, batch_id])
        cursor.execute(_SPREAD, [STEP, 0, batch_id])
