"""What a source promises: lock its own rows, say what to post, mark itself as posted."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from ledger.posting.command import Command
from ledger.posting.plan import Plan
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest
from ledger.posting.sql import Query
from ledger.posting.written import Written


class Source(ABC):
    """A sales document, a journal batch, a reconciliation: anything that can be posted.

    `name` is the source code on entries and the first part of the idempotency key. What a
    journal posted (`is_journal`) may be reversed; documents are corrected by documents.
    """

    name: ClassVar[str]
    is_journal: ClassVar[bool] = False
    journals: ClassVar[set[str]] = set()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.is_journal:
            Source.journals.add(cls.name)

    def __init__(self, command: Command) -> None:
        self.command = command

    @abstractmethod
    def lock(self) -> None:
        """Lock its own rows, then call `locks.take` for parties, entries and banks."""

    @abstractmethod
    def request(self) -> PostingRequest:
        """Everything the road needs, as frozen values; reads only, so preview may call it."""

    def objections(self, plan: Plan) -> Iterable[Refusal]:
        """What the plan decides otherwise than the user was shown; asked under the locks."""
        return ()

    def rider(self, written: Written) -> Query | None:
        """CTEs to ride in the one statement of a small posting, which `settle` then leaves out.

        They may name the posting's rows by id but read none of them: nothing is there yet.
        """
        return None

    @abstractmethod
    def settle(self, written: Written) -> None:
        """Mark the source as posted, in the same commit."""
