"""Refuse what the source itself found wrong while it was read."""

from collections.abc import Iterable

from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def source_found(request: PostingRequest) -> Iterable[Refusal]:
    """Refusals that only the source can see, such as a document without lines."""
    return request.found
