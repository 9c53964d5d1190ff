"""Refusals of a batch, each naming its row and leading there."""

from collections.abc import Sequence

from ledger.posting import Refusal
from payments.journal.places import by_place
from payments.models import JournalBatch


def linked(batch: JournalBatch, refusals: Sequence[Refusal]) -> list[tuple[Refusal, str]]:
    """Each refusal, naming its row, with the way there."""
    numbers = {refusal.line for refusal in refusals if refusal.line is not None}
    rows = dict(
        batch.lines.filter(line_no__in=numbers).values_list("line_no", "pk") if numbers else ()
    )
    url = batch.get_absolute_url()
    return [
        (told, f"{url}?row={rows[refusal.line]}" if refusal.line in rows else "")
        for told, refusal in zip(by_place(batch.pk, refusals), refusals, strict=True)
    ]
