"""What is wrong with lines: each by itself while it is typed, or all of a batch together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ledger.posting import PostingRefused, Refusal, preview
from payments.journal.posting import post_batch, trial
from payments.models import JournalBatch


def problems_of_lines(
    batch_id: int, line_ids: Sequence[int], *, user_id: int | None, today: date
) -> Mapping[int, list[Refusal]]:
    """By line number, what forbids each of these lines; a fixed number of statements."""
    if not line_ids:
        return {}
    command = trial(batch_id, line_ids, user_id=user_id, today=today)
    return _by_line(_refusals(command))


def errors_of_batch(batch: JournalBatch, *, user_id: int | None, today: date) -> list[Refusal]:
    """Every error of every line and of the lines together, in the order of the lines."""
    command = post_batch(batch.pk, version=batch.version, user_id=user_id, today=today)
    return sorted(_refusals(command), key=lambda refusal: refusal.line or 0)


def _refusals(command) -> Sequence[Refusal]:
    try:
        return preview(command).refusals
    except PostingRefused as refused:
        return refused.refusals


def _by_line(refusals: Sequence[Refusal]) -> Mapping[int, list[Refusal]]:
    found: dict[int, list[Refusal]] = defaultdict(list)
    for refusal in refusals:
        if refusal.line is not None:
            found[refusal.line].append(refusal)
    return found
