"""Why a draft could not be made or changed: refusals, all of them, nothing was written."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from arcore.company.errors import SetupRefusal
from ledger.posting import PostingRefused, Refusal


class DocumentRefused(PostingRefused):
    """The draft stays as it was; `refusals` name line, fact and way out."""


class StaleDocument(DocumentRefused):
    """Someone changed the document since it was shown; the refusal says what."""


def refuse_document(found: Iterable[Refusal]) -> None:
    """Raise `DocumentRefused` with all of them; silent when there is none."""
    refusals = tuple(dict.fromkeys(found))
    if refusals:
        raise DocumentRefused(refusals)


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """What the company's setup does not allow becomes a refusal of the document."""
    try:
        yield
    except SetupRefusal as refused:
        raise DocumentRefused([Refusal(str(refused))]) from refused
