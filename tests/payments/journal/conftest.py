"""A house with a receipts journal, an accountant, and the shortest way to lines and entries."""

from collections.abc import Callable
from typing import Any

import pytest

from arcore.company.models import User
from ledger.books import check_books
from ledger.models import Register
from ledger.posting import PostingRefused, post
from payments.journal.posting import post_batch
from payments.models import JournalBatch
from tests.builders import TODAY, House
from tests.payments.journal.builders import receipts


@pytest.fixture
def jane(house: House) -> User:
    return house.user("jane", "accountant")


@pytest.fixture
def batch(house: House) -> JournalBatch:
    """Cash receipts into the bank, no number series."""
    return receipts(house)


@pytest.fixture
def post_it(jane: User, guards_now) -> Callable[..., Register]:
    """Post the batch as it stands; the books hold afterwards."""

    def run(batch: JournalBatch, **options: Any) -> Register:
        batch.refresh_from_db()
        options = {"version": batch.version, "user_id": jane.pk, "today": TODAY, **options}
        register = post(post_batch(batch.pk, **options))
        guards_now()
        assert check_books() == []
        return register

    return run


@pytest.fixture
def refusals_of(post_it) -> Callable[..., list[tuple[int | None, str]]]:
    """Line number and sentence of every refusal."""

    def run(batch: JournalBatch, **options: Any) -> list[tuple[int | None, str]]:
        with pytest.raises(PostingRefused) as refused:
            post_it(batch, **options)
        return [(refusal.line, refusal.message) for refusal in refused.value.refusals]

    return run
