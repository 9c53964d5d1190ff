"""What stays after posting: copies if the batch keeps them. Posted ticks go."""

from collections.abc import Iterable

from ledger.posting.for_sources import Query, run

_UNTICK = "DELETE FROM payments_registrationline WHERE id = ANY(%s)"
_NEXT_VERSION = "UPDATE payments_registrationsetup SET version = version + 1 WHERE id = %s"


def untick_posted(setup_id: int, line_ids: Iterable[int]) -> None:
    """The posted ticks go, and what was looked at before counts no more."""
    run(Query(_UNTICK, (list(line_ids),)))
    run(Query(_NEXT_VERSION, (setup_id,)))
